"""How is a polar-area picture drawn as SVG, without style, script or anything from elsewhere?"""

import cmath
import math
from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import NamedTuple
from xml.etree import ElementTree as ET

from geo.svg import GREY, INK, PAPER, add, add_cased_line, add_hatching, set_attributes, xy
from geo.taart_legend import LEGEND_ROW_PX, LegendRow, Sign, add_legend, paint_of, wrap_legend

FONT_PX, LINE_PX, LABEL_CHARACTERS = 14, 17, 14
GAP_DEGREES = 3
_MAX_SCORE = 100
_MEAN_SCORE = 50
_MARGIN_PX = 10
_CAP_PX = 4


class Slice(NamedTuple):
    """One slice; None is not known. `texts` stand under the label; the first of them is bold where there is a score."""

    label: str
    sign: Sign
    score: float | None
    least: float | None
    most: float | None
    score_stad: float | None
    texts: Sequence[str]


class Taart(NamedTuple):
    """All that the picture says; `id` must be the only one on its page. Without a description the title says all."""

    id: str
    title: str
    description: str
    slices: Sequence[Slice]
    legend: Sequence[LegendRow]


class Layout(NamedTuple):
    """Where things stand in the viewBox and how thick lines are; below `height` comes the legend."""

    width: float
    height: float
    centre: complex
    radius: float
    grid: float
    rim: float
    ring: float
    whisker: float
    has_words: bool


# From 360 px wide on, the words of FULL are 12 px or more; from 103 mm on, they are 9 points or more.
FULL = Layout(width=420, height=336, centre=210 + 166j, radius=88, grid=1.2, rim=3, ring=3, whisker=1.6, has_words=True)
# To be recognised at 120 px: no words and no whiskers, and lines that are thick for their size.
SMALL = Layout(width=120, height=120, centre=60 + 60j, radius=57, grid=1.2, rim=3, ring=2.4, whisker=0, has_words=False)


class _Sector(NamedTuple):
    """The place of one slice; angles in degrees, clockwise from the right."""

    slice: Slice
    start: float
    middle: float
    end: float


def draw(taart: Taart, *, layout: Layout, width_px: int) -> str:
    """Draw the picture; its area, not its radius, is the score."""
    svg = _make_root(taart, layout, width_px)
    sectors = list(_make_sectors(taart.slices))
    hatching = f"{taart.id}-arcering"
    if Sign.UNKNOWN in [*(part.sign for part in taart.slices), *(row.sign for row in taart.legend)]:
        add_hatching(svg, hatching, colour=GREY)  # black would drown the slices that are known
    for sector in sectors:
        _add_slice(svg, layout, sector, hatching)
    _add_circle(svg, layout, _MAX_SCORE)
    _add_circle(svg, layout, _MEAN_SCORE, stroke_dasharray="2 3")
    _add_lines(svg, [_arc_of_stad(layout, sector) for sector in sectors], width=layout.ring)
    if layout.whisker:
        _add_lines(svg, [_whisker(layout, sector) for sector in sectors], width=layout.whisker)
    if layout.has_words:
        for sector in sectors:
            _add_label(svg, layout, sector)
        add_legend(svg, wrap_legend(taart.legend), place=complex(_MARGIN_PX, layout.height), hatching=hatching)
    return ET.tostring(svg, encoding="unicode")


def _make_root(taart: Taart, layout: Layout, width_px: int) -> ET.Element:
    svg = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img"})
    height = layout.height + (len(wrap_legend(taart.legend)) * LEGEND_ROW_PX + _MARGIN_PX if layout.has_words else 0)
    set_attributes(
        svg,
        viewBox=f"0 0 {layout.width:g} {height:g}",
        width=width_px,
        height=round(width_px * height / layout.width),
    )
    _add_meaning(svg, taart)
    add(svg, "rect", width=layout.width, height=height, fill=PAPER)
    return svg


def _add_meaning(svg: ET.Element, taart: Taart) -> None:
    """Say in words what the picture shows: in a list of pictures by a name alone."""
    if not taart.description:
        set_attributes(svg, aria_label=taart.title)
        return
    labels = {"aria_labelledby": f"{taart.id}-titel", "aria_describedby": f"{taart.id}-uitleg"}
    set_attributes(svg, lang="nl", id=taart.id, font_family="sans-serif", **labels)
    add(svg, "title", id=f"{taart.id}-titel").text = taart.title
    add(svg, "desc", id=f"{taart.id}-uitleg").text = taart.description


def _make_sectors(slices: Sequence[Slice]) -> Iterator[_Sector]:
    """Give every slice an equal angle, the first one upright.

    They are kept apart by an angle, not by a line: a line would take more of a small slice than of a large one.
    """
    angle = 360 / len(slices)
    half = (angle - GAP_DEGREES) / 2
    for number, part in enumerate(slices):
        middle = -90 + number * angle
        yield _Sector(part, middle - half, middle, middle + half)


def _add_circle(svg: ET.Element, layout: Layout, score: float, **attributes: str) -> None:
    """Draw the line on which a score lies."""
    place = {"cx": layout.centre.real, "cy": layout.centre.imag, "r": round(_radius(layout, score), 2)}
    add(svg, "circle", **place, fill="none", stroke=INK, stroke_width=layout.grid, **attributes)


def _add_slice(svg: ET.Element, layout: Layout, sector: _Sector, hatching: str) -> None:
    """Fill a slice, the whole of it hatched where its score is not known.

    A rim lies within its slice, so that it adds nothing to its size.
    """
    paint = paint_of(sector.slice.sign, hatching=hatching)
    if sector.slice.score is None:
        whole = _sector_path(layout, layout.radius, sector)
        add(svg, "path", d=whole, fill=paint.fill, stroke=paint.rim, stroke_width=layout.grid)
        return
    radius = _radius(layout, sector.slice.score)
    add(svg, "path", d=_sector_path(layout, radius, sector), fill=paint.rim)
    if paint.fill != paint.rim and radius > layout.rim:
        add(svg, "path", d=_sector_path(layout, radius - layout.rim, sector), fill=paint.fill)


def _add_lines(svg: ET.Element, paths: Sequence[str], *, width: float) -> None:
    if any(paths):
        add_cased_line(svg, "".join(paths), width=width, edge=width)


def _arc_of_stad(layout: Layout, sector: _Sector) -> str:
    score = sector.slice.score_stad
    return "" if score is None else f"M{_arc(layout, _radius(layout, score), sector)}"


def _whisker(layout: Layout, sector: _Sector) -> str:
    """Write the interval of a score as a line with a cap at both ends."""
    if sector.slice.least is None or sector.slice.most is None:
        return ""
    ends = [_point(layout, score, sector.middle) for score in (sector.slice.least, sector.slice.most)]
    cap = _turned(_CAP_PX, sector.middle + 90)
    return f"M{xy(ends[0])}L{xy(ends[1])}" + "".join(f"M{xy(end - cap)}L{xy(end + cap)}" for end in ends)


def _add_label(svg: ET.Element, layout: Layout, sector: _Sector) -> None:
    """Write the name and the score beside a slice, away from the centre."""
    away = _turned(1, sector.middle)
    name = wrap(sector.slice.label, LABEL_CHARACTERS, break_long_words=False)
    lines = [*name, *sector.slice.texts]
    place = layout.centre + (layout.radius + _MARGIN_PX) * away
    anchor = "start" if away.real > 0.1 else "end" if away.real < -0.1 else "middle"
    top = place.imag + len(lines) * LINE_PX * (away.imag - 1) / 2
    for number, line in enumerate(lines):
        baseline = round(top + (number + 1) * LINE_PX - 4, 2)
        text = add(svg, "text", x=round(place.real, 2), y=baseline, text_anchor=anchor, fill=INK, font_size=FONT_PX)
        if number == len(name) and sector.slice.score is not None:
            set_attributes(text, font_weight="bold")
        text.text = line


def _radius(layout: Layout, score: float) -> float:
    return layout.radius * math.sqrt(score / _MAX_SCORE)


def _turned(length: float, angle: float) -> complex:
    return cmath.rect(length, math.radians(angle))


def _point(layout: Layout, score: float, angle: float) -> complex:
    return layout.centre + _turned(_radius(layout, score), angle)


def _sector_path(layout: Layout, radius: float, sector: _Sector) -> str:
    return f"M{xy(layout.centre)}L{_arc(layout, radius, sector)}Z"


def _arc(layout: Layout, radius: float, sector: _Sector) -> str:
    """Write an arc from its first point on."""
    first, last = (xy(layout.centre + _turned(radius, angle)) for angle in (sector.start, sector.end))
    is_large = int(sector.end - sector.start > 180)
    return f"{first}A{radius:.2f} {radius:.2f} 0 {is_large} 1 {last}"
