"""Is the profieltaart drawn right, legible, and safe to put in a page?"""

import math
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, pairwise
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pytest

from geo.cijfers import Cijfer
from geo.gebieden import Gebied, Soort
from geo.profiel import Profiel, make_profiel
from geo.profieltaart import NoProfieltaartError, heeft_profieltaart, make_profieltaart, profieltaart_rows
from geo.svg import BLUE, INK, ORANGE, PAPER
from geo.taart_drawing import FULL, SMALL
from tests.geo.figures import read_haarlem

SVG = "{http://www.w3.org/2000/svg}"
CHARACTER_WIDTH = 0.6  # of the font size: wider than the mean letter of any common sans-serif


def profiel_of(code: str) -> Profiel:
    return make_profiel(read_haarlem(), read_haarlem().get_gebied(code))


def profiel_of_team(slug: str, *, naam: str = "Team") -> Profiel:
    gebied = Gebied(code=slug, naam=naam, soort=Soort.TEAMGEBIED, gemeente="GM0392")
    return make_profiel(read_haarlem(), gebied, buurten=read_haarlem().teamgebieden[slug])


def without_score(cijfer: Cijfer, code: str) -> Cijfer:
    return replace(cijfer, waarde=None, score=None) if cijfer.indicator.code == code else cijfer


MEERWIJK, STAD, CENTRUM = profiel_of("WK039221"), profiel_of("GM0392"), profiel_of_team("centrum-rozenprieel")
WITH_UNKNOWN = replace(MEERWIJK, cijfers=tuple(without_score(cijfer, "pct_hbo_wo") for cijfer in MEERWIJK.cijfers))
PROFIELEN = [
    *(profiel_of(f"WK0392{number:02d}") for number in range(1, 22)),
    *(profiel_of_team(slug) for slug in sorted(read_haarlem().teamgebieden)),
    STAD,
    WITH_UNKNOWN,
]


def draw(profiel: Profiel, *, stad: Profiel | None = STAD, grootte_px: int = 480) -> ET.Element:
    return ET.fromstring(make_profieltaart(profiel, stad=stad, grootte_px=grootte_px))  # noqa: S314


def filled_paths(svg: ET.Element) -> list[ET.Element]:
    return [path for path in svg.iter(f"{SVG}path") if path.get("fill") != "none"]


def numbers_of(path: ET.Element) -> list[float]:
    return [float(number) for number in re.findall(r"-?\d+\.?\d*", path.get("d", ""))]


def area_of(path: ET.Element) -> float:
    """Measure "M centre L first A … middle A … last Z": a sector of a circle."""
    cx, cy, x0, y0, radius, *_, x1, y1 = numbers_of(path)
    assert math.hypot(x0 - cx, y0 - cy) == pytest.approx(radius, abs=0.02)
    angle = (math.atan2(y1 - cy, x1 - cx) - math.atan2(y0 - cy, x0 - cx)) % math.tau
    return radius**2 * angle / 2


def text_of(svg: ET.Element, tag: str) -> str:
    return svg.findtext(f"{SVG}{tag}") or ""


@pytest.mark.parametrize(("grootte_px", "layout"), [(480, FULL), (120, SMALL)])
@pytest.mark.parametrize("profiel", [MEERWIJK, CENTRUM, STAD])
def test_the_area_of_a_slice_is_its_score(profiel: Profiel, grootte_px: int, layout: object) -> None:
    radius = FULL.radius if layout is FULL else SMALL.radius
    whole = math.pi * radius**2 / 6
    scores = [row.cijfer.score or 0 for row in profieltaart_rows(profiel, STAD)]
    areas = [area_of(path) for path in filled_paths(draw(profiel, grootte_px=grootte_px))]
    assert areas == pytest.approx([whole * score / 100 for score in scores], rel=0.01, abs=whole * 0.002)


def test_every_indicator_with_a_richting_is_a_slice_of_the_same_angle() -> None:
    paths = filled_paths(draw(STAD, stad=None))
    starts = [math.degrees(math.atan2(y - cy, x - cx)) for cx, cy, x, y, *_ in map(numbers_of, paths)]
    steps = [(after - before) % 360 for before, after in pairwise(starts)]
    assert steps == pytest.approx([60] * 5, abs=0.1)


def test_blue_is_gunstiger_than_the_netherlands_and_orange_is_less() -> None:
    rows = profieltaart_rows(STAD, None)
    expected = [BLUE if (row.cijfer.score or 0) >= 50 else ORANGE for row in rows]
    assert [path.get("fill") for path in filled_paths(draw(STAD))] == expected


def test_the_city_is_an_arc_at_its_score_on_every_slice() -> None:
    arcs = [
        path for path in draw(MEERWIJK).iter(f"{SVG}path") if path.get("stroke") == INK and "A" in path.get("d", "")
    ]
    radii = [numbers_of(path)[2] for path in arcs]
    scores = [row.score_stad or 0 for row in profieltaart_rows(MEERWIJK, STAD)]
    assert radii == pytest.approx([FULL.radius * math.sqrt(score / 100) for score in scores], abs=0.01)


def whiskers(profiel: Profiel) -> list[tuple[float, float]]:
    """Give the distance to the centre of both ends of every whisker."""
    paths = [path for path in draw(profiel).iter(f"{SVG}path") if path.get("stroke") == INK]
    ends = [numbers_of(path)[:4] for path in paths if path.get("d", "").count("L") == 3]
    cx, cy = FULL.centre.real, FULL.centre.imag
    return [(math.hypot(x0 - cx, y0 - cy), math.hypot(x1 - cx, y1 - cy)) for x0, y0, x1, y1 in ends]


def test_a_whisker_spans_the_interval_of_a_score() -> None:
    cijfers = [row.cijfer for row in profieltaart_rows(CENTRUM, STAD)]
    expected = [
        FULL.radius * math.sqrt(score / 100)
        for cijfer in cijfers
        for score in (cijfer.score_ondergrens or 0, cijfer.score_bovengrens or 0)
    ]
    assert [end for ends in whiskers(CENTRUM) for end in ends] == pytest.approx(expected, abs=0.02)


def test_a_published_figure_has_no_whisker() -> None:
    assert whiskers(MEERWIJK) == []


def test_an_unknown_figure_is_hatched_and_not_a_slice_of_zero() -> None:
    svg = draw(WITH_UNKNOWN)
    (pattern,) = svg.iter(f"{SVG}pattern")
    hatched = [path for path in filled_paths(svg) if path.get("fill") == f"url(#{pattern.get('id')})"]
    assert area_of(hatched[0]) == pytest.approx(math.pi * FULL.radius**2 / 6, rel=0.01)
    assert "Hbo of universiteit: score niet bekend." in text_of(svg, "desc")
    assert next(draw(MEERWIJK).iter(f"{SVG}pattern"), None) is None


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("colour", [BLUE, ORANGE])
def test_a_slice_stands_out_against_paper_and_against_the_lines_of_hatching(colour: str) -> None:
    assert contrast(colour, PAPER) >= 3
    assert contrast(colour, INK) >= 3


class Box(NamedTuple):
    """Where a line of text stands, estimated on the large side."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box") -> bool:
        is_beside = self.right <= other.left or other.right <= self.left
        return not (is_beside or self.bottom <= other.top or other.bottom <= self.top)


def text_boxes(svg: ET.Element) -> Iterator[Box]:
    for text in svg.iter(f"{SVG}text"):
        size, x, y = (float(text.get(name, "")) for name in ("font-size", "x", "y"))
        width = CHARACTER_WIDTH * size * len(text.text or "")
        left = x - width * {"start": 0, "middle": 0.5, "end": 1}[text.get("text-anchor", "start")]
        yield Box(left, y - 0.8 * size, left + width, y + 0.2 * size)


@pytest.mark.parametrize("profiel", PROFIELEN)
def test_labels_stay_apart_and_inside_the_picture(profiel: Profiel) -> None:
    boxes = list(text_boxes(draw(profiel)))
    assert not [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])]
    assert all(box.left >= 0 and box.top >= 0 for box in boxes)
    assert all(box.right <= FULL.width and box.bottom <= FULL.height for box in boxes)


@pytest.mark.parametrize("profiel", PROFIELEN)
def test_labels_stay_out_of_the_circle(profiel: Profiel) -> None:
    for box in text_boxes(draw(profiel)):
        nearest_x = min(max(FULL.centre.real, box.left), box.right)
        nearest_y = min(max(FULL.centre.imag, box.top), box.bottom)
        assert math.hypot(nearest_x - FULL.centre.real, nearest_y - FULL.centre.imag) > FULL.radius


def test_every_slice_is_named_with_its_score_beside_it() -> None:
    labels = [text.text for text in draw(MEERWIJK).iter(f"{SVG}text")]
    assert labels[:4] == ["Koopwoningen", "1", "WOZ-waarde", "37"]


def test_a_small_picture_has_no_labels_but_says_all_in_words() -> None:
    small = draw(MEERWIJK, grootte_px=120)
    assert not list(small.iter(f"{SVG}text"))
    assert text_of(small, "desc") == text_of(draw(MEERWIJK), "desc")


def test_the_description_holds_every_figure() -> None:
    svg = draw(CENTRUM)
    assert text_of(svg, "title") == "Profieltaart van Team, 2022"
    assert "Koopwoningen: score 28 (12 tot 53). Koopwoningen: 43,4%. De stad heeft score 41." in text_of(svg, "desc")
    assert "Gemiddelde WOZ-waarde: 466 x 1.000 euro." in text_of(svg, "desc")


def test_names_from_files_cannot_break_out_of_the_text() -> None:
    profiel = profiel_of_team("zuid-west", naam='<script>alert("1")</script> & co')
    svg = draw(profiel)
    assert not list(svg.iter(f"{SVG}script"))
    assert text_of(svg, "title") == 'Profieltaart van <script>alert("1")</script> & co, 2022'


@pytest.mark.parametrize("grootte_px", [120, 480])
def test_the_picture_passes_a_strict_content_security_policy(grootte_px: int) -> None:
    allowed = {"svg", "title", "desc", "rect", "circle", "path", "text", "pattern"}
    for element in draw(WITH_UNKNOWN, grootte_px=grootte_px).iter():
        assert element.tag.removeprefix(SVG) in allowed
        assert not [name for name in element.attrib if name in {"style", "class", "href"} or name.startswith("on")]


def test_the_picture_is_an_image_with_a_name_in_dutch() -> None:
    svg = draw(MEERWIJK)
    ids = {element.get("id") for element in svg.iter() if element.get("id")}
    assert (svg.get("role"), svg.get("lang")) == ("img", "nl")
    assert {svg.get("aria-labelledby"), svg.get("aria-describedby")} <= ids


def test_ids_are_the_same_every_time_and_differ_between_pictures() -> None:
    pictures = [(WITH_UNKNOWN, 480), (WITH_UNKNOWN, 120), (STAD, 480), (CENTRUM, 480)]
    ids = [
        [element.get("id") for element in draw(profiel, grootte_px=px).iter() if element.get("id")]
        for profiel, px in pictures
    ]
    flat = [name for names in ids for name in names]
    assert len(flat) == len(set(flat))
    assert make_profieltaart(CENTRUM, stad=STAD) == make_profieltaart(CENTRUM, stad=STAD)


@pytest.mark.parametrize(("grootte_px", "viewbox"), [(120, "0 0 120 120"), (480, "0 0 520 500"), (2000, "0 0 520 500")])
def test_the_picture_scales_to_the_width_that_is_asked(grootte_px: int, viewbox: str) -> None:
    svg = draw(MEERWIJK, grootte_px=grootte_px)
    assert (svg.get("width"), svg.get("viewBox")) == (str(grootte_px), viewbox)


def test_without_a_city_there_is_no_arc_nor_a_word_of_it() -> None:
    alone = make_profieltaart(STAD, stad=None)
    assert "De stad" not in alone
    assert "score van" not in alone


def test_a_buurt_that_borrows_its_figures_has_no_profieltaart() -> None:
    bakenes = profiel_of("BU03920103")
    assert not heeft_profieltaart(bakenes)
    with pytest.raises(NoProfieltaartError, match="BU03920103"):
        make_profieltaart(bakenes, stad=STAD)


def test_a_profiel_without_any_score_has_no_profieltaart() -> None:
    assert not heeft_profieltaart(replace(MEERWIJK, cijfers=()))
    assert heeft_profieltaart(MEERWIJK)


def test_the_rows_are_the_slices_with_the_score_of_the_city() -> None:
    rows = profieltaart_rows(MEERWIJK, STAD)
    assert [row.naam for row in rows][:3] == ["Koopwoningen", "WOZ-waarde", "Betaald werk"]
    assert rows[0].score_stad == pytest.approx(41.3, abs=0.1)
    assert {row.score_stad for row in profieltaart_rows(MEERWIJK, None)} == {None}
