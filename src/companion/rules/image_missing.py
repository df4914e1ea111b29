"""Images that are not there."""

from ..problems import did_you_mean
from .rule import Iterator, Problem, Rule, Site

RULE = Rule("L103", "image-missing", "The reader would see a gap.", "put the picture under docs/assets/ and link it from there")


def check(site: Site) -> Iterator[Problem]:
    """One problem for each image without its file."""
    for page, path, _, link in site.internal_links():
        if link.image and path not in site.files:
            mend = RULE.mend + "." + did_you_mean(path, site.files)
            yield RULE.problem(page.file, link.line, link.column, f"the picture “{link.target}” is not in docs/", mend)
