"""What do the colours and lines of a profieltaart mean?"""

from collections.abc import Sequence
from enum import Enum, auto
from textwrap import wrap
from typing import NamedTuple
from xml.etree import ElementTree as ET

from geo.svg import BLUE, GREY, INK, LIGHT_BLUE, LIGHT_ORANGE, ORANGE, add, add_cased_line

LEGEND_FONT_PX, LEGEND_ROW_PX = 13, 21
LEGEND_CHARACTERS = 52  # as many as fit beside a swatch in the widest of the usual fonts
_SWATCH_PX = 16


class Sign(Enum):
    """What a picture can hold."""

    GUNSTIG = auto()
    ONGUNSTIG = auto()
    MAYBE_GUNSTIG = auto()
    MAYBE_ONGUNSTIG = auto()
    UNKNOWN = auto()
    MEAN = auto()
    STAD = auto()
    INTERVAL = auto()


class LegendRow(NamedTuple):
    """A sign and what it means; None goes on with the row above."""

    sign: Sign | None
    text: str


class Paint(NamedTuple):
    """How a kind of slice is filled, and the colour of its rim, which stands out against paper."""

    fill: str
    rim: str


_PAINTS = {
    Sign.GUNSTIG: Paint(BLUE, BLUE),
    Sign.ONGUNSTIG: Paint(ORANGE, ORANGE),
    Sign.MAYBE_GUNSTIG: Paint(LIGHT_BLUE, BLUE),
    Sign.MAYBE_ONGUNSTIG: Paint(LIGHT_ORANGE, ORANGE),
}


def paint_of(sign: Sign, *, hatching: str) -> Paint:
    """Give the paint of a kind of slice; `hatching` is the id of the pattern for what is not known."""
    return _PAINTS.get(sign) or Paint(f"url(#{hatching})", GREY)


def wrap_legend(rows: Sequence[LegendRow]) -> list[LegendRow]:
    """Divide what is too long for the picture, such as the name of a gemeente, over rows."""
    return [
        LegendRow(None if number else row.sign, line)
        for row in rows
        for number, line in enumerate(wrap(row.text, LEGEND_CHARACTERS))
    ]


def add_legend(svg: ET.Element, rows: Sequence[LegendRow], *, place: complex, hatching: str) -> None:
    for number, row in enumerate(rows):
        corner = place + complex(0, number * LEGEND_ROW_PX)
        if row.sign is not None:
            _add_swatch(svg, row.sign, corner, hatching)
        baseline = corner + complex(_SWATCH_PX + 8, _SWATCH_PX * 0.8)
        text = add(svg, "text", x=baseline.real, y=baseline.imag, font_size=LEGEND_FONT_PX, fill=INK)
        text.text = row.text


def _add_swatch(svg: ET.Element, sign: Sign, corner: complex, hatching: str) -> None:
    x, y, middle = corner.real, corner.imag, corner.imag + _SWATCH_PX / 2
    line = f"M{x:g} {middle:g} h{_SWATCH_PX}"
    if sign is Sign.MEAN:
        add(svg, "path", d=line, fill="none", stroke=INK, stroke_width=1.2, stroke_dasharray="2 3")
    elif sign is Sign.STAD:
        add_cased_line(svg, line, width=3, edge=0)
    elif sign is Sign.INTERVAL:
        caps = f"M{x:g} {middle - 4:g} v8 M{x + _SWATCH_PX:g} {middle - 4:g} v8"
        add_cased_line(svg, f"{line} {caps}", width=1.5, edge=0)
    else:
        paint, side = paint_of(sign, hatching=hatching), _SWATCH_PX - 2
        add(svg, "rect", x=x + 1, y=y + 1, width=side, height=side, fill=paint.fill, stroke=paint.rim, stroke_width=2)
