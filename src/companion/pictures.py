"""Pictures: a page in docs/pictures/ whose table of numbers is drawn. Here the table is read; render/plot.py draws it.

The first column names what a row is about. `detail` and `group` are words beside it; every other column that is not named
below is for the reader of the table alone.

draws: values   `value` 4.7 × 10¹⁷, 3 or 0.5; `range` 4.6 × 10¹⁷ to 5 × 10¹⁷
draws: spans    `from` and `to`: 2010, or 2010 (2010 to 2012) with its range, or 2012? where nobody says how sure it is;
                `to` may be: on, or: on (as of 2022), after which its source cannot speak
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .text import plain

DRAWS = ("values", "spans")
SCALES = ("linear", "log")
GROUPS = 3
LABEL, DETAIL = 32, 42
"""Characters for which a drawing has room."""
_MENDS = {
    "values": "write numbers as 3, 0.5 or 4.7 × 10¹⁷, and a range as 5 to 6",
    "spans": "write 2010, 2010 (2010 to 2012), 2012? or, as an end, on (as of 2022)",
}
_NEEDED = {"values": ("value",), "spans": ("from", "to")}
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_NUMBER = r"((?:[0-9]{1,3}(?:,[0-9]{3}){1,5}|[0-9]{1,15})(?:\.[0-9]{1,15})?)(?:\s*×\s*10(⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}))?"
_YEAR = r"[0-9]{1,4}(?:\.[0-9]{1,4})?"
_BORDER = re.compile(rf"(?P<on>on)(?: \(as of (?P<known>{_YEAR})\))?|(?P<at>{_YEAR})(?P<unsure>\?)?(?: \((?P<low>{_YEAR}) to (?P<high>{_YEAR})\))?")


@dataclass(frozen=True)
class Border:
    """Where a span begins or ends. at is a year, or the last one that is known where it goes on (goes_on)."""

    at: float | None
    low: float | None = None
    high: float | None = None
    unsure: bool = False
    goes_on: bool = False


@dataclass(frozen=True)
class Row:
    """One line of the picture. A value has its range, or None twice; a span has two borders."""

    label: str
    detail: str = ""
    group: str = ""
    value: float = 0.0
    shown: str = ""
    low: float | None = None
    high: float | None = None
    start: Border = Border(None)
    end: Border = Border(None)


@dataclass(frozen=True)
class Picture:
    """What a page of docs/pictures/ draws. faults are line, message and mend of what cannot be drawn."""

    name: str
    draws: str
    unit: str
    scale: str
    rows: tuple[Row, ...] = ()
    faults: tuple[tuple[int, str, str], ...] = ()

    @property
    def groups(self) -> list[str]:
        """The groups of its rows, in order."""
        return list(dict.fromkeys(row.group for row in self.rows if row.group))


def number(text: str) -> float:
    """4.7 × 10¹⁷ or 1,200.5 as a number. Raises ValueError for anything else."""
    match = re.fullmatch(_NUMBER, text.strip())
    if not match:
        raise ValueError(f"“{text.strip()}” is not a number")
    return float(match[1].replace(",", "")) * 10.0 ** int((match[2] or "0").translate(_LOWERED))


def interval(text: str) -> tuple[float, float]:
    """5 to 6 as its two ends. Raises ValueError for anything else, and where the first is the larger."""
    low, found, high = text.partition(" to ")
    if not found:
        raise ValueError(f"“{text}” is not a range")
    ends = number(low), number(high)
    if ends[0] > ends[1]:
        raise ValueError(f"“{text}” runs backward")
    return ends


def border(text: str) -> Border:
    """The start or end of a span. Raises ValueError."""
    match = _BORDER.fullmatch(text.strip())
    if not match:
        raise ValueError(f"“{text.strip()}” is not a year")
    if match["on"]:
        return Border(float(match["known"]) if match["known"] else None, goes_on=True)
    at, low, high = (float(year) if year else None for year in match.group("at", "low", "high"))
    if at is not None and low is not None and high is not None and not low <= at <= high:
        raise ValueError(f"“{text.strip()}” lies outside its range")
    return Border(at, low, high, bool(match["unsure"]))


def read_picture(name: str, matter: dict[str, Any], prose: str) -> Picture:
    """Read the first table of a page from its front matter and its text; what is wrong with it is in the picture's faults."""
    draws, unit, scale = str(matter.get("draws", "")), str(matter.get("unit", "")), str(matter.get("scale", "linear"))
    rows, faults = [], []
    table = _table(prose)
    head = [cell.split()[0].lower() if cell else "" for cell in table[0][1]] if table else []
    missing = [column for column in _NEEDED.get(draws, ()) if column not in head]
    if len(table) < 3:
        faults.append((table[0][0] if table else 0, "there is no table to draw", "write one, a row for each line of the picture"))
    elif missing:
        faults.append((table[0][0], f"the table lacks a column {' and '.join(missing)}", f"let the names of columns begin with {', '.join(_NEEDED[draws])}"))
    else:
        for line, cells in table[2:]:
            try:
                rows.append(_row(dict(zip(head, cells, strict=False)) | {"": cells[0]}, draws, scale))
            except (ValueError, KeyError) as error:
                faults.append((line, str(error) if isinstance(error, ValueError) else f"the row has no {error.args[0]}", _MENDS.get(draws, "")))
        faults += _disorder(draws, rows, table[0][0])
    return Picture(name, draws, unit, scale, tuple(rows), tuple(faults))


def _disorder(draws: str, rows: list[Row], line: int) -> Iterator[tuple[int, str, str]]:
    """What is wrong with the groups of a table that begins at line."""
    groups = [row.group for row in rows]
    if any(groups) and not all(groups):
        yield line, "some rows have a group and others none", "give every row its group, or none"
    elif draws == "values" and len(set(groups)) > GROUPS:
        yield line, f"there are {len(set(groups))} groups", f"make {GROUPS} at most: more marks cannot be told apart"
    elif draws == "spans" and sum(a != b for a, b in zip(groups, groups[1:], strict=False)) >= len(set(groups)) > 0:
        yield line, "the rows of a group do not stand together", "sort the rows by their groups"


def _row(cell: dict[str, str], draws: str, scale: str) -> Row:
    words = {"label": cell[""], "detail": cell.get("detail", ""), "group": cell.get("group", "")}
    for name, most in (("label", LABEL), ("detail", DETAIL), ("group", DETAIL)):
        if len(words[name]) > most or (name == "label" and not words[name]):
            raise ValueError(f"the {name} has {len(words[name])} characters, and the drawing has room for {'1 to ' if name == 'label' else ''}{most}")
    if draws == "spans":
        start, end = border(cell["from"]), border(cell["to"])
        if start.goes_on or start.at is None:
            raise ValueError("a span cannot begin with “on”")
        if end.at is not None and end.at < start.at:
            raise ValueError(f"“{cell['from']}” comes after “{cell['to']}”")
        return Row(**words, start=start, end=end)
    value = number(cell["value"])
    low, high = interval(cell["range"]) if cell.get("range") else (None, None)
    if low is not None and high is not None and not low <= value <= high:
        raise ValueError(f"“{cell['value']}” lies outside its range")
    if scale == "log" and min(value, value if low is None else low) <= 0:
        raise ValueError("a log scale has no place for 0")
    return Row(**words, value=value, shown=cell["value"], low=low, high=high)


def _table(prose: str) -> list[tuple[int, list[str]]]:
    """The lines of the first table: number of the line, and its cells as plain text."""
    found: list[tuple[int, list[str]]] = []
    for at, line in enumerate(prose.split("\n"), 1):
        if line.lstrip().startswith("|"):
            found.append((at, [plain(cell) for cell in re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|"))]))
        elif found:
            break
    return found
