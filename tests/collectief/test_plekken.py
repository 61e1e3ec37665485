"""Is what is at several places found at each of them, and what has no place nowhere but by name?"""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

import collectief.kaart.aanbod
from collectief.kaart.aanbod import AanbodFilter, aanbod_page, aanbod_rows, count_aanbod
from collectief.kaart.inloop import nearest_inloopplekken
from collectief.kaart.overzicht import aanbod_overzicht
from collectief.kaart.team_aanbod import latest_aanbod
from collectief.models import Aanbod
from collectief.plekken.locaties import plekken_of
from collectief.spatial import Box, Punt
from collectief.words import SoortAanbod, Status
from tests.builders import ELDERS, GEMEENTE, HIER, PLEK, build_aanbod, build_extra

FAR = Punt(PLEK.x + 5_000, PLEK.y)
AROUND_FAR = Box(FAR.x - 100, FAR.y - 100, FAR.x + 100, FAR.y + 100)
HIDDEN: dict[str, Any] = {"verborgen": True, "bereikbaar_via": "Bel 0800", "punt": None, "buurtcode": ""}
TO_FIND: dict[str, Any] = {"plek_later": True, "adres": "Ergens 1", "punt": None, "buurtcode": ""}


@pytest.fixture(params=[0, 1_000_000], ids=["by id", "from the places"])
def both_ways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collectief.kaart.aanbod, "_few", lambda _session, _limit: request.param)


def build_at_two(session: Session, **values: Any) -> Aanbod:
    """Here and far away."""
    aanbod = build_aanbod(session, openingstijden="Mo 09:00-12:00", **values)
    build_extra(session, aanbod, punt=FAR, buurtcode=ELDERS, openingstijden="Tu 10:00-11:00", adres="Verweg 1")
    return aanbod


def found(session: Session, limit: int = 100, **asked: Any) -> list[int | str]:
    return [row.plek_id for row in aanbod_rows(session, AanbodFilter(**asked), limit=limit)]


def test_each_place_has_a_row_with_its_own_address_and_times(session: Session) -> None:
    build_at_two(session)
    rows = aanbod_rows(session, AanbodFilter(), limit=10)
    assert [(row.x, row.buurtcode, row.openingstijden) for row in rows] == [
        (PLEK.x, HIER, "Mo 09:00-12:00"),
        (FAR.x, ELDERS, "Tu 10:00-11:00"),
    ]


def test_a_further_place_without_times_has_those_of_the_aanbod(session: Session) -> None:
    aanbod = build_aanbod(session, openingstijden="Mo 09:00-12:00")
    build_extra(session, aanbod, punt=FAR)
    assert [plek.openingstijden for plek in plekken_of(aanbod)] == ["Mo 09:00-12:00"] * 2
    assert {row.openingstijden for row in aanbod_rows(session, AanbodFilter(), limit=10)} == {"Mo 09:00-12:00"}


def test_every_place_has_an_id_of_its_own(session: Session) -> None:
    aanbod = build_at_two(session)
    (extra,) = aanbod.ook_op
    assert found(session) == [aanbod.id, f"{aanbod.id}-{extra.locatie_id}"]
    assert [plek.id for plek in plekken_of(aanbod)] == found(session)


@pytest.mark.usefixtures("both_ways")
@pytest.mark.parametrize(
    "asked", [{"box": AROUND_FAR}, {"buurten": {ELDERS}}, {"box": AROUND_FAR, "buurten": {ELDERS}}]
)
def test_only_the_place_that_is_asked_for_is_given(session: Session, asked: dict[str, Any]) -> None:
    build_aanbod(session)
    aanbod = build_at_two(session)
    assert found(session, **asked) == [f"{aanbod.id}-{aanbod.ook_op[0].locatie_id}"]
    assert count_aanbod(session, AanbodFilter(**asked), at_most=10) == 1


@pytest.mark.usefixtures("both_ways")
def test_a_box_must_hold_one_place_and_not_parts_of_several(session: Session) -> None:
    build_at_two(session)
    assert found(session, box=AROUND_FAR, buurten={HIER}) == []


@pytest.mark.usefixtures("both_ways")
def test_what_is_not_published_is_not_found_at_a_further_place_either(session: Session) -> None:
    build_at_two(session, status=Status.CONCEPT)
    assert found(session, box=AROUND_FAR) == []


@pytest.mark.usefixtures("both_ways")
@pytest.mark.parametrize("size", [1, 2, 5])
def test_page_after_page_gives_every_place_once(session: Session, size: int) -> None:
    for number in range(8):
        build_at_two(session, naam=f"Aanbod {number}", punt=FAR if number % 3 else PLEK)
    asked, given = AanbodFilter(buurten={HIER, ELDERS}), list[int | str]()
    after: int | None = 0
    while after is not None:
        rows, after = aanbod_page(session, asked, after=after, limit=size)
        assert len({row.id for row in rows}) <= size
        given += [row.plek_id for row in rows]
    assert given == found(session)
    assert len(given) == 16


@pytest.mark.parametrize("values", [HIDDEN, TO_FIND], ids=["hidden", "to be found"])
def test_what_has_no_place_is_found_by_its_gemeente_only(session: Session, values: dict[str, Any]) -> None:
    aanbod = build_aanbod(session, **values)
    everywhere = Box(0, 0, 1e6, 1e6)
    assert (found(session), found(session, gemeente=GEMEENTE)) == ([aanbod.id], [aanbod.id])
    assert (found(session, box=everywhere), found(session, buurten={HIER, ""})) == ([], [])


def test_what_has_no_place_has_a_row_without_one(session: Session) -> None:
    build_aanbod(session, **HIDDEN)
    (row,) = aanbod_rows(session, AanbodFilter(), limit=10)
    assert (row.x, row.y, row.buurtcode, row.adres, row.locatie_id, row.rolstoel) == (None,) * 6
    assert (row.verborgen, row.bereikbaar_via) == (True, "Bel 0800")


def nearest(session: Session, place: Punt, *, limit: int = 10) -> list[tuple[int | str, float]]:
    return [(n.plek.id, n.afstand_m) for n in nearest_inloopplekken(session, place, gemeente=GEMEENTE, limit=limit)]


def test_an_inloopplek_is_as_near_as_each_of_its_places(session: Session) -> None:
    aanbod = build_at_two(session, soort=SoortAanbod.INLOOPPLEK)
    extra = f"{aanbod.id}-{aanbod.ook_op[0].locatie_id}"
    assert nearest(session, FAR) == [(extra, 0), (aanbod.id, 5_000)]
    assert nearest(session, FAR, limit=1) == [(extra, 0)]
    assert nearest(session, PLEK, limit=1) == [(aanbod.id, 0)]


def test_a_hidden_inloopplek_is_near_to_nothing(session: Session) -> None:
    build_aanbod(session, soort=SoortAanbod.INLOOPPLEK, **HIDDEN)
    assert nearest(session, PLEK) == []


@pytest.mark.parametrize(
    ("build", "in_buurt", "in_gemeente"),
    [(build_at_two, 1, 1), (lambda session: build_aanbod(session, **HIDDEN), 0, 1)],
    ids=["at two places", "hidden"],
)
def test_an_overview_counts_what_is_there(
    session: Session, build: Callable[[Session], Aanbod], in_buurt: int, in_gemeente: int
) -> None:
    build(session)

    def count(**asked: Any) -> int:
        return sum(soort.aantal or 0 for soort in aanbod_overzicht(session, gemeente=GEMEENTE, **asked))

    assert (count(buurtcodes={ELDERS}), count(buurtcodes={ELDERS, HIER}), count()) == (in_buurt, in_buurt, in_gemeente)


def test_a_team_sees_what_comes_to_its_gebied_and_what_has_no_place(session: Session) -> None:
    build_aanbod(session, naam="hier")
    build_at_two(session, naam="komt langs")
    build_aanbod(session, naam="geheim", **HIDDEN)
    build_aanbod(session, naam="van een ander", **HIDDEN, gemeente="GM0344")
    seen = latest_aanbod(session, {ELDERS}, gemeente=GEMEENTE, limit=10)
    assert {aanbod.naam for aanbod in seen} == {"komt langs", "geheim"}
