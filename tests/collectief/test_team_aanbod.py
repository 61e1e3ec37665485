"""Does a team see all of its own aanbod, what was last changed first?"""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from collectief.kaart.team_aanbod import latest_aanbod
from collectief.words import Status
from tests.builders import ELDERS, GEMEENTE, HIER, NOW, build_aanbod


def names(session: Session, *, naam: str = "", limit: int = 10) -> list[str]:
    return [aanbod.naam for aanbod in latest_aanbod(session, {HIER}, gemeente=GEMEENTE, naam=naam, limit=limit)]


def test_aanbod_of_every_status_is_there(session: Session) -> None:
    for status in Status:
        build_aanbod(session, naam=status, status=status)
    assert set(names(session)) == set(Status)


def test_aanbod_of_other_buurten_is_not(session: Session) -> None:
    build_aanbod(session, buurtcode=ELDERS)
    assert names(session) == []


def test_what_was_changed_last_comes_first_and_the_rest_is_left_out(session: Session) -> None:
    for days, naam in enumerate(["Oud", "Nieuwer", "Nieuwst"]):
        build_aanbod(session, naam=naam, now=NOW + timedelta(days=days))
    assert names(session, limit=2) == ["Nieuwst", "Nieuwer"]


@pytest.mark.parametrize(("naam", "is_found"), [("SOEP", True), ("samen soep", True), ("%", False), ("_oep", False)])
def test_a_part_of_the_name_is_enough(session: Session, naam: str, is_found: bool) -> None:
    build_aanbod(session, naam="Samen soep eten")
    assert names(session, naam=naam) == ["Samen soep eten"] * is_found
