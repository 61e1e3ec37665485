"""Does the list of all inloopplekken hold every place once, by buurt, a page at a time?"""

from sqlalchemy.orm import Session

from collectief.kaart.inloop_lijst import PlekkenPage, inloopplekken_page
from collectief.spatial import Punt
from collectief.words import SoortAanbod, Status
from tests.builders import GEMEENTE, PLEK, build_aanbod, build_extra

INLOOP = SoortAanbod.INLOOPPLEK
NEAR, FAR = "BU03920101", "BU03922107"


def page_of(session: Session, page: int = 1, *, size: int = 10) -> PlekkenPage:
    return inloopplekken_page(session, gemeente=GEMEENTE, page=page, size=size)


def named(page: PlekkenPage) -> list[str]:
    return [plek.aanbod.naam for plek in page.plekken]


def test_places_come_by_buurt_and_then_by_naam(session: Session) -> None:
    for naam, buurtcode in [("Huis B", FAR), ("Huis C", NEAR), ("Huis A", FAR)]:
        build_aanbod(session, naam=naam, soort=INLOOP, buurtcode=buurtcode)
    assert named(page_of(session)) == ["Huis C", "Huis A", "Huis B"]


def test_every_place_of_an_inloopplek_is_there_once(session: Session) -> None:
    aanbod = build_aanbod(session, naam="Inloop", soort=INLOOP, buurtcode=FAR)
    build_extra(session, aanbod, buurtcode=FAR, punt=Punt(PLEK.x + 500, PLEK.y))
    assert [(plek.aanbod.naam, plek.is_extra) for plek in page_of(session).plekken] == [
        ("Inloop", False),
        ("Inloop", True),
    ]


def test_a_page_says_whether_another_follows(session: Session) -> None:
    for letter in "ABC":
        build_aanbod(session, naam=f"Huis {letter}", soort=INLOOP)
    first, last = page_of(session, 1, size=2), page_of(session, 2, size=2)
    assert (named(first), first.has_next) == (["Huis A", "Huis B"], True)
    assert (named(last), last.has_next) == (["Huis C"], False)


def test_only_published_inloopplekken_of_the_gemeente_are_there(session: Session) -> None:
    build_aanbod(session, naam="concept", soort=INLOOP, status=Status.CONCEPT)
    build_aanbod(session, naam="activiteit", soort=SoortAanbod.ACTIVITEIT)
    build_aanbod(session, naam="elders", soort=INLOOP, gemeente="GM0394")
    assert page_of(session).plekken == []
