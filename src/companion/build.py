"""Building the site from Python, for checks and tests."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError, MkDocsException


class BuildError(RuntimeError):
    """MkDocs could not build the site; the text holds what it said."""


@contextmanager
def build_site(root: Path, strict: bool = True, **settings) -> Iterator[Path]:
    """Build the project at root into a temporary folder, which is removed afterward. Raises BuildError.

    settings go to MkDocs (site_url, for one).
    """
    with tempfile.TemporaryDirectory(prefix="companion-") as folder:
        said = _Listener()
        logging.getLogger("mkdocs").addHandler(said)
        try:
            config = load_config(str(root / "mkdocs.yml"), site_dir=folder, strict=strict, **settings)
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
            config.plugins.on_shutdown()
        except (MkDocsException, ConfigurationError, Abort, SystemExit) as error:
            raise BuildError("\n".join([*said.messages, str(error)])) from None
        finally:
            logging.getLogger("mkdocs").removeHandler(said)
        yield Path(folder)


class _Listener(logging.Handler):
    """Keeps what MkDocs warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())
