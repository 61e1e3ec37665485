"""Is every query parameter read by its rule, and every wrong one refused by name?"""

from collections.abc import Callable
from enum import StrEnum
from urllib.parse import urlencode

import pytest
from flask import Flask
from flask_babel import Babel
from hypothesis import given
from hypothesis import strategies as st

from collectief.words import SoortAanbod
from geo.crs import to_rd
from webapp import params
from webapp.errors import BadRequestParameter
from webapp.params import Bbox


@pytest.fixture(scope="module")
def bare_app() -> Flask:
    app = Flask("params", root_path=".")
    Babel(app, default_locale="nl")
    return app


@pytest.fixture
def ask(bare_app: Flask) -> Callable[..., object]:
    def _ask(read: Callable[[], object], *pairs: tuple[str, str]) -> object:
        with bare_app.test_request_context(f"/?{urlencode(pairs)}"):
            return read()

    return _ask


@pytest.fixture
def refused(ask: Callable[..., object]) -> Callable[..., str]:
    """The sentence that a reader refuses these parameters with; it must name the first of them."""

    def _refused(read: Callable[[], object], *pairs: tuple[str, str]) -> str:
        with pytest.raises(BadRequestParameter) as caught:
            ask(read, *pairs)
        assert caught.value.name == pairs[0][0]
        return str(caught.value.sentence)

    return _refused


Ask = Callable[..., object]
Refused = Callable[..., str]


def test_an_unknown_parameter_is_refused_by_name_and_the_known_ones_are_told(refused: Refused) -> None:
    sentence = refused(lambda: params.known_only({"limit", "bbox"}), ("limiet", "5"))
    assert sentence == "limiet kennen we hier niet. Dit kan wel: bbox, limit."


def test_known_parameters_pass(ask: Ask) -> None:
    ask(lambda: params.known_only({"limit"}), ("limit", "5"))


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("bbox", params.read_bbox),
        ("limit", params.read_limit),
        ("cursor", params.read_cursor),
        ("gebied", params.read_gebied),
        ("lon", params.read_lonlat),
        ("q", lambda: params.read_text("q")),
    ],
)
def test_a_parameter_that_has_one_value_is_refused_twice(refused: Refused, name: str, read: Ask) -> None:
    assert refused(read, (name, "1"), (name, "1")) == f"{name} mag maar één keer."


def test_bbox_is_read_as_west_south_east_north(ask: Ask) -> None:
    assert ask(params.read_bbox, ("bbox", "4.6,52.3,4.7,52.4")) == Bbox(west=4.6, south=52.3, east=4.7, north=52.4)


def test_no_bbox_is_no_box(ask: Ask) -> None:
    assert ask(params.read_bbox) is None


@pytest.mark.parametrize(
    "text", ["", "4.6,52.3,4.7", "4.6,52.3,4.7,52.4,0", "4.6,52.3,4.7,noord", "4.6,52.3,nan,52.4", "4.6,52.3,inf,52.4"]
)
def test_bbox_of_other_than_four_finite_numbers_is_refused(refused: Refused, text: str) -> None:
    assert "vier getallen" in refused(params.read_bbox, ("bbox", text))


@pytest.mark.parametrize("text", ["4_6,52.3,4.7,52.4", "٤,52.3,4.7,52.4"])
def test_bbox_takes_numbers_as_everybody_writes_them_only(refused: Refused, text: str) -> None:
    refused(params.read_bbox, ("bbox", text))


@pytest.mark.parametrize("text", ["4.7,52.3,4.6,52.4", "4.6,52.4,4.7,52.3"])
def test_bbox_with_swapped_corners_is_refused(refused: Refused, text: str) -> None:
    assert "verwisseld" in refused(params.read_bbox, ("bbox", text))


def test_bbox_in_metres_is_refused(refused: Refused) -> None:
    assert "graden" in refused(params.read_bbox, ("bbox", "104000,488000,105000,489000"))


LON = st.floats(3.3, 7.2)
LAT = st.floats(50.75, 53.6)
PART = st.floats(0, 1)


@given(LON, LON, LAT, LAT, PART, PART)
def test_the_box_in_rd_holds_every_place_of_the_box_in_degrees(
    lon1: float, lon2: float, lat1: float, lat2: float, part_x: float, part_y: float
) -> None:
    box = Bbox(min(lon1, lon2), min(lat1, lat2), max(lon1, lon2), max(lat1, lat2))
    rd = box.in_rd()
    x, y = to_rd(box.west + part_x * (box.east - box.west), box.south + part_y * (box.north - box.south))
    assert rd.xmin <= x <= rd.xmax
    assert rd.ymin <= y <= rd.ymax


def test_the_box_in_rd_of_two_kilometres_is_hardly_larger() -> None:
    rd = Bbox(4.62, 52.37, 4.6495, 52.388).in_rd()
    assert 1950 < rd.xmax - rd.xmin < 2080
    assert 1950 < rd.ymax - rd.ymin < 2080


@pytest.mark.parametrize("box", [Bbox(-180, -90, 180, 90), Bbox(0, 0, 10, 60)])
def test_a_box_larger_than_the_country_holds_all_of_it(box: Bbox) -> None:
    rd = box.in_rd()
    assert rd.xmin < 10_000
    assert rd.ymin < 306_000
    assert rd.xmax > 280_000
    assert rd.ymax > 620_000


@pytest.mark.parametrize("box", [Bbox(-75, 40, -73, 41), Bbox(52.3, 4.6, 52.4, 4.7), Bbox(-180, -90, -179, -89)])
def test_a_box_elsewhere_in_the_world_holds_no_place_in_the_country(box: Bbox) -> None:
    rd = box.in_rd()
    assert rd.xmax < 0 or rd.xmin > 300_000 or rd.ymax < 300_000 or rd.ymin > 640_000


def test_lon_and_lat_are_read_as_a_point_in_rd(ask: Ask) -> None:
    assert ask(params.read_lonlat, ("lon", "5.387206"), ("lat", "52.155174")) == pytest.approx(
        (155_000, 463_000), abs=2
    )


def test_without_lon_and_lat_there_is_no_point(ask: Ask) -> None:
    assert ask(params.read_lonlat, ("lon", ""), ("lat", "")) is None


@pytest.mark.parametrize(("lon", "lat"), [("4.6", ""), ("nan", "52.4"), ("oost", "52.4")])
def test_half_a_place_is_refused(ask: Ask, lon: str, lat: str) -> None:
    with pytest.raises(BadRequestParameter, match="moet een getal zijn"):
        ask(params.read_lonlat, ("lon", lon), ("lat", lat))


def test_a_place_outside_the_country_is_refused(refused: Refused) -> None:
    assert "ligt niet in Nederland" in refused(params.read_lonlat, ("lon", "52.4"), ("lat", "4.6"))


def test_words_may_be_repeated(ask: Ask) -> None:
    read = ask(lambda: params.read_words("soort", SoortAanbod), ("soort", "initiatief"), ("soort", "inloopplek"))
    assert read == {SoortAanbod.INITIATIEF, SoortAanbod.INLOOPPLEK}


def test_an_empty_choice_is_no_word(ask: Ask) -> None:
    assert ask(lambda: params.read_words("soort", SoortAanbod), ("soort", "")) == frozenset()


def test_an_unknown_word_is_refused_and_the_known_ones_are_told(refused: Refused) -> None:
    class Kleur(StrEnum):
        ROOD = "rood"
        BLAUW = "blauw"

    sentence = refused(lambda: params.read_words("kleur", Kleur), ("kleur", "groen"))
    assert sentence == "kleur kan niet groen zijn. Kies uit: rood, blauw."


@pytest.mark.parametrize(("text", "number"), [("1", 1), ("500", 500)])
def test_limit_is_read(ask: Ask, text: str, number: int) -> None:
    assert ask(params.read_limit, ("limit", text)) == number


def test_limit_has_a_default(ask: Ask) -> None:
    assert ask(params.read_limit) == 100


@pytest.mark.parametrize("text", ["", "0", "501", "-1", "1.5", "tien", "²", "1e2"])
def test_a_limit_that_is_not_1_to_500_is_refused(refused: Refused, text: str) -> None:
    assert "1 tot en met 500" in refused(params.read_limit, ("limit", text))


@pytest.mark.parametrize("text", ["", "-1", "x", "9" * 19])
def test_a_cursor_that_no_link_ever_gave_is_refused(refused: Refused, text: str) -> None:
    refused(params.read_cursor, ("cursor", text))


def test_text_is_read_without_the_spaces_around_it(ask: Ask) -> None:
    assert ask(lambda: params.read_text("q"), ("q", " 2034 ")) == "2034"


def test_a_text_that_is_too_long_is_refused(refused: Refused) -> None:
    assert "te lang" in refused(lambda: params.read_text("q", max_length=5), ("q", "zes123"))


@pytest.mark.parametrize("text", ["a\x00b", "a\nb", "\x1b[31m"])
def test_a_text_with_characters_that_nobody_types_is_refused(refused: Refused, text: str) -> None:
    assert "tekens die we niet kunnen lezen" in refused(lambda: params.read_text("q"), ("q", text))


@pytest.mark.parametrize("text", ["", "4.6", "4.6,nan", "4.6,52.4,1", "52.4,4.6"])
def test_nabij_that_is_no_place_in_the_country_is_refused(refused: Refused, text: str) -> None:
    assert "nabij" in refused(params.read_nabij, ("nabij", text))
