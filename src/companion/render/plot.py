"""Drawing a picture with Matplotlib: an SVG whose text stays text and whose colors are the page's.

Matplotlib draws with stand-in colors, which become the style sheet's variables; its fonts, wrappers and unused ids are taken
off. Lengths are CSS pixels: Matplotlib counts 72 to the inch.
"""

from __future__ import annotations

import io
import math
import re
from functools import lru_cache

import matplotlib
from lxml import etree
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator, NullLocator
from matplotlib.transforms import ScaledTranslation, Transform

from ..pictures import Border, Picture, Row

WIDE, NARROW = 627, 358
"""Widths of the two drawings: the measure of a laptop, and a phone of 390 pixels without its margins."""
INK, MUTED, LINE, ACCENT, PAPER = "#101010", "#202020", "#303030", "#404040", "#505050"
_VARIABLES = {INK: "ink", MUTED: "muted", LINE: "line", ACCENT: "accent", PAPER: "paper"}
"""What stands for a color while Matplotlib draws, and the style sheet's variable that takes its place."""
_TEXT, _SMALL = 14.5, 12.5
_HEAD, _FOOT = 30, 46                   # room for the legend, and for the axis
_LABELS, _RIGHT = {WIDE: 205, NARROW: 14}, {WIDE: 80, NARROW: 76}
_ROW = {WIDE: 43, NARROW: 60}           # a narrow drawing has the labels above the marks
_GROUP = 30
_RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_SVG = "{http://www.w3.org/2000/svg}"


@lru_cache(maxsize=256)
def draw(picture: Picture, width: int) -> str:
    """The picture as an SVG element of one of the two widths; the style sheet gives it colors and a font."""
    spans = picture.draws == "spans"
    legend = _HEAD if len(picture.groups) > 1 and not spans else 6
    heads = _GROUP * len(picture.groups) if spans else 0
    height = legend + heads + _ROW[width] * len(picture.rows) + _FOOT
    settings = {"svg.fonttype": "none", "svg.hashsalt": f"{picture.name} {width}", "font.size": _TEXT, "text.parse_math": False}
    with matplotlib.rc_context(settings):
        figure = Figure(figsize=(width / 72, height / 72))
        figure.patch.set_visible(False)
        left = _LABELS[width]
        right = 14 if spans else _RIGHT[width]
        axes = figure.add_axes((left / width, _FOOT / height, (width - left - right) / width, 1 - (_FOOT + legend) / height))
        axes.set_ylim(height - legend - _FOOT, 0)                      # down, in pixels
        axes.set_axisbelow(True)
        axes.patch.set_visible(False)
        axes.set_yticks([])
        for side in axes.spines.values():
            side.set_visible(False)
        (_spans if spans else _values)(axes, picture, width)
        axes.set_xlabel(picture.unit, color=MUTED, fontsize=_SMALL, labelpad=5)
        axes.tick_params(axis="x", which="both", length=0, labelsize=_SMALL, labelcolor=MUTED, pad=6)
        axes.grid(axis="x", color=LINE, linewidth=1)
        if legend == _HEAD:
            _legend(axes, picture, legend, left)
        out = io.BytesIO()
        figure.savefig(out, format="svg", metadata={"Date": None})
    return _cleaned(out.getvalue(), width, height)


def _label(axes: Axes, row: Row, top: float, width: int) -> float:
    """Write a row's label and detail at top; the height at which its mark stands comes back."""
    words = {"transform": _moved(axes, -_LABELS[width]), "va": "baseline"}
    first = top + (16 if width == NARROW else 18 if row.detail else 26)
    axes.text(0, first, row.label, color=INK, fontsize=_TEXT, **words)
    if row.detail:
        axes.text(0, first + 15, row.detail, color=MUTED, fontsize=_SMALL, **words)
    return first + (29 if row.detail else 14) if width == NARROW else top + _ROW[WIDE] / 2


def _moved(axes: Axes, x: float) -> Transform:
    """From the left edge of the axes and x pixels on, and down in pixels from their top."""
    return axes.get_yaxis_transform() + ScaledTranslation(x / 72, 0, axes.figure.dpi_scale_trans)


# ---- Values: a bar or, on a log scale, which has no zero to begin at, a point; with its range ----------------------------

_MARKS = ({"marker": "o", "mfc": ACCENT, "mec": ACCENT}, {"marker": "o", "mfc": PAPER, "mec": MUTED}, {"marker": "D", "mfc": MUTED, "mec": MUTED, "ms": 6})
"""How the groups are marked: by shape and filling, not by color alone."""


def _values(axes: Axes, picture: Picture, width: int) -> None:
    least = min(row.value if row.low is None else row.low for row in picture.rows)
    most = max(row.high or row.value for row in picture.rows)
    if picture.scale == "log":
        first = math.floor(math.log10(least))
        last = max(math.ceil(math.log10(most)), first + 1)
        step = math.ceil((last - first) / (6 if width == WIDE else 4))
        axes.set_xscale("log")
        axes.set_xlim(10.0**first, 10.0**last)
        axes.xaxis.set_major_locator(FixedLocator([10.0**power for power in range(first, last + 1, step)]))
        axes.xaxis.set_minor_locator(NullLocator())
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: _power(value)))
    else:
        axes.set_xlim(0, most * 1.02 or 1)
        axes.xaxis.set_major_locator(MaxNLocator(5 if width == WIDE else 4))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,g}"))
    start = axes.get_xlim()[0]
    for number, row in enumerate(picture.rows):
        at = _label(axes, row, number * _ROW[width], width)
        mark = _mark(picture, row.group)
        if picture.scale == "log":
            axes.plot([start, row.value], [at, at], color=LINE, linewidth=1.5, clip_on=False)
        else:
            axes.barh([at], [row.value], height=12, facecolor=mark["mfc"], edgecolor=mark["mec"], linewidth=1.4, clip_on=False)
        if row.low is not None and row.high is not None:
            axes.plot([row.low, row.high], [at, at], color=MUTED, linewidth=2, marker="|", ms=8, mew=2, clip_on=False)
        if picture.scale == "log":
            axes.plot([row.value], [at], linestyle="", clip_on=False, **mark)
        axes.annotate(row.shown, (max(row.value, row.high or 0), at), (10, -4), textcoords="offset points", color=INK, fontsize=_SMALL, va="baseline", annotation_clip=False)


def _mark(picture: Picture, group: str) -> dict:
    return {"ms": 9, "mew": 1.6} | _MARKS[picture.groups.index(group) % len(_MARKS) if group else 0]


def _power(value: float) -> str:
    power = round(math.log10(value))
    return f"{value:,g}" if -3 <= power <= 4 else "10" + str(power).translate(_RAISED)


def _legend(axes: Axes, picture: Picture, height: float, left: float) -> None:
    """The groups' marks with their names, above the plot."""
    x = 6.0 - left
    for group in picture.groups:
        axes.plot([0], [12 - height], linestyle="", clip_on=False, transform=_moved(axes, x), **_mark(picture, group))
        axes.text(0, 16 - height, group, transform=_moved(axes, x + 10), color=MUTED, fontsize=_SMALL, va="baseline")
        x += 36 + 6.4 * len(group)


# ---- Spans: bars in years, faded where nobody says how sure they are ---------------------------------------------------

_FADE = 0.7
"""Years over which an unsure border fades, to each side; no source gives the number, and the note of a picture says so."""
_STEPS = 10


def _spans(axes: Axes, picture: Picture, width: int) -> None:
    years = [year for row in picture.rows for year in (row.start.at, row.end.at, row.start.low, row.end.high) if year is not None]
    axes.set_xlim(math.floor(min(years)), math.ceil(max(years)) + 1)
    axes.xaxis.set_major_locator(MaxNLocator(8 if width == WIDE else 5, steps=[1, 5, 10], integer=True))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.0f}"))
    top = 0.0
    for row, head in zip(picture.rows, _heads(picture), strict=True):
        if head:
            axes.text(0, top + 20, head, transform=_moved(axes, -_LABELS[width]), color=INK, fontsize=_SMALL + 0.5, fontweight="bold", va="baseline")
            top += _GROUP
        _span(axes, row, _label(axes, row, top, width))
        top += _ROW[width]


def _heads(picture: Picture) -> list[str]:
    """For each row the name of the group that begins with it, or nothing."""
    before = ["", *(row.group for row in picture.rows)]
    return [row.group if row.group != last else "" for row, last in zip(picture.rows, before, strict=False)]


def _span(axes: Axes, row: Row, at: float) -> None:
    first, last = _solid(row.start, 1), _solid(row.end, -1)
    edge = axes.get_xlim()[1]
    last = edge - 0.6 if last is None else last
    _bar(axes, min(first, last), last, at)
    for border, side in ((row.start, -1), (row.end, 1)):
        if border.low is not None and border.high is not None:
            _bar(axes, border.low, border.high, at, 0.45)
            axes.plot([border.low, border.high], [at, at], color=INK, linewidth=1.2, marker="|", ms=9, clip_on=False)
        elif border.unsure and border.at is not None:
            for step in range(_STEPS):
                near = border.at + side * _FADE * (2 * step / _STEPS - 1)
                _bar(axes, *sorted((near, near + side * 2 * _FADE / _STEPS)), at, 0.9 - step / _STEPS * 0.85)
    if row.end.goes_on:
        axes.plot([last + 0.25], [at], marker=">", ms=8, linestyle="", mfc=ACCENT, mec=ACCENT, mew=0, clip_on=False)


def _solid(border: Border, inward: int) -> float | None:
    """Where the full bar begins or ends: inside what is unsure."""
    if border.low is not None and border.high is not None:
        return border.high if inward > 0 else border.low
    return border.at + inward * _FADE if border.unsure and border.at is not None else border.at


def _bar(axes: Axes, start: float, end: float, at: float, opacity: float = 1) -> None:
    axes.barh([at], [end - start], left=[start], height=11, color=ACCENT, alpha=opacity, linewidth=0, clip_on=False)


# ---- The SVG, made ours --------------------------------------------------------------------------------------------------


def _cleaned(drawn: bytes, width: int, height: float) -> str:
    """The SVG without what belongs to a file of its own, with variables for colors and numbers for fonts."""
    svg = etree.fromstring(drawn, etree.XMLParser(remove_comments=True, remove_blank_text=True))
    for part in [*svg.iter(f"{_SVG}metadata"), *svg.iter(f"{_SVG}style")]:
        part.getparent().remove(part)
    used = {value.partition("#")[2].rstrip(")") for part in svg.iter() for value in part.attrib.values() if "#" in value}
    for part in svg.iter():
        if part.get("id") not in used:
            part.attrib.pop("id", None)
        if style := part.get("style"):
            part.set("style", _style(style))
        if part.tag == f"{_SVG}path":
            part.set("d", " ".join(part.get("d", "").split()))
    for group in [g for g in svg.iter(f"{_SVG}g", f"{_SVG}defs") if not g.attrib]:
        if group.tag == f"{_SVG}defs" and len(group):
            continue
        parent, at = group.getparent(), group.getparent().index(group)
        parent[at : at + 1] = list(group)
    for name in ("width", "height", "version"):
        svg.attrib.pop(name, None)
    svg.set("viewBox", f"0 0 {width} {height:g}")
    return etree.tostring(svg, encoding="unicode")


def _style(style: str) -> str:
    """One style attribute: variables for the colors, and of a font its size and weight alone."""
    style = re.sub("|".join(_VARIABLES), lambda m: f"var(--{_VARIABLES[m[0]]})", style)
    style = re.sub(r"font: (?:(bold|\d+) )?([\d.]+px)[^;]*", lambda m: f"font-size:{m[2]}" + (";font-weight:600" if m[1] else ""), style)
    style = re.sub(r"font-family:[^;]*;?", "", style)
    return re.sub(r"\s*([:;])\s*", r"\1", style)
