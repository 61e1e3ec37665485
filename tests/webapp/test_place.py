"""Is a place found by what people type, with and without the geocoder, and never outside the gemeente?"""

from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from flask import Flask

from geo.gebiedenset import Gebiedenset, Gebiedensets
from tests.answers import Service, is_down
from tests.builders import GEMEENTE
from webapp.geocoder import Geocoder
from webapp.place import find_places, names_other_gemeente

UseGeocoder = Callable[[Service], Service]


@pytest.fixture
def haarlem(haarlem_sets: Gebiedensets) -> Gebiedenset:
    return haarlem_sets.get(GEMEENTE)


@pytest.fixture
def use_geocoder(reading_app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[UseGeocoder]:
    """Make the application ask this service, within a request."""

    def use(service: Service) -> Service:
        geocoder = Geocoder(url="http://geocoder.example", upstream=service.upstream(), clock=service.clock)
        monkeypatch.setitem(reading_app.extensions, "geocoder", geocoder)
        return service

    with reading_app.test_request_context():
        yield use


def names(query: str, gebiedenset: Gebiedenset) -> list[str]:
    return [place.naam for place in find_places(query, gebiedenset=gebiedenset)]


def answer_of(shared: Path, name: str) -> Service:
    body = (shared / "data" / "pdok-locatieserver" / name).read_bytes()
    return Service(lambda _request: httpx.Response(200, content=body))


def test_an_address_is_found_with_its_buurt(shared: Path, haarlem: Gebiedenset, use_geocoder: UseGeocoder) -> None:
    use_geocoder(answer_of(shared, "lookup-haarlem-riouwstraat-1.json"))
    (place,) = find_places("Riouwstraat 1", gebiedenset=haarlem)
    assert (place.naam, place.bron) == ("Riouwstraat 1, 2022ZJ Haarlem", "adres")
    assert place.buurtcode == haarlem.find_buurt(104647.676, 490206.575)


def test_an_address_of_another_gemeente_is_never_given(
    shared: Path, haarlem: Gebiedenset, use_geocoder: UseGeocoder
) -> None:
    use_geocoder(answer_of(shared, "free.json"))
    assert names("Bolstraat 1", haarlem) == []


@pytest.mark.parametrize("query", ["2033", " 2033 ", "2033 AB", "2033ab", "Ergens 12, 2033 AB Haarlem"])
def test_a_postcode_is_found_without_geocoder(query: str, haarlem: Gebiedenset, use_geocoder: UseGeocoder) -> None:
    use_geocoder(Service(is_down))
    (place,) = find_places(query, gebiedenset=haarlem)
    assert (place.naam, place.bron) == ("postcode 2033", "postcode")


@pytest.mark.parametrize(
    ("query", "naam"),
    [
        ("Meerwijk", "Meerwijk (wijk)"),
        ("  mEERWIJK ", "Meerwijk (wijk)"),
        ("Méerwijk", "Meerwijk (wijk)"),
        ("meerwjik", "Meerwijk (wijk)"),
        ("winkelcentrum schalk", "Winkelcentrum Schalkwijk (buurt)"),
        ("schalkwijk", "Winkelcentrum Schalkwijk (buurt)"),
    ],
)
def test_a_wijk_or_buurt_is_found_as_people_write_it(
    query: str, naam: str, haarlem: Gebiedenset, use_geocoder: UseGeocoder
) -> None:
    use_geocoder(Service(is_down))
    assert names(query, haarlem) == [naam]


def test_a_beginning_of_several_names_gives_them_all_with_the_wijk_first(
    haarlem: Gebiedenset, use_geocoder: UseGeocoder
) -> None:
    use_geocoder(Service(is_down))
    assert names("boerhaave", haarlem) == ["Boerhaavewijk (wijk)", "Boerhaavevaart (buurt)"]


@pytest.mark.parametrize("query", ["", "   ", "xq", "Damrak 1", "1012 AB", "\x00", "x" * 10_000, "🙂", "((("])
def test_what_is_no_place_here_gives_nothing(query: str, haarlem: Gebiedenset, use_geocoder: UseGeocoder) -> None:
    use_geocoder(Service(is_down))
    assert names(query, haarlem) == []


@pytest.mark.parametrize("query", ["2033", "Meerwijk"])
def test_what_the_gebiedenset_knows_exactly_is_not_told_to_the_geocoder(
    query: str, haarlem: Gebiedenset, use_geocoder: UseGeocoder
) -> None:
    service = use_geocoder(Service(is_down))
    find_places(query, gebiedenset=haarlem)
    assert service.requests == []


def test_the_point_of_every_postcode_lies_in_its_buurt(haarlem: Gebiedenset, use_geocoder: UseGeocoder) -> None:
    use_geocoder(Service(is_down))
    places = [find_places(code, gebiedenset=haarlem) for code in haarlem.postcodes.index]
    assert all(haarlem.find_buurt(*place.punt) == place.buurtcode for (place,) in places)


@pytest.mark.parametrize(
    ("query", "is_elsewhere"), [("1012 AB", True), ("2033 AB", False), ("Damrak 1", False), ("", False)]
)
def test_a_postcode_of_another_gemeente_is_told_apart(query: str, is_elsewhere: bool, haarlem: Gebiedenset) -> None:
    assert names_other_gemeente(query, gebiedenset=haarlem) is is_elsewhere
