"""All measurements: `python -m bench [TRANSCRIPT]`."""

import sys
import time
from pathlib import Path

from companion.rules import run
from companion.site import Site

from . import quotations

ROOT = Path(__file__).parent.parent


def site_rows() -> None:
    """How long the real site takes to parse, to verify and to check, in seconds."""
    start = time.perf_counter()
    site = Site.parse(ROOT)
    parsed = time.perf_counter()
    number = len(site.checked)
    verified = time.perf_counter()
    problems = run("source", site)
    print("## The real site\n")
    print(f"{len(site.pages)} pages parsed in {parsed - start:.2f} s")
    print(f"{number} quotations found and verified by the fingerprint in {verified - parsed:.2f} s")
    print(f"all source rules in {time.perf_counter() - verified:.2f} s more; {len(problems)} problems\n")


if __name__ == "__main__":
    site_rows()
    sys.exit(quotations.main(sys.argv[1:]))
