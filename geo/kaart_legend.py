"""How does a map fill a gebied for its class, and what does it tell of those fills?"""

from collections.abc import Sequence
from typing import NamedTuple
from xml.etree import ElementTree as ET

from geo.svg import INK, add, add_hatching, set_attributes

ROW_PX, COLUMNS, LETTERS_PX = 26, 2, 14
_SWATCH_WIDTH_PX, _SWATCH_HEIGHT_PX = 30, 18
_DOT_EVERY_PX, _DOT_PX = 7, 1.3


class Vulling(NamedTuple):
    """What a gebied is filled with: the colour of its class, with dots where the figure itself is not certain.

    Without a class it is hatched.
    """

    klasse: int | None
    is_gemerkt: bool = False

    def as_paint(self, kleuren: Sequence[str], *, prefix: str) -> str:
        """Write the fill as SVG has it; `prefix` is that of the patterns."""
        if self.klasse is None:
            return f"url(#{prefix}-onbekend)"
        return f"url(#{prefix}-gemerkt-{self.klasse})" if self.is_gemerkt else kleuren[self.klasse]


class LegendRow(NamedTuple):
    """A fill and what it means."""

    vulling: Vulling
    tekst: str


def add_patterns(svg: ET.Element, kleuren: Sequence[str], *, prefix: str) -> None:
    """Define the hatching of what is not known, and the dots on each colour."""
    defs = add(svg, "defs")
    add_hatching(defs, f"{prefix}-onbekend")
    for number, kleur in enumerate(kleuren):
        size = {"width": _DOT_EVERY_PX, "height": _DOT_EVERY_PX}
        dots = add(defs, "pattern", id=f"{prefix}-gemerkt-{number}", patternUnits="userSpaceOnUse", **size)
        add(dots, "rect", fill=kleur, **size)
        add(dots, "circle", cx=_DOT_EVERY_PX / 2, cy=_DOT_EVERY_PX / 2, r=_DOT_PX, fill=INK)


def draw_patterns(kleuren: Sequence[str], *, prefix: str) -> str:
    """Write the patterns as an SVG that shows nothing, for other pictures on its page to fill with."""
    svg = ET.Element("svg", {"width": "0", "height": "0", "aria-hidden": "true"})
    add_patterns(svg, kleuren, prefix=prefix)
    return ET.tostring(svg, encoding="unicode")


def legend_height(rows: Sequence[LegendRow]) -> float:
    return -(-len(rows) // COLUMNS) * ROW_PX


def add_legend(
    svg: ET.Element, rows: Sequence[LegendRow], kleuren: Sequence[str], *, corner: complex, width: float, prefix: str
) -> None:
    """Write the rows in columns, downward first."""
    per_column = -(-len(rows) // COLUMNS)
    for number, row in enumerate(rows):
        column, line = divmod(number, per_column)
        place = corner + complex(column * width / COLUMNS, line * ROW_PX)
        swatch = add(svg, "rect", x=place.real, y=place.imag, width=_SWATCH_WIDTH_PX, height=_SWATCH_HEIGHT_PX)
        set_attributes(swatch, fill=row.vulling.as_paint(kleuren, prefix=prefix), stroke=INK, stroke_width=0.8)
        text = add(svg, "text", x=place.real + _SWATCH_WIDTH_PX + 10, y=place.imag + _SWATCH_HEIGHT_PX - 4)
        set_attributes(text, font_size=LETTERS_PX, fill=INK).text = row.tekst
