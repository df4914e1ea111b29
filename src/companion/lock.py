"""The lock: the list of the quotations that were compared with a transcript, so that everybody can tell the proved from the likely without having one."""

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from .fingerprint import Fingerprint
from .moments import format_moment, parse_moment
from .proofs import TOO_SHORT, VERBATIM, Verdict, verdict_by_fingerprint
from .quotations import Quotation

# How far a quotation is proved.
LOCKED, PENDING, FAILED = "locked", "pending", "failed"

_HEADER = "# Quotations compared with a transcript word by word. Written by `companion verify`, never by hand: page, moment, hash of the words, speaker.\n"


class LockError(ValueError):
    """A lock that cannot be read: `message` says why, `line` where (from 1; 0 for the file as a whole)."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.message, self.line = message, line


class LockEntry(NamedTuple):
    """A quotation that was found verbatim in a transcript: its page, the moment that the page gives, in seconds, the hash of its words, who says it."""

    page: str
    moment: int
    digest: str
    speaker: str


def hash_words(quotation: Quotation) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of the normalized words, joined by spaces, the parts between cuts by " … "."""
    return hashlib.sha256(" … ".join(" ".join(words) for words in quotation.words).encode()).hexdigest()[:16]


def lock_entry(page: str, quotation: Quotation, verdict: Verdict) -> LockEntry:
    """Make the entry of a quotation that a transcript proved. Raises `ValueError` for any other verdict, or where there is no moment."""
    if verdict.kind != VERBATIM or verdict.sure < 1 or verdict.speaker is None or quotation.moment is None:
        raise ValueError(f"only what a transcript proved can be locked, not a quotation that is {verdict.kind}")
    return LockEntry(page, quotation.moment, hash_words(quotation), verdict.speaker)


def read_lock(path: str | Path) -> list[LockEntry]:
    """Read the lock. Raises `LockError` with the line for a line that is not four fields between tabs, or for a missing file."""
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except (FileNotFoundError, UnicodeDecodeError) as error:
        raise LockError("is missing" if isinstance(error, OSError) else "is not UTF-8") from None
    entries = list[LockEntry]()
    for number, line in enumerate(lines, 1):
        if not line or line.startswith("#"):
            continue
        try:
            if not (match := re.fullmatch("([^\t]+)\t([^\t]*)\t([0-9a-f]{16})\t([^\t]+)", line)):
                raise ValueError("is not a page, a moment, a hash of 16 digits and a speaker, with tabs between")
            entries.append(LockEntry(match[1], parse_moment(match[2]), match[3], match[4]))
        except ValueError as error:
            raise LockError(str(error), number) from None
    return entries


def write_lock(path: str | Path, entries: Iterable[LockEntry]) -> None:
    """Write the lock: a line a quotation, sorted by page and moment, each once."""
    lines = ("\t".join((e.page, format_moment(e.moment), e.digest, e.speaker)) + "\n" for e in sorted(set(entries)))
    Path(path).write_text(_HEADER + "".join(lines), encoding="utf-8")


def locked_entry(quotation: Quotation, lock: Iterable[LockEntry]) -> LockEntry | None:
    """Give the entry with the quotation's words and moment, on whatever page: words that moved to another page stay proved."""
    digest = hash_words(quotation)
    return next((e for e in lock if e.digest == digest and e.moment == quotation.moment), None)


def proof(quotation: Quotation, lock: Iterable[LockEntry], fingerprint: Fingerprint, speaker: str | None = None) -> str:
    """Tell how far a quotation of the recording is proved: "locked", "pending" (the fingerprint accepts it, or it is too short), "failed".

    `speaker` is whom the page names, if it does. The fingerprint never refuses what the transcript has, so what it refuses has failed, whatever the lock
    says: the lock was written by hand or is of another transcript.
    """
    if quotation.moment is None or verdict_by_fingerprint(quotation, fingerprint, speaker).kind not in (VERBATIM, TOO_SHORT):
        return FAILED
    entry = locked_entry(quotation, lock)
    if entry is None:
        return PENDING
    return LOCKED if speaker in (None, entry.speaker) else FAILED
