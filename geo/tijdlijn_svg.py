"""How does the tijdlijn of one gebied look, on the same scale as those beside it?"""

import math
from collections.abc import Callable, Iterable
from typing import NamedTuple
from xml.etree import ElementTree as ET

from geo.bounds import Interval
from geo.cijfers import Cijfer
from geo.svg import BLUE, INK, add
from geo.tijdlijn import Moment, Tijdlijn

WIDTH, HEIGHT = 300, 150
_LEFT, _RIGHT, _TOP, _BOTTOM = 14.0, 286.0, 26.0, 120.0
_GREY = "#6b7886"
_DOT = 4
_WHISKER_FROM = 6  # an interval that is shorter hides behind its dot
_TEXT_PX = 13


class Schaal(NamedTuple):
    """The years and amounts that every picture beside each other has room for."""

    jaren: Interval
    waarden: Interval

    def x(self, jaar: float) -> float:
        return _place(jaar, self.jaren, _LEFT, _RIGHT)

    def y(self, waarde: float) -> float:
        return _place(waarde, self.waarden, _BOTTOM, _TOP)


def make_schaal(tijdlijnen: Iterable[Tijdlijn]) -> Schaal | None:
    """Find the scale that holds all of some tijdlijnen; None when nothing is known in any of them."""
    known = [moment for tijdlijn in tijdlijnen for moment in tijdlijn.momenten if moment.is_known]
    if not known:
        return None
    jaren = [moment.jaar for moment in known]
    waarden = [waarde for moment in known for waarde in (_waarde(moment), *_ends(moment.cijfer))]
    return Schaal(Interval(min(jaren), max(jaren)), Interval(min(waarden), max(waarden)))


def draw_tijdlijn(
    tijdlijn: Tijdlijn, *, schaal: Schaal, basis: Tijdlijn | None, title: str, say: Callable[[Cijfer], str]
) -> str:
    """Draw the known years as dots, joined where it is the same gebied in years that follow each other.

    A dashed line stands where the boundaries changed, a thin line behind is the gebied to compare with, and a whisker
    is all that a figure may be.

    Parameters
    ----------
    title
        The picture in words.
    say
        How a figure is written; the first and the last have it beside them.

    Returns
    -------
    An SVG element without ids, safe to put in a page.
    """
    svg = ET.Element("svg", viewBox=f"0 0 {WIDTH} {HEIGHT}", role="img", xmlns="http://www.w3.org/2000/svg")
    svg.set("aria-label", title)
    _add_axis(svg, schaal)
    for jaar in tijdlijn.breuken:
        if schaal.jaren.low < jaar <= schaal.jaren.high:
            x = schaal.x(jaar - 0.5)
            add(svg, "line", x1=x, x2=x, y1=_TOP - 6, y2=_BOTTOM, stroke=INK, stroke_width=1.5, stroke_dasharray="3 3")
    if basis is not None:
        _add_lines(svg, basis, schaal, stroke=_GREY, width=1.5)
    _add_lines(svg, tijdlijn, schaal, stroke=BLUE, width=3)
    _add_figures(svg, tijdlijn, schaal, say)
    return ET.tostring(svg, encoding="unicode")


def _add_axis(svg: ET.Element, schaal: Schaal) -> None:
    add(svg, "line", x1=_LEFT, x2=_RIGHT, y1=_BOTTOM + 6, y2=_BOTTOM + 6, stroke=_GREY, stroke_width=1)
    for jaar in sorted(set(schaal.jaren)):
        _add_text(svg, f"{jaar:.0f}", x=schaal.x(jaar), y=HEIGHT - 8)


def _add_lines(svg: ET.Element, tijdlijn: Tijdlijn, schaal: Schaal, *, stroke: str, width: float) -> None:
    for stuk in tijdlijn.stukken:
        if len(stuk) > 1:
            points = " ".join(f"{schaal.x(moment.jaar):.1f},{schaal.y(_waarde(moment)):.1f}" for moment in stuk)
            add(svg, "polyline", points=points, fill="none", stroke=stroke, stroke_width=width)


def _add_figures(svg: ET.Element, tijdlijn: Tijdlijn, schaal: Schaal, say: Callable[[Cijfer], str]) -> None:
    known = [moment for moment in tijdlijn.momenten if moment.is_known]
    for moment in known:
        x, ends = schaal.x(moment.jaar), [schaal.y(end) for end in _ends(moment.cijfer)]
        if ends and abs(ends[0] - ends[-1]) > _WHISKER_FROM:
            add(svg, "line", x1=x, x2=x, y1=ends[0], y2=ends[-1], stroke=INK, stroke_width=1.5)
        add(svg, "circle", cx=x, cy=schaal.y(_waarde(moment)), r=_DOT, fill=BLUE)
    for moment in {moment.jaar: moment for moment in (*known[:1], *known[-1:])}.values():
        if moment.cijfer:
            y = max(schaal.y(_waarde(moment)) - 9, _TEXT_PX)
            _add_text(svg, say(moment.cijfer), x=schaal.x(moment.jaar), y=y)


def _add_text(svg: ET.Element, text: str, *, x: float, y: float) -> None:
    """Write above a point, and not over the edge of the picture."""
    anchor = "start" if x < WIDTH / 3 else "end" if x > WIDTH * 2 / 3 else "middle"
    add(svg, "text", x=x, y=y, text_anchor=anchor, font_size=_TEXT_PX).text = text


def _waarde(moment: Moment) -> float:
    return moment.cijfer.waarde or 0.0 if moment.cijfer else 0.0


def _ends(cijfer: Cijfer | None) -> list[float]:
    """The bounds of a figure that is an interval."""
    bereik = cijfer.bereik if cijfer else None
    return [end for end in bereik or () if math.isfinite(end)]


def _place(number: float, among: Interval, start: float, end: float) -> float:
    """Where a number comes between two points; in the middle where all are equal."""
    share = (number - among.low) / (among.high - among.low) if among.high > among.low else 0.5
    return start + share * (end - start)
