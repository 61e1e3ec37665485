"""Valid objects for tests, of which a test names only the values that matter to it."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from collectief.models import (
    Aanbod,
    AanbodLocatie,
    Gebruiker,
    Locatie,
    Organisatie,
    Partner,
    Patroon,
    PatroonSignaal,
    Signaal,
    SignaalTekst,
    Team,
    TeamBuurt,
    Verhaal,
    Voorstel,
)
from collectief.registreren.invoer import AanbodInvoer, checked
from collectief.registreren.registreren import store_aanbod
from collectief.signaalwoorden import Huishoudens, SoortSignaal, Vindplaats
from collectief.spatial import Punt
from collectief.teams.gebruikers import add_gebruiker
from collectief.teams.tokens import hash_of
from collectief.words import Doelgroep, Karakter, Leefgebied, Rol, SoortAanbod, Toestemmingswijze

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


def build_signaal(session: Session, *, team: Team, **values: Any) -> Signaal:
    """A stored signaal of nobody in particular, with a text unless `tekst` is empty."""
    right: dict[str, Any] = {
        "gemeente": GEMEENTE,
        "buurtcode": HIER,
        "soort": SoortSignaal.VRAAG,
        "doelgroep": Doelgroep.IEDEREEN,
        "vindplaats": Vindplaats.INLOOP,
        "huishoudens": Huishoudens.EEN,
        "op": NOW.date(),
        "ontvangen_op": NOW,
        "leefgebieden": {Leefgebied.FINANCIEN},
    }
    tekst = values.pop("tekst", "Veel mensen vragen om hulp met brieven.")
    signaal = Signaal(**right | values, team=team)
    if tekst:
        signaal.tekst = SignaalTekst(tekst=tekst, verloopt_op=signaal.op + timedelta(days=90))
    session.add(signaal)
    session.flush()
    return signaal


def build_partner(session: Session, *, team: Team, naam: str = "Woningcorporatie Voorbeeld") -> Partner:
    """A partner of a team; its link's secret is its naam."""
    organisatie = Organisatie(gemeente=GEMEENTE, naam=naam)
    partner = Partner(
        gemeente=GEMEENTE, organisatie=organisatie, team=team, token_hash=hash_of(naam), aangemaakt_op=NOW
    )
    session.add(partner)
    session.flush()
    return partner


def build_voorstel(session: Session, *, team: Team, **values: Any) -> Voorstel:
    """A stored voorstel, an idea still unless `fase` says otherwise."""
    right: dict[str, Any] = {
        "gemeente": GEMEENTE,
        "titel": "Samen brieven lezen",
        "doel": "Bewoners lezen samen hun post.",
        "doelgroep": Doelgroep.IEDEREEN,
        "aangemaakt_op": NOW,
        "gewijzigd_op": NOW,
        "leefgebieden": {Leefgebied.FINANCIEN},
        "buurtcodes": {HIER},
    }
    voorstel = Voorstel(**right | values, team=team)
    session.add(voorstel)
    session.flush()
    return voorstel


def build_patroon(session: Session, signalen: Iterable[Signaal] = (), **values: Any) -> Patroon:
    """A stored patroon of these signalen; its figures are made up."""
    members = list(signalen)
    right: dict[str, Any] = {
        "gemeente": GEMEENTE,
        "leefgebied": Leefgebied.FINANCIEN,
        "doelgroep": Doelgroep.IEDEREEN,
        "vanaf": NOW.date() - timedelta(days=90),
        "tot_en_met": NOW.date(),
        "eerste_op": NOW.date() - timedelta(days=80),
        "signalen_aantal": 12,
        "huishoudens": 12,
        "melders": 2,
        "verwacht": 3.0,
        "kans": 0.0001,
        "gevonden_op": NOW,
        "bijgewerkt_op": NOW,
        "buurtcodes": {HIER},
    }
    patroon = Patroon(**right | values)
    session.add(patroon)
    session.flush()
    session.add_all(PatroonSignaal(patroon_id=patroon.id, signaal_id=one.id) for one in members)
    session.flush()
    return patroon


def build_verhaal(session: Session, voorstel: Voorstel, **values: Any) -> Verhaal:
    """A stored story with a picture of a few bytes, which nobody published."""
    right: dict[str, Any] = {
        "gemeente": GEMEENTE,
        "titel": "Samen aan tafel",
        "tekst": "Een bewoner vertelt dat de post nu open gaat.",
        "toestemming_op": NOW.date(),
        "toestemming_hoe": Toestemmingswijze.MONDELING,
        "aangemaakt_op": NOW,
        "afbeelding": b"RIFF",
        "afbeelding_alt": "een tafel",
    }
    verhaal = Verhaal(**right | values, voorstel=voorstel)
    session.add(verhaal)
    session.flush()
    return verhaal
