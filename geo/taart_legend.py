"""What do the colours and lines of a profieltaart mean?"""

from collections.abc import Sequence
from enum import Enum, auto
from typing import NamedTuple
from xml.etree import ElementTree as ET

from geo.svg import BLUE, INK, ORANGE, add, add_cased_line

LEGEND_FONT_PX = 12.5
_ROW_PX, _ROWS = 22, 3
_COLUMN_PX, _SWATCH_PX = 254, 16


class Sign(Enum):
    """What a picture can hold."""

    GUNSTIG = auto()
    ONGUNSTIG = auto()
    MEAN = auto()
    STAD = auto()
    INTERVAL = auto()
    UNKNOWN = auto()


class LegendRow(NamedTuple):
    """A sign and what it means."""

    sign: Sign
    text: str


def add_legend(svg: ET.Element, rows: Sequence[LegendRow], *, place: complex, hatching: str) -> None:
    """Write the legend in columns of three rows."""
    for number, row in enumerate(rows):
        column, line = divmod(number, _ROWS)
        corner = place + complex(column * _COLUMN_PX, line * _ROW_PX)
        _add_swatch(svg, row.sign, corner, hatching)
        baseline = corner + complex(_SWATCH_PX + 8, _SWATCH_PX * 0.75)
        text = add(svg, "text", x=baseline.real, y=baseline.imag, font_size=LEGEND_FONT_PX, fill=INK)
        text.text = row.text


def _add_swatch(svg: ET.Element, sign: Sign, corner: complex, hatching: str) -> None:
    x, y, middle = corner.real, corner.imag, corner.imag + _SWATCH_PX / 2
    fills = {Sign.GUNSTIG: BLUE, Sign.ONGUNSTIG: ORANGE, Sign.UNKNOWN: f"url(#{hatching})"}
    if sign in fills:
        add(svg, "rect", x=x, y=y, width=_SWATCH_PX, height=_SWATCH_PX, fill=fills[sign])
    elif sign is Sign.MEAN:
        line = f"M{x:g} {middle:g} h{_SWATCH_PX}"
        add(svg, "path", d=line, fill="none", stroke=INK, stroke_width=1, stroke_dasharray="2 3")
    elif sign is Sign.STAD:
        add_cased_line(svg, f"M{x:g} {middle:g} h{_SWATCH_PX}", width=3, edge=0)
    else:
        cap = f"M{x:g} {middle - 4:g} v8 M{x + _SWATCH_PX:g} {middle - 4:g} v8"
        add_cased_line(svg, f"M{x:g} {middle:g} h{_SWATCH_PX} {cap}", width=1.5, edge=0)
