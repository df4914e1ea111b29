"""make audit: what needs Node or Java. Builds the site, serves it compressed, and prints two tables; fails below the floors.

Nu validator: no error in what we write (two messages about the theme's own markup are left out).
Lighthouse, phone profile, median of five: each category at least 95.
"""

from __future__ import annotations

import functools
import gzip
import http.server
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from companion.build import build_site  # noqa: E402
from tests import chromium  # noqa: E402

RUNS = int(os.environ.get("RUNS", 5))
FLOOR = 95
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
THEMES_OWN = "|".join(
    (
        r".*Attribute “autocomplete” is only allowed when the input type is.*",
        r".*Bad value “” for attribute “tabindex” on element.*",
    )
)


class Compressing(http.server.SimpleHTTPRequestHandler):
    """Serves files as a host does: text compressed, and kept by the browser."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:  # noqa: N802
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        found = path.is_file()
        path = path if found else Path(self.directory) / "404.html"
        body = path.read_bytes()
        text = path.suffix in {".html", ".css", ".js", ".json", ".svg", ".xml"}
        self.send_response(200 if found else 404)
        if text:
            body = _compressed(path, path.stat().st_mtime)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", self.guess_type(str(path)) + ("; charset=utf-8" if text else ""))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments) -> None:
        pass


@functools.lru_cache(maxsize=512)
def _compressed(path: Path, changed: float) -> bytes:
    return gzip.compress(path.read_bytes(), 9)


class Patient(http.server.ThreadingHTTPServer):
    """A browser that goes away in the middle is no fault of the site."""

    def handle_error(self, request, client_address) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def serve(folder: Path) -> str:
    """Serve a folder on a free port until the program ends; gives the address."""
    server = Patient(("127.0.0.1", 0), functools.partial(Compressing, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/"


def missing() -> list[str]:
    """What is not installed, and how to get it."""
    wants = {
        "node": "Node 20 or newer (Debian: apt-get install nodejs npm)",
        "npm": "npm, which comes with Node (Debian: apt-get install npm)",
        "java": "Java 11 or newer (Debian: apt-get install default-jre-headless)",
    }
    found = [how for name, how in wants.items() if not shutil.which(name)]
    return found + ([] if chromium.find() else [chromium.HOW])


def validate(folder: Path) -> int:
    """Nu over every page; the number of errors."""
    jar = HERE / "node_modules/vnu-jar/build/dist/vnu.jar"
    command = ["java", "-jar", str(jar), "--errors-only", "--skip-non-html", "--format", "json", "--filterpattern", THEMES_OWN, str(folder)]
    said = json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stderr)["messages"]
    for message in said:
        print(f"  {message['url'].partition(folder.name + '/')[2]}:{message.get('lastLine', '')}: {message['message']}")
    pages = len(list(folder.rglob("*.html")))
    print(f"Nu validator: {len(said)} errors on {pages} pages")
    return len(said)


def lighthouse(address: str) -> tuple[list[int], list[str]]:
    """The median of each category over RUNS, and the audits that cost points in the last run."""
    environment = {**os.environ, "CHROME_PATH": chromium.find() or ""}
    scores, lost = [], []
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        for _ in range(RUNS):
            command = [str(HERE / "node_modules/.bin/lighthouse"), address, "--quiet", "--output=json", f"--output-path={file.name}"]
            command += ["--chrome-flags=--headless=new --no-sandbox", f"--only-categories={','.join(CATEGORIES)}"]
            subprocess.run(command, env=environment, check=True, capture_output=True)
            report = json.loads(Path(file.name).read_text(encoding="utf-8"))
            scores.append([round(100 * (report["categories"][c]["score"] or 0)) for c in CATEGORIES])
        weighed = {a["id"] for c in CATEGORIES for a in report["categories"][c]["auditRefs"] if a["weight"]}
        lost = [f"{i} ({a.get('displayValue') or a['score']})" for i, a in report["audits"].items() if i in weighed and (a["score"] or 0) < 0.9 and a["score"] is not None]
    return [round(statistics.median(s)) for s in zip(*scores, strict=True)], lost


def pages(folder: Path) -> list[str]:
    """The front door, a chapter, the glossary, and the page with most HTML."""
    longest = max(folder.rglob("index.html"), key=lambda f: f.stat().st_size).relative_to(folder).as_posix()
    chapter = max(folder.glob("chapters/*/index.html"), key=lambda f: f.stat().st_size).relative_to(folder).as_posix()
    found = ["index.html", chapter, "glossary/index.html", longest]
    return list(dict.fromkeys(re.sub(r"index\.html$", "", p) for p in found))


def main() -> int:
    """Run both; 1 if something is below its floor, 2 if something is missing."""
    if lacks := missing():
        print("make audit needs:", *lacks, sep="\n  ")
        return 2
    if not (HERE / "node_modules/.bin/lighthouse").exists():
        done = subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=HERE, check=False, capture_output=True, text=True)
        if done.returncode:
            print("npm ci could not install what tools/package-lock.json pins:\n" + done.stderr.strip()[:2000])
            return 2
    with build_site(ROOT) as folder:
        bad = validate(folder)
        address = serve(folder)
        print(f"\nLighthouse, phone, median of {RUNS}\n{'page':<34}" + "".join(f"{c:>15}" for c in CATEGORIES))
        for page in pages(folder):
            scores, lost = lighthouse(address + page)
            print(f"{'/' + page:<34}" + "".join(f"{s:>15}" for s in scores) + ("   " + ", ".join(lost) if lost else ""), flush=True)
            bad += sum(s < FLOOR for s in scores)
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
