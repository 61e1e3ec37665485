"""How is a polar-area picture drawn as SVG, without style, script or anything from elsewhere?"""

import math
from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import NamedTuple
from xml.etree import ElementTree as ET

from geo.svg import BLUE, INK, ORANGE, PAPER, add, add_cased_line, add_hatching, set_attributes, xy
from geo.taart_legend import LegendRow, add_legend

FONT_PX, LINE_PX, LABEL_CHARACTERS = 14, 17, 15
_GAP_PX = 14
_MAX_SCORE = 100
_MEAN_SCORE = 50


class Slice(NamedTuple):
    """One slice; None is not known."""

    label: str
    score: float | None
    is_gunstig: bool
    least: float | None
    most: float | None
    score_stad: float | None
    score_text: str


class Taart(NamedTuple):
    """All that the picture says; `id` must be the only one on its page."""

    id: str
    title: str
    description: str
    slices: Sequence[Slice]
    legend: Sequence[LegendRow]


class Layout(NamedTuple):
    """Where things stand in the viewBox and how thick lines are; without a legend there are no labels either."""

    width: float
    height: float
    centre: complex
    radius: float
    line: float
    legend: complex | None


FULL = Layout(width=520, height=500, centre=260 + 204j, radius=130, line=3, legend=20 + 430j)
SMALL = Layout(width=120, height=120, centre=60 + 60j, radius=57, line=2, legend=None)


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
    if any(part.score is None for part in taart.slices):
        add_hatching(svg, hatching)
    for sector in sectors:
        _add_slice(svg, layout, sector, hatching)
    _add_circle(svg, layout, _MAX_SCORE)
    _add_circle(svg, layout, _MEAN_SCORE, stroke_dasharray="2 3")
    for sector in sectors:
        _add_arc_of_stad(svg, layout, sector)
        _add_whisker(svg, layout, sector)
    if layout.legend is not None:
        for sector in sectors:
            _add_label(svg, layout, sector)
        add_legend(svg, taart.legend, place=layout.legend, hatching=hatching)
    return ET.tostring(svg, encoding="unicode")


def _make_root(taart: Taart, layout: Layout, width_px: int) -> ET.Element:
    svg = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "lang": "nl", "role": "img", "id": taart.id})
    set_attributes(
        svg,
        aria_labelledby=f"{taart.id}-titel",
        aria_describedby=f"{taart.id}-uitleg",
        viewBox=f"0 0 {layout.width:g} {layout.height:g}",
        width=width_px,
        height=width_px * layout.height / layout.width,
        font_family="sans-serif",
    )
    add(svg, "title", id=f"{taart.id}-titel").text = taart.title
    add(svg, "desc", id=f"{taart.id}-uitleg").text = taart.description
    add(svg, "rect", width=layout.width, height=layout.height, fill=PAPER)
    return svg


def _make_sectors(slices: Sequence[Slice]) -> Iterator[_Sector]:
    """Give every slice an equal angle, the first one upright."""
    angle = 360 / len(slices)
    for number, part in enumerate(slices):
        middle = -90 + number * angle
        yield _Sector(part, middle - angle / 2, middle, middle + angle / 2)


def _add_circle(svg: ET.Element, layout: Layout, score: float, **attributes: str) -> None:
    """Draw the line on which a score lies."""
    place = {"cx": layout.centre.real, "cy": layout.centre.imag, "r": _radius(layout, score)}
    add(svg, "circle", **place, fill="none", stroke=INK, stroke_width=layout.line / 3, **attributes)


def _add_slice(svg: ET.Element, layout: Layout, sector: _Sector, hatching: str) -> None:
    score = _MAX_SCORE if sector.slice.score is None else sector.slice.score
    colour = BLUE if sector.slice.is_gunstig else ORANGE
    fill = f"url(#{hatching})" if sector.slice.score is None else colour
    path = f"M{xy(layout.centre)} L{_arc(layout, score, sector.start, sector.end)} Z"
    add(svg, "path", d=path, fill=fill, stroke=PAPER, stroke_width=layout.line / 2)


def _add_arc_of_stad(svg: ET.Element, layout: Layout, sector: _Sector) -> None:
    if sector.slice.score_stad is not None:
        inset = (sector.end - sector.start) / 30
        path = f"M{_arc(layout, sector.slice.score_stad, sector.start + inset, sector.end - inset)}"
        add_cased_line(svg, path, width=layout.line, edge=layout.line)


def _add_whisker(svg: ET.Element, layout: Layout, sector: _Sector) -> None:
    """Draw the interval of a score as a line with a cap at both ends."""
    if sector.slice.least is None or sector.slice.most is None:
        return
    ends = [_point(layout, score, sector.middle) for score in (sector.slice.least, sector.slice.most)]
    cap = _turned(2 * layout.line, sector.middle + 90)
    caps = " ".join(f"M{xy(end - cap)} L{xy(end + cap)}" for end in ends)
    path = f"M{xy(ends[0])} L{xy(ends[1])} {caps}"
    add_cased_line(svg, path, width=layout.line / 2, edge=layout.line)


def _add_label(svg: ET.Element, layout: Layout, sector: _Sector) -> None:
    """Write the name and the score beside a slice, away from the centre."""
    away = _turned(1, sector.middle)
    lines = [*wrap(sector.slice.label, LABEL_CHARACTERS), sector.slice.score_text]
    place = layout.centre + (layout.radius + _GAP_PX) * away
    anchor = "start" if away.real > 0.1 else "end" if away.real < -0.1 else "middle"
    top = place.imag + len(lines) * LINE_PX * (away.imag - 1) / 2
    for number, line in enumerate(lines, start=1):
        is_score = number == len(lines)
        text = add(svg, "text", x=place.real, y=top + number * LINE_PX - 4, text_anchor=anchor, fill=INK)
        set_attributes(text, font_size=FONT_PX, font_weight="bold" if is_score else "normal")
        text.text = line


def _radius(layout: Layout, score: float) -> float:
    return layout.radius * math.sqrt(score / _MAX_SCORE)


def _turned(length: float, angle: float) -> complex:
    return length * complex(math.cos(math.radians(angle)), math.sin(math.radians(angle)))


def _point(layout: Layout, score: float, angle: float) -> complex:
    return layout.centre + _turned(_radius(layout, score), angle)


def _arc(layout: Layout, score: float, start: float, end: float) -> str:
    """Write an arc from its first point on, in two halves: a single slice is a whole circle."""
    first, middle, last = (xy(_point(layout, score, angle)) for angle in (start, (start + end) / 2, end))
    radius = f"{_radius(layout, score):.2f}"
    return f"{first} A{radius} {radius} 0 0 1 {middle} A{radius} {radius} 0 0 1 {last}"
