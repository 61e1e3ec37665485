"""Valid objects for tests, of which a test names only the values that matter to it."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.orm import Session

from collectief.models import Aanbod, AanbodLocatie, Gebruiker, Locatie, Team, TeamBuurt
from collectief.registreren.invoer import AanbodInvoer, checked
from collectief.registreren.registreren import store_aanbod
from collectief.spatial import Punt
from collectief.teams.gebruikers import add_gebruiker
from collectief.words import Doelgroep, Karakter, Leefgebied, Rol, SoortAanbod

GEMEENTE = "GM0392"
HIER = "BU03920101"
ELDERS = "BU03920999"
PLEK = Punt(104_000, 488_000)
NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)
LATER = datetime(2026, 1, 6, 12, tzinfo=UTC)
LONG_AGO = date(2015, 1, 1)


def build_invoer(**values: Any) -> AanbodInvoer:
    """What somebody types who does everything right, but for `values`."""
    right: dict[str, Any] = {
        "gemeente": GEMEENTE,
        "naam": "Koffie in de Kerk",
        "soort": SoortAanbod.INITIATIEF,
        "omschrijving": "Samen koffie drinken.",
        "karakter": Karakter.COLLECTIEF,
        "leefgebieden": {Leefgebied.SOCIAAL_NETWERK},
        "doelgroepen": {Doelgroep.IEDEREEN},
        "punt": PLEK,
        "buurtcode": HIER,
    }
    return AanbodInvoer(**right | values)


def build_aanbod(session: Session, *, now: datetime = NOW, **values: Any) -> Aanbod:
    """A stored aanbod that nobody in particular added."""
    return store_aanbod(session, checked(build_invoer(**values)), door=None, now=now)


def build_unsaved_aanbod(**values: Any) -> Aanbod:
    """An aanbod that no database knows, for rules that need none."""
    right: dict[str, Any] = {
        "gemeente": GEMEENTE,
        "naam": "Koffie in de Kerk",
        "soort": SoortAanbod.INITIATIEF,
        "omschrijving": "Samen koffie drinken.",
        "karakter": Karakter.COLLECTIEF,
        "aangemaakt_op": NOW,
        "gewijzigd_op": NOW,
    }
    return Aanbod(**right | values)


def build_extra(session: Session, aanbod: Aanbod, *, openingstijden: str | None = None, **place: Any) -> AanbodLocatie:
    """A further place of a stored aanbod; where it is itself, unless `place` says otherwise."""
    locatie = Locatie(**{"gemeente": GEMEENTE, "buurtcode": HIER, "punt": PLEK} | place)
    extra = AanbodLocatie(locatie=locatie, openingstijden=openingstijden)
    aanbod.ook_op.append(extra)
    session.flush()
    return extra


def build_team(
    session: Session, slug: str = "noord", *, buurten: Iterable[str] = (HIER,), gemeente: str = GEMEENTE, **dates: date
) -> Team:
    """A team that serves its buurten since long ago, unless `vanaf` or `tot` say otherwise."""
    team = Team(gemeente=gemeente, slug=slug, naam=slug.title())
    session.add(team)
    session.add_all(TeamBuurt(team=team, buurtcode=code, **{"vanaf": LONG_AGO} | dates) for code in buurten)
    session.flush()
    return team


def build_gebruiker(
    session: Session, rol: Rol = Rol.TEAMLID, *, team: Team | None = None, gemeente: str = GEMEENTE, email: str = ""
) -> Gebruiker:
    """An account; a teamlid without `team` gets one that serves HIER."""
    if rol == Rol.TEAMLID and team is None:
        team = build_team(session, gemeente=gemeente)
    return add_gebruiker(
        session, gemeente=gemeente, email=email or f"{rol}@haarlem.example", rol=rol, team=team, password_hash="-"
    )
