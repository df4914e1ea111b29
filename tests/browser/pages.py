"""The pages and the screens of the browser tests."""

from companion.built import BuiltSite

CHAPTER = "chapters/scaling-vs-research/"
PHONE = {"width": 390, "height": 844}
LAPTOP = {"width": 1280, "height": 800}
KINDS = {
    "front door": "",
    "chapter": CHAPTER,
    "chapters": "chapters/",
    "tables": "chapters/ssi-and-its-funding/",
    "picture": "pictures/landmark-compute/",
    "person": "people/ilya-sutskever/",
    "people": "people/",
    "glossary": "glossary/",
    "sources": "sources/",
    "sentences": "sources/uses/1/",
    "quotations": "quotations/",
    "quotation": "q/",
    "method": "about/method/",
    "rules": "about/rules/",
    "not found": "404.html",
}


def path_of(kind: str, built: BuiltSite) -> str:
    """The address of a page of that kind; for a quotation's own page, the first there is."""
    if kind != "quotation":
        return KINDS[kind]
    return min(page for page in built.pages if page.startswith("q/")).removesuffix("index.html")
