"""Does a resident see the nearest places to walk into, and only those?"""

from sqlalchemy import event
from sqlalchemy.orm import Session

from collectief.kaart.inloop import nearest_inloopplekken
from collectief.plekken.locaties import get_locatie
from collectief.spatial import Punt
from collectief.words import SoortAanbod, Status
from tests.builders import GEMEENTE, PLEK, build_aanbod

INLOOP = SoortAanbod.INLOOPPLEK


def at_distance(afstand_m: float) -> Punt:
    return Punt(PLEK.x + afstand_m, PLEK.y)


def found(session: Session, *, limit: int = 10) -> list[str]:
    return [nabij.aanbod.naam for nabij in nearest_inloopplekken(session, PLEK, gemeente=GEMEENTE, limit=limit)]


def test_the_nearest_comes_first_with_its_distance(session: Session) -> None:
    build_aanbod(session, naam="ver", soort=INLOOP, punt=at_distance(3_000))
    build_aanbod(session, naam="dichtbij", soort=INLOOP, punt=at_distance(30))
    nabij = nearest_inloopplekken(session, PLEK, gemeente=GEMEENTE)
    assert [(n.aanbod.naam, n.afstand_m) for n in nabij] == [("dichtbij", 30), ("ver", 3_000)]


def test_only_published_inloopplekken_of_the_gemeente_count(session: Session) -> None:
    build_aanbod(session, naam="inloop", soort=INLOOP, punt=at_distance(500))
    build_aanbod(session, naam="activiteit", soort=SoortAanbod.ACTIVITEIT)
    build_aanbod(session, naam="gestopt", soort=INLOOP, status=Status.GESTOPT)
    build_aanbod(session, naam="over de grens", soort=INLOOP, gemeente="GM0394")
    assert found(session) == ["inloop"]


def test_no_more_than_the_limit(session: Session) -> None:
    for afstand_m in (30, 10, 20):
        build_aanbod(session, naam=f"op {afstand_m} m", soort=INLOOP, punt=at_distance(afstand_m))
    assert found(session, limit=2) == ["op 10 m", "op 20 m"]


def test_none_at_all_is_an_empty_list(session: Session) -> None:
    assert found(session) == []


def test_a_place_that_is_shown_needs_no_more_queries(session: Session) -> None:
    build_aanbod(session, soort=INLOOP, organisatie="Buurtcafé")
    session.expire_all()
    (nabij,) = nearest_inloopplekken(session, PLEK, gemeente=GEMEENTE)
    queries: list[str] = []
    event.listen(session.get_bind(), "before_cursor_execute", lambda *event: queries.append(event[2]))
    assert get_locatie(nabij.aanbod).adres == ""
    assert nabij.aanbod.organisatie is not None
    assert queries == []
