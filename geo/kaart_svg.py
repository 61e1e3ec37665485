"""How is a map of classes drawn as one picture, with all that a reader on paper needs?"""

from collections.abc import Sequence
from textwrap import wrap
from typing import NamedTuple
from xml.etree import ElementTree as ET

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.kaart_legend import LegendRow, Vulling, add_legend, add_patterns, legend_height
from geo.svg import INK, PAPER, add, set_attributes

Coordinates = NDArray[np.float64]

WIDTH_PX, MARGIN_PX, GAP_PX = 760, 24, 20
FONTS = "DejaVu Sans, Verdana, sans-serif"  # letters as wide here as in every browser
_TITLE_PX, _TEXT_PX, _SMALL_PX, _NAME_PX = 22.0, 15.0, 12.0, 11.0
_LETTER, _LINE = 0.6, 1.35  # of the size of a font: a letter's mean width, a line's height
_MAX_MAP_PX, _MIN_MAP_PX = 820, 200
_DETAIL_PX = 0.4
_MAX_NAMED = 150  # a map of more gebieden has no room for names
_MAX_FIT = 2.6  # how much wider than the largest circle within a gebied its name may be, in radii
_SCALE_BAR_PX = 160
_SCALE_STEPS_M = [step * 10**power for power in range(1, 6) for step in (1, 2, 5)]


class Vlak(NamedTuple):
    """One gebied: its outline in RD (EPSG:28992), what it is filled with, and the words in it where they fit."""

    naam: str
    cijfer: str
    omtrek: shapely.Geometry
    vulling: Vulling


class Kaartbeeld(NamedTuple):
    """All that the picture says; `id` must be the only one on its page. `kleuren` are those of the classes."""

    id: str
    titel: str
    ondertitel: str
    beschrijving: str
    vlakken: Sequence[Vlak]
    kleuren: Sequence[str]
    legenda: Sequence[LegendRow]
    bron: str


class _Line(NamedTuple):
    text: str
    size: float


class _View(NamedTuple):
    """Where RD comes to lie on the picture: `corner` is the north-west of both."""

    corner_m: complex
    corner_px: complex
    m_per_px: float
    height_px: float

    def place(self, coordinates: Coordinates) -> Coordinates:
        x = self.corner_px.real + (coordinates[:, 0] - self.corner_m.real) / self.m_per_px
        y = self.corner_px.imag - (coordinates[:, 1] - self.corner_m.imag) / self.m_per_px
        return np.column_stack([x, y]).round(1)


def draw_kaart(beeld: Kaartbeeld) -> str:
    """Draw the map with its title, legend, scale bar and source, without style, script or anything from elsewhere.

    Returns
    -------
    SVG of which the lines of text are text, in a font that is as wide as the layout takes it to be.
    """
    heading = [*_lines(beeld.titel, _TITLE_PX), *_lines(beeld.ondertitel, _TEXT_PX)]
    source = _lines(beeld.bron, _SMALL_PX)
    view = _make_view(beeld.vlakken, top_px=MARGIN_PX + _height(heading) + GAP_PX)
    legend_px = view.corner_px.imag + view.height_px + GAP_PX
    bar_px = legend_px + legend_height(beeld.legenda) + GAP_PX
    source_px = bar_px + 2 * GAP_PX
    svg = _make_root(beeld, height=source_px + _height(source) + MARGIN_PX)
    _add_lines(svg, heading, MARGIN_PX)
    _add_map(svg, beeld, view)
    corner = complex(MARGIN_PX, legend_px)
    add_legend(svg, beeld.legenda, beeld.kleuren, corner=corner, width=WIDTH_PX - 2 * MARGIN_PX, prefix=beeld.id)
    _add_scale_bar(svg, view.m_per_px, complex(MARGIN_PX, bar_px))
    _add_lines(svg, source, source_px)
    return ET.tostring(svg, encoding="unicode")


def _lines(text: str, size: float) -> list[_Line]:
    letters = int((WIDTH_PX - 2 * MARGIN_PX) / (size * _LETTER))
    return [_Line(line, size) for line in wrap(text, letters)]


def _height(lines: Sequence[_Line]) -> float:
    return sum(line.size * _LINE for line in lines)


def _make_view(vlakken: Sequence[Vlak], *, top_px: float) -> _View:
    """Let the gebieden fill the width, but for a gebied so high that its height would not fit a page."""
    west, south, east, north = shapely.total_bounds([vlak.omtrek for vlak in vlakken])
    width_px = WIDTH_PX - 2 * MARGIN_PX
    m_per_px = max((east - west) / width_px, (north - south) / _MAX_MAP_PX, 0.01)
    left_px = MARGIN_PX + (width_px - (east - west) / m_per_px) / 2
    height_px = max((north - south) / m_per_px, _MIN_MAP_PX)
    return _View(complex(west, north), complex(left_px, top_px), m_per_px, height_px)


def _make_root(beeld: Kaartbeeld, *, height: float) -> ET.Element:
    svg = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "lang": "nl", "role": "img", "id": beeld.id})
    names = {"aria_labelledby": f"{beeld.id}-titel", "aria_describedby": f"{beeld.id}-uitleg"}
    set_attributes(svg, viewBox=f"0 0 {WIDTH_PX} {height:.0f}", width=WIDTH_PX, height=round(height), **names)
    svg.set("font-family", FONTS)
    add(svg, "title", id=f"{beeld.id}-titel").text = beeld.titel
    add(svg, "desc", id=f"{beeld.id}-uitleg").text = beeld.beschrijving
    add_patterns(svg, beeld.kleuren, prefix=beeld.id)
    add(svg, "rect", width=WIDTH_PX, height=round(height), fill=PAPER)
    return svg


def _add_lines(svg: ET.Element, lines: Sequence[_Line], top: float) -> None:
    for line in lines:
        top += line.size * _LINE
        text = add(svg, "text", x=MARGIN_PX, y=f"{top - line.size * 0.3:.1f}", font_size=line.size, fill=INK)
        if line.size == _TITLE_PX:
            text.set("font-weight", "bold")
        text.text = line.text


def _add_map(svg: ET.Element, beeld: Kaartbeeld, view: _View) -> None:
    """Draw the gebieden; where they are few also the outline of all together and, on top, their names."""
    outlines = shapely.coverage_simplify([vlak.omtrek for vlak in beeld.vlakken], view.m_per_px * _DETAIL_PX)
    is_crowded = len(outlines) > _MAX_NAMED
    group = add(svg, "g", stroke=INK, stroke_width=0.3 if is_crowded else 0.8, stroke_linejoin="round")
    for vlak, outline in zip(beeld.vlakken, outlines, strict=True):
        path = add(group, "path", d=_path(outline, view), fill_rule="evenodd")
        path.set("fill", vlak.vulling.as_paint(beeld.kleuren, prefix=beeld.id))
        add(path, "title").text = f"{vlak.naam}: {vlak.cijfer}"
    if not is_crowded:
        whole = add(svg, "path", d=_path(shapely.union_all(outlines), view), fill="none", stroke=INK)
        set_attributes(whole, stroke_width=1.8, stroke_linejoin="round")
        _add_names(svg, beeld.vlakken, view)


def _path(polygon: shapely.Geometry, view: _View) -> str:
    rings = shapely.get_rings(shapely.get_parts(polygon))
    return " ".join(_ring(view.place(shapely.get_coordinates(ring)[:-1])) for ring in rings)


def _ring(points: Coordinates) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points) + "Z"


def _add_names(svg: ET.Element, vlakken: Sequence[Vlak], view: _View) -> None:
    """Write the name and figure where a gebied has room for them, or the figure alone."""
    names = add(svg, "g", text_anchor="middle", font_size=_NAME_PX, fill=INK, aria_hidden="true")
    set_attributes(names, stroke=PAPER, stroke_width=2.5, stroke_linejoin="round", paint_order="stroke")
    for vlak in vlakken:
        circle = shapely.maximum_inscribed_circle(vlak.omtrek, view.m_per_px)
        [[x, y], *_edge] = view.place(shapely.get_coordinates(circle))
        lines = _that_fit(vlak, circle.length / view.m_per_px)
        for number, line in enumerate(lines):
            top = y + (number - len(lines) / 2 + 0.8) * _NAME_PX * 1.2
            add(names, "text", x=float(x), y=f"{top:.1f}").text = line


def _that_fit(vlak: Vlak, radius_px: float) -> list[str]:
    def fits(line: str) -> bool:
        return len(line) * _NAME_PX * _LETTER <= radius_px * _MAX_FIT

    lines = [*wrap(vlak.naam, 14), vlak.cijfer]
    if all(map(fits, lines)) and len(lines) * _NAME_PX * 1.2 <= radius_px * 2:
        return lines
    return [vlak.cijfer] if fits(vlak.cijfer) else []


def _add_scale_bar(svg: ET.Element, m_per_px: float, corner: complex) -> None:
    length_m = max([step for step in _SCALE_STEPS_M if step / m_per_px <= _SCALE_BAR_PX], default=_SCALE_STEPS_M[0])
    ends = f"M{corner.real:g} {corner.imag:g} v8 h{length_m / m_per_px:.1f} v-8"
    add(svg, "path", d=ends, fill="none", stroke=INK, stroke_width=1.5)
    said = f"{length_m} m" if length_m < 1000 else f"{length_m // 1000} km"
    place = corner + complex(length_m / m_per_px + 8, 9)
    add(svg, "text", x=f"{place.real:.1f}", y=f"{place.imag:.1f}", font_size=_SMALL_PX, fill=INK).text = said
