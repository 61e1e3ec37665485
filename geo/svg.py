"""How is one element of an SVG written, and in which colours?

Blue and orange keep a contrast of 4.5 : 1 with white and 3 : 1 with the black of lines and hatching. They, their light
tints and the hatching stay apart for who is blind to red, green or blue.
"""

from xml.etree import ElementTree as ET

BLUE, ORANGE, GREY, INK, PAPER = "#2b7bba", "#bf5700", "#666666", "#111111", "#ffffff"
LIGHT_BLUE, LIGHT_ORANGE = "#92c5f4", "#f9b474"


def add(parent: ET.Element, tag: str, **attributes: str | float) -> ET.Element:
    return set_attributes(ET.SubElement(parent, tag), **attributes)


def set_attributes(element: ET.Element, **attributes: str | float) -> ET.Element:
    """Set attributes; `stroke_width` is written stroke-width."""
    for name, value in attributes.items():
        element.set(name.replace("_", "-"), value if isinstance(value, str) else f"{value:g}")
    return element


def xy(point: complex) -> str:
    return f"{point.real:.2f} {point.imag:.2f}"


def add_hatching(svg: ET.Element, identifier: str, *, colour: str = INK) -> None:
    """Lines on white. Those of ink keep a contrast of 3 : 1 with every colour beside them, as their ground does."""
    pattern = add(svg, "pattern", id=identifier, width=7, height=7, patternUnits="userSpaceOnUse")
    set_attributes(pattern, patternTransform="rotate(45)")
    add(pattern, "rect", width=7, height=7, fill=PAPER)
    add(pattern, "rect", width=1.4, height=7, fill=colour)


def add_cased_line(svg: ET.Element, path: str, *, width: float, edge: float) -> None:
    """Draw a dark line with a light edge, to be seen on every colour."""
    for stroke, thickness in ((PAPER, width + edge), (INK, width)):
        add(svg, "path", d=path, fill="none", stroke=stroke, stroke_width=thickness)
