"""Which team hears that an aanbod ended and left a leemte, where, and never twice?"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from collectief.leemten.berichten import Bericht, adressen_of, claim, due_berichten, forget_resumed, settle
from collectief.models import Aanbod, Team
from collectief.spatial import Punt
from collectief.words import Leefgebied, Rol, Status, Verzending
from geo.crs import to_rd
from tests.builders import NOW, build_aanbod, build_gebruiker, build_team
from tests.geo.figures import read_haarlem

MEERWIJK = "BU03922103"
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
def team(session: Session) -> Team:
    """Of the Meerwijk, in a city with enough elsewhere."""
    build_opvoedcafe(session, naam="Elders", punt=Punt(*to_rd(4.637, 52.381)), buurtcode="BU03920101")
    team = build_team(session, buurten=[MEERWIJK])
    team.email = "noord@haarlem.example"
    return team


def build_opvoedcafe(session: Session, **values: Any) -> Aanbod:
    """Something on which much of a wijk rests."""
    usual: dict[str, Any] = {
        "naam": "Opvoedcafé",
        "punt": Punt(*to_rd(4.6665, 52.3557)),
        "buurtcode": MEERWIJK,
        "leefgebieden": {Leefgebied.OPVOEDEN_EN_OPGROEIEN},
        "capaciteit": 400,
        "openingstijden": "Mo-Fr 09:00-17:00",
    }
    return build_aanbod(session, **usual | values)


def build_ended(session: Session, **values: Any) -> Aanbod:
    """It stopped yesterday."""
    return build_opvoedcafe(session, **{"status": Status.GESTOPT, "now": NOW - DAY} | values)


def due(session: Session, now: datetime = NOW) -> Sequence[Bericht]:
    return due_berichten(session, [read_haarlem()], now=now)


def send(session: Session, now: datetime = NOW, verzending: Verzending = Verzending.VERSTUURD) -> list[str]:
    """Send all that is due: the names of what it was about."""
    forget_resumed(session, now=now)
    sent = [one for bericht in due(session, now) for one in claim(session, bericht, now=now)]
    settle(session, sent, verzending)
    return [one.aanbod.naam for one in sent]


def test_the_team_of_its_buurt_hears_once_of_what_ended(session: Session, team: Team) -> None:
    build_ended(session)
    [bericht] = due(session)
    assert (bericht.team, bericht.adressen) == (team, ["noord@haarlem.example"])
    assert Leefgebied.OPVOEDEN_EN_OPGROEIEN in {regel.leefgebied for regel in bericht.gestopt[0].regels}
    assert [send(session, NOW + day * DAY) for day in (0, 0, 1, 30)] == [["Opvoedcafé"], [], [], []]


@pytest.mark.usefixtures("team")
def test_of_two_who_send_at_once_only_one_does(session: Session) -> None:
    build_ended(session)
    [bericht] = due(session)
    assert [len(claim(session, bericht, now=NOW)) for _time in range(2)] == [1, 0]
    assert due(session) == []


@pytest.mark.usefixtures("team")
def test_what_was_put_off_or_cut_off_is_sent_again(session: Session) -> None:
    build_ended(session)
    assert send(session, NOW, Verzending.UITGESTELD) == ["Opvoedcafé"]
    assert send(session, NOW + MINUTE, Verzending.ONDERWEG) == ["Opvoedcafé"]
    assert send(session, NOW + 2 * MINUTE) == []
    assert send(session, NOW + 62 * MINUTE) == ["Opvoedcafé"]


@pytest.mark.usefixtures("team")
def test_what_is_there_again_and_ends_again_is_told_again(session: Session) -> None:
    aanbod = build_ended(session)
    assert send(session) == ["Opvoedcafé"]
    aanbod.status = Status.GEPUBLICEERD
    assert send(session, NOW + DAY) == []
    aanbod.status, aanbod.gesloten_van = Status.GEPUBLICEERD, (NOW + 2 * DAY).date()
    assert send(session, NOW + 3 * DAY) == ["Opvoedcafé"]


@pytest.mark.parametrize(
    "values",
    [
        {"status": Status.GEPUBLICEERD},
        {"now": NOW - 91 * DAY},
        {"leefgebieden": {Leefgebied.JUSTITIE}},
        {"buurtcode": "BU03920101"},
    ],
    ids=["is there", "long ago", "leaves no leemte", "of no team"],
)
@pytest.mark.usefixtures("team")
def test_nobody_hears_of(session: Session, values: dict[str, Any]) -> None:
    build_ended(session, **values)
    assert due(session) == []


@pytest.mark.usefixtures("team")
def test_nobody_hears_of_an_example(session: Session) -> None:
    build_ended(session).voorbeeld = True
    assert due(session) == []


def test_a_team_without_an_address_reads_it_at_those_of_its_teamleden(session: Session, team: Team) -> None:
    team.email = None
    build_ended(session)
    assert due(session) == []
    build_gebruiker(session, team=team, email="een@haarlem.example")
    build_gebruiker(session, team=team, email="weg@haarlem.example").active = False
    build_gebruiker(session, Rol.BELEID, email="beleid@haarlem.example")
    assert adressen_of(session, team) == ["een@haarlem.example"]
    assert send(session) == ["Opvoedcafé"]
