"""Does a drawn map show every gebied in its fill, say what it means, and stay within its frame?"""

import math
import re
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import shapely

from geo.kaart_legend import LegendRow, Vulling, draw_patterns
from geo.kaart_svg import MARGIN_PX, WIDTH_PX, Kaartbeeld, Vlak, draw_kaart
from tests.geo.squares import square

SVG = "{http://www.w3.org/2000/svg}"
KLEUREN = ("#ffffd9", "#2396c1")
LEGENDA = (
    LegendRow(Vulling(0), "0 tot 10%"),
    LegendRow(Vulling(1), "10 tot en met 20%"),
    LegendRow(Vulling(None), "onbekend"),
)


def make_vlak(naam: str, column: float, vulling: Vulling, *, size_m: float = 500) -> Vlak:
    return Vlak(naam, "5%", square(column, 0, size_m=size_m), vulling)


VLAKKEN = (
    make_vlak("Noord", 0, Vulling(0)),
    make_vlak("Oost", 1, Vulling(1, is_gemerkt=True)),
    make_vlak("Zuid", 2, Vulling(None)),
)


def draw(**telling: Any) -> ET.Element:
    usual = {
        "id": "proef",
        "titel": "Inwoners per wijk",
        "ondertitel": "In procenten",
        "beschrijving": "Kaart van de inwoners.",
        "vlakken": VLAKKEN,
        "kleuren": KLEUREN,
        "legenda": LEGENDA,
        "bron": "Bron: CBS",
    }
    return ET.fromstring(draw_kaart(Kaartbeeld(**{**usual, **telling})))  # noqa: S314 - we drew it ourselves


def shapes(svg: ET.Element) -> dict[str, ET.Element]:
    """The path of each gebied, by what its title says."""
    paths = svg.iter(f"{SVG}path")
    return {title.text or "": path for path in paths if (title := path.find(f"{SVG}title")) is not None}


def points(path: ET.Element) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"([\d.]+) ([\d.]+)", path.attrib["d"])]


def texts(svg: ET.Element) -> list[str]:
    return [text.text or "" for text in svg.iter(f"{SVG}text")]


def test_every_gebied_has_its_fill_and_says_its_figure() -> None:
    fills = {said: path.attrib["fill"] for said, path in shapes(draw()).items()}
    assert fills == {
        "Noord: 5%": "#ffffd9",
        "Oost: 5%": "url(#proef-gemerkt-1)",
        "Zuid: 5%": "url(#proef-onbekend)",
    }


def test_every_pattern_that_is_used_is_there() -> None:
    svg = draw()
    used = {found for element in svg.iter() for found in re.findall(r"url\(#(.+?)\)", element.get("fill", ""))}
    assert used <= {pattern.attrib["id"] for pattern in svg.iter(f"{SVG}pattern")}


def test_title_description_legend_and_source_are_in_the_picture() -> None:
    svg = draw()
    assert [svg.findtext(f"{SVG}{tag}") for tag in ("title", "desc")] == ["Inwoners per wijk", "Kaart van de inwoners."]
    said = texts(svg)
    assert {"Inwoners per wijk", "In procenten", *(row.tekst for row in LEGENDA), "Bron: CBS"} <= set(said)


def test_all_gebieden_lie_within_the_margins_and_north_is_up() -> None:
    tall = Vlak("Hoog", "1%", shapely.box(104_000, 488_000, 104_500, 498_000), Vulling(0))
    placed = points(shapes(draw(vlakken=[tall]))["Hoog: 1%"])
    assert all(MARGIN_PX <= x <= WIDTH_PX - MARGIN_PX for x, _y in placed)


def test_shapes_keep_their_proportions() -> None:
    placed = points(shapes(draw())["Noord: 5%"])
    width, height = (max(axis) - min(axis) for axis in zip(*placed, strict=True))
    assert width == pytest.approx(height, abs=0.2)


def test_the_scale_bar_is_as_long_as_it_says() -> None:
    svg = draw()
    [said] = [text for text in texts(svg) if re.fullmatch(r"\d+ k?m", text)]
    metres = int(said.split()[0]) * (1000 if said.endswith("km") else 1)
    [length_px] = [
        float(found) for path in svg.iter(f"{SVG}path") for found in re.findall(r"v8 h([\d.]+)", path.attrib["d"])
    ]
    px_per_m = (WIDTH_PX - 2 * MARGIN_PX) / 1500  # three squares of 500 m
    assert length_px == pytest.approx(metres * px_per_m, abs=0.1)


def test_neighbours_keep_the_same_border_when_they_are_drawn_coarsely() -> None:
    wave = [(104_500 + 40 * math.sin(step), 488_000 + 50 * step) for step in range(101)]
    west = shapely.Polygon([(104_000, 493_000), (104_000, 488_000), *wave])
    east = shapely.Polygon([(109_000, 493_000), (109_000, 488_000), *wave])
    vlakken = [Vlak("West", "1%", west, Vulling(0)), Vlak("Oost", "2%", east, Vulling(1))]
    drawn = shapes(draw(vlakken=vlakken))
    border = set(points(drawn["West: 1%"])) & set(points(drawn["Oost: 2%"]))
    inner = [x for x, _y in points(drawn["West: 1%"]) if x > min(x for x, _y in points(drawn["Oost: 2%"])) - 1]
    assert len(border) >= len(set(inner)) / 2 > 1


def test_a_name_is_written_only_where_it_fits() -> None:
    small = make_vlak("Een heel lange naam van een kleine buurt", 3, Vulling(0), size_m=20)
    said = texts(draw(vlakken=[*VLAKKEN, small]))
    assert "Noord" in said
    assert not any("lange naam" in text for text in said)


@pytest.mark.parametrize("naam", ["</svg><script>alert(1)</script>", "A & B", 'Met "aanhaling"'])
def test_a_name_stays_a_name(naam: str) -> None:
    assert f"{naam}: 5%" in shapes(draw(vlakken=[make_vlak(naam, 0, Vulling(0))]))


def test_the_picture_has_no_style_script_or_link() -> None:
    svg = draw()
    tags = {element.tag.removeprefix(SVG) for element in svg.iter()}
    names = {name for element in svg.iter() for name in element.attrib}
    assert not tags & {"style", "script", "image", "use", "a"}
    assert not {name for name in names if name == "style" or name.endswith("href") or name.startswith("on")}


def test_a_gebied_of_two_parts_is_drawn_with_both() -> None:
    islands = shapely.MultiPolygon([square(0, 0), square(2, 0)])
    drawn = shapes(draw(vlakken=[Vlak("Eilanden", "5%", islands, Vulling(0))]))
    assert drawn["Eilanden: 5%"].attrib["d"].count("M") == 2


def test_patterns_for_another_picture_bear_its_names() -> None:
    svg = ET.fromstring(draw_patterns(KLEUREN, prefix="proef"))  # noqa: S314
    ids = {element.attrib["id"] for element in svg.iter() if "id" in element.attrib}
    assert ids == {"proef-onbekend", "proef-gemerkt-0", "proef-gemerkt-1"}
