"""Find a Chromium for the browser tests; `python -m tests.chromium --install` gets Debian's where that is possible."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
BUNDLES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
HOW = (
    "No Chromium found: install Chromium or Chrome (Debian: apt-get install chromium), or name one in CHROMIUM=…, "
    "or leave the browser tests out with NO_BROWSER=1."
)


def find() -> str | None:
    """The path of an installed Chromium or Chrome; CHROMIUM names one by force."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    return next(filter(None, map(shutil.which, NAMES)), None) or next((b for b in BUNDLES if Path(b).exists()), None)


def install() -> str | None:
    """Install Debian's package where we are root on Debian; gives the path, or None."""
    root_on_debian = Path("/etc/debian_version").exists() and hasattr(os, "geteuid") and os.geteuid() == 0
    if not root_on_debian or not shutil.which("apt-get"):
        return None
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "stdin": subprocess.DEVNULL}
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update"], ["apt-get", "install", "--yes", "--no-install-recommends", "chromium"]):
        subprocess.run(command, env=environment, check=False, **quiet)
    return find()


if __name__ == "__main__":
    browser = find() or (install() if "--install" in sys.argv else None)
    if browser is None:
        sys.exit(HOW)
    print(f"Browser tests use {Path(browser).name}.")
