"""Is a profieltaart drawn right, legible at every size, and clear to who is colour-blind? Measured in its pixels."""

import cmath
import math
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations
from typing import NamedTuple
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from geo.svg import BLUE, INK, LIGHT_BLUE, ORANGE, PAPER
from geo.taart_drawing import FONT_PX, FULL, GAP_DEGREES, SMALL, Layout, Slice, Taart, draw
from geo.taart_legend import LEGEND_FONT_PX, LegendRow, Sign
from tests.geo.pictures import SIGHT, Pixels, contrast, difference, painted_px, render, rgb, seen

SVG = "{http://www.w3.org/2000/svg}"
CHARACTER_WIDTH = 0.57  # of the font size: the mean letter of DejaVu Sans, the widest of the usual fonts
SMALLEST_DIFFERENCE = 25  # delta E 1976: ten times what is just to be noticed
KINDS = [Sign.GUNSTIG, Sign.ONGUNSTIG, Sign.MAYBE_GUNSTIG, Sign.MAYBE_ONGUNSTIG, Sign.UNKNOWN]
THEMAS = ["Wonen", "Energie", "Voorzieningen", "Gezondheid en zorg", "Werk"]
THEMAS += ["Inkomen", "Bereikbaarheid", "Onderwijs", "Veiligheid", "Jeugd"]


def make_slice(
    score: float | None = 70,
    *,
    label: str = "Wonen",
    sign: Sign | None = None,
    least: float | None = None,
    most: float | None = None,
    stad: float | None = None,
) -> Slice:
    kind = sign or (Sign.UNKNOWN if score is None else Sign.GUNSTIG if score >= 50 else Sign.ONGUNSTIG)
    texts = ["onvoldoende", "gegevens"] if score is None else [f"{score:.0f}"]
    between = [] if least is None else [f"{least:.0f} tot {most:.0f}"]
    return Slice(label, kind, score, least, most, stad, [*texts, *between])


def make_svg(
    slices: Sequence[Slice], *, layout: Layout = FULL, width_px: int = 480, legend: Sequence[str] = ("gunstiger",)
) -> str:
    rows = [LegendRow(Sign.GUNSTIG, text) for text in legend]
    return draw(Taart("taart", "Titel", "Uitleg", slices, rows), layout=layout, width_px=width_px)


def parse(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314


def without_lines(svg: str) -> str:
    """Only the slices: lines lie on top of them, and take nothing off their size."""
    root = parse(svg)
    for line in [element for element in root if element.get("fill") == "none" or element.tag == f"{SVG}text"]:
        root.remove(line)
    return ET.tostring(root, encoding="unicode")


@cache
def pixels_of(score: float, *, layout: Layout, width_px: int, slices: int) -> Pixels:
    """A picture of one slice in which all others have score 0."""
    svg = make_svg([make_slice(score, sign=Sign.GUNSTIG), *[make_slice(0)] * (slices - 1)], layout=layout, legend=())
    return render(without_lines(svg), width_px=width_px)


def painted(score: float, *, layout: Layout, width_px: int, slices: int) -> float:
    return painted_px(pixels_of(score, layout=layout, width_px=width_px, slices=slices), BLUE)


@pytest.mark.parametrize(("layout", "width_px"), [(FULL, 480), (SMALL, 120)])
@pytest.mark.parametrize("slices", [1, 4, 7, 10])
@pytest.mark.parametrize("score", [5, 10, 25, 50, 63, 90])
def test_the_pixels_of_a_slice_are_its_score_within_one_percent(
    layout: Layout, width_px: int, slices: int, score: float
) -> None:
    part, whole = (painted(one, layout=layout, width_px=width_px, slices=slices) for one in (score, 100))
    assert part / whole == pytest.approx(score / 100, rel=0.01)


@pytest.mark.parametrize("score", [1, 2])
def test_on_paper_the_smallest_slice_is_as_exact(score: float) -> None:
    part, whole = (painted(one, layout=FULL, width_px=1240, slices=6) for one in (score, 100))  # 105 mm at 300 dpi
    assert part / whole == pytest.approx(score / 100, rel=0.01)


def test_a_whole_slice_is_the_circle_of_100_but_for_the_gap() -> None:
    share = (360 / 6 - GAP_DEGREES) / 360
    circle_px = math.pi * (FULL.radius * 480 / FULL.width) ** 2
    assert painted(100, layout=FULL, width_px=480, slices=6) == pytest.approx(share * circle_px, rel=0.01)


@pytest.mark.parametrize("score", [25, 60, 90])
def test_a_rim_adds_nothing_to_the_size_of_a_slice(score: float) -> None:
    others = [make_slice(0)] * 5
    svg = make_svg([make_slice(score, sign=Sign.MAYBE_GUNSTIG), *others], legend=())
    covered = (render(without_lines(svg)) < 253).any(axis=-1).sum()
    without_rim = (pixels_of(score, layout=FULL, width_px=480, slices=6) < 253).any(axis=-1).sum()
    assert covered == pytest.approx(without_rim, rel=0.01)


def place_of(pixels: Pixels, layout: Layout, *, score: float, angle: float) -> tuple[int, int]:
    """Where a score lies at an angle, clockwise from above: column and row of its pixel."""
    away = cmath.rect(layout.radius * math.sqrt(score / 100), math.radians(angle - 90))
    place = (layout.centre + away) * pixels.shape[1] / layout.width
    return int(place.real), int(place.imag)


def at(pixels: Pixels, layout: Layout, *, score: float, angle: float) -> Pixels:
    x, y = place_of(pixels, layout, score=score, angle=angle)
    found: Pixels = pixels[y, x]
    return found


def around(pixels: Pixels, layout: Layout, *, score: float, angle: float) -> Pixels:
    """The pixels of a small square there."""
    x, y = place_of(pixels, layout, score=score, angle=angle)
    half = int(7 * pixels.shape[1] / layout.width)
    return pixels[y - half : y + half, x - half : x + half].reshape(-1, 3)


def test_at_120_px_every_slice_shows_its_colour() -> None:
    scores = [90, 20, 35, 60, 75, 15, 50]
    pixels = render(make_svg([make_slice(score) for score in scores], layout=SMALL, width_px=120))
    for number, score in enumerate(scores):
        middle = at(pixels, SMALL, score=score / 3, angle=number * 360 / len(scores))
        colour = rgb(BLUE if score >= 50 else ORANGE)
        assert difference(seen(middle, "usual"), seen(colour, "usual")) < 5


def test_at_120_px_slices_of_one_colour_stand_apart() -> None:
    pixels = render(make_svg([make_slice(90)] * 8, layout=SMALL, width_px=120))
    for score in (30, 60, 85):
        between = at(pixels, SMALL, score=score, angle=360 / 16)
        assert contrast(seen(between, "usual"), seen(rgb(BLUE), "usual")) >= 2


def test_at_120_px_the_score_of_the_city_is_a_dark_line_between_light_edges() -> None:
    pixels = render(make_svg([make_slice(90, stad=40)] * 5, layout=SMALL, width_px=120))
    inside, line, outside = (seen(at(pixels, SMALL, score=score, angle=0), "usual") for score in (36, 40, 43.5))
    assert contrast(line, inside) >= 3
    assert contrast(line, outside) >= 3


def test_at_120_px_no_line_is_thinner_than_a_pixel() -> None:
    svg = parse(make_svg([make_slice(90, stad=40), make_slice(None)], layout=SMALL, width_px=120))
    widths = [float(element.get("stroke-width", "1")) for element in svg.iter() if element.get("stroke") == INK]
    assert min(widths) * 120 / SMALL.width >= 1


def test_what_is_too_fine_for_120_px_is_left_out() -> None:
    svg = parse(make_svg([make_slice(60, least=40, most=80)] * 3, layout=SMALL, width_px=120))
    assert not list(svg.iter(f"{SVG}text"))
    assert not [path for path in svg.iter(f"{SVG}path") if path.get("fill") == "none"]


@cache
def pixels_of_kinds(layout: Layout, width_px: int) -> Pixels:
    slices = [make_slice(None if kind is Sign.UNKNOWN else 100, sign=kind) for kind in KINDS]
    return render(make_svg(slices, layout=layout, width_px=width_px))


def colour_of(kind: Sign, layout: Layout, width_px: int) -> Pixels:
    """The mean colour in a slice of a kind, as it is on the screen."""
    angle = KINDS.index(kind) * 360 / len(KINDS)
    mean: Pixels = around(pixels_of_kinds(layout, width_px), layout, score=60, angle=angle).mean(axis=0)
    return mean


@pytest.mark.parametrize("sight", list(SIGHT))
@pytest.mark.parametrize(("layout", "width_px"), [(FULL, 480), (SMALL, 120)])
@pytest.mark.parametrize(("one", "other"), list(combinations(KINDS, 2)))
def test_kinds_of_slices_differ_for_every_sight(
    sight: str, layout: Layout, width_px: int, one: Sign, other: Sign
) -> None:
    first, second = (seen(colour_of(kind, layout, width_px), sight) for kind in (one, other))
    assert difference(first, second) >= SMALLEST_DIFFERENCE


@pytest.mark.parametrize("sight", list(SIGHT))
@pytest.mark.parametrize("kind", [Sign.GUNSTIG, Sign.ONGUNSTIG])
def test_a_sure_slice_stands_out_against_paper_and_lines_for_every_sight(sight: str, kind: Sign) -> None:
    colour = seen(colour_of(kind, FULL, 480), sight)
    assert contrast(colour, seen(rgb(PAPER), sight)) >= 3
    assert contrast(colour, seen(rgb(INK), sight)) >= 3


@pytest.mark.parametrize("sight", list(SIGHT))
@pytest.mark.parametrize(("layout", "width_px"), [(FULL, 480), (SMALL, 120)])
@pytest.mark.parametrize("kind", [Sign.MAYBE_GUNSTIG, Sign.MAYBE_ONGUNSTIG])
def test_the_rim_of_an_unsure_slice_stands_out_against_paper_for_every_sight(
    sight: str, layout: Layout, width_px: int, kind: Sign
) -> None:
    pixels = render(make_svg([make_slice(80, sign=kind)] * 4, layout=layout, width_px=width_px))
    reach = [at(pixels, layout, score=score, angle=0) for score in range(70, 82)]
    assert max(contrast(seen(pixel, sight), seen(rgb(PAPER), sight)) for pixel in reach) >= 3


@pytest.mark.parametrize(("layout", "width_px"), [(FULL, 480), (SMALL, 120)])
def test_hatching_has_dark_lines_on_light_ground(layout: Layout, width_px: int) -> None:
    pixels = render(make_svg([make_slice(None)] * 3, layout=layout, width_px=width_px))
    area = [seen(pixel, "usual") for pixel in around(pixels, layout, score=50, angle=0)]
    assert max(contrast(pixel, seen(rgb(PAPER), "usual")) for pixel in area) >= 3
    assert min(contrast(pixel, seen(rgb(PAPER), "usual")) for pixel in area) < 1.1


@pytest.mark.parametrize("width_px", [360, 390, 480])
def test_on_a_phone_and_up_words_are_12_px_or_more(width_px: int) -> None:
    svg = parse(make_svg([make_slice()] * 4, width_px=width_px))
    sizes = [float(text.get("font-size", "")) for text in svg.iter(f"{SVG}text")]
    assert len(sizes) == 4 * 2 + 1
    assert min(size for size in sizes if size != LEGEND_FONT_PX) == FONT_PX
    assert FONT_PX * width_px / FULL.width >= 12


def test_legends_are_12_px_on_a_phone_of_390_px() -> None:
    assert LEGEND_FONT_PX * 390 / FULL.width >= 12


def test_on_paper_words_are_9_points_or_more_from_103_mm_on() -> None:
    points = 103 / 25.4 * 72
    assert min(FONT_PX, LEGEND_FONT_PX) * points / FULL.width >= 9


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
        yield Box(left, y - 0.75 * size, left + width, y + 0.2 * size)


def themed(number: int, *, score: float | None) -> list[Slice]:
    least = None if score is None else score - 10
    return [make_slice(score, label=label, least=least, most=score) for label in THEMAS[:number]]


@pytest.mark.parametrize("score", [100, None])
@pytest.mark.parametrize("number", range(1, 11))
def test_labels_stay_apart_inside_the_picture_and_out_of_the_circle(number: int, score: float | None) -> None:
    boxes = list(text_boxes(parse(make_svg(themed(number, score=score), legend=["de wijken van 's-Gravenhage"] * 7))))
    assert not [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])]
    for box in boxes:
        nearest = complex(
            min(max(FULL.centre.real, box.left), box.right), min(max(FULL.centre.imag, box.top), box.bottom)
        )
        assert abs(nearest - FULL.centre) > FULL.radius
        assert box.left >= 0
        assert box.top >= 0
        assert box.right <= FULL.width


@pytest.mark.parametrize("naam", ["Utrecht", "Krimpen aan den IJssel"])
def test_a_long_name_in_the_legend_goes_on_below_and_stays_inside(naam: str) -> None:
    said = f"gemiddelde van de buurten en wijken van {naam} (50)"
    svg = parse(make_svg([make_slice()], legend=[said, "gunstiger"]))
    boxes = list(text_boxes(svg))
    assert max(box.right for box in boxes) <= FULL.width
    assert max(box.bottom for box in boxes) <= float(svg.get("viewBox", "").split()[3])
    assert said in " ".join(text.text or "" for text in svg.iter(f"{SVG}text"))


@pytest.mark.parametrize("number", [3, 5, 7, 8])
def test_nothing_is_cut_off_at_the_edge(number: int) -> None:
    pixels = render(make_svg(themed(number, score=90), legend=["misschien minder gunstig, niet zeker"] * 7))
    edge = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
    assert edge.min() > 250


def test_a_slice_that_is_smaller_than_its_rim_is_all_rim() -> None:
    tiny = parse(make_svg([make_slice(0.01, sign=Sign.MAYBE_GUNSTIG)]))
    assert LIGHT_BLUE not in [path.get("fill") for path in tiny.iter(f"{SVG}path")]


def test_an_unknown_slice_is_hatched_in_full_and_not_a_slice_of_zero() -> None:
    svg = parse(make_svg([make_slice(None), make_slice(60)]))
    (pattern,) = svg.iter(f"{SVG}pattern")
    (hatched,) = [path for path in svg.iter(f"{SVG}path") if path.get("fill") == f"url(#{pattern.get('id')})"]
    assert f"A{FULL.radius:.2f}" in hatched.get("d", "")


def test_a_picture_without_unknown_slices_has_no_hatching() -> None:
    assert "<pattern" not in make_svg([make_slice(0), make_slice(60)])


@pytest.mark.parametrize(("layout", "width_px"), [(SMALL, 120), (FULL, 480)])
def test_the_picture_passes_a_strict_content_security_policy(layout: Layout, width_px: int) -> None:
    allowed = {"svg", "title", "desc", "rect", "circle", "path", "text", "pattern"}
    slices = [make_slice(None), make_slice(60, least=50, most=70, stad=40)]
    for element in parse(make_svg(slices, layout=layout, width_px=width_px)).iter():
        assert element.tag.removeprefix(SVG) in allowed
        assert not [name for name in element.attrib if name in {"style", "class", "href"} or name.startswith("on")]
