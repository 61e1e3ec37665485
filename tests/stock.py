"""What is there in the application that tests look at: example entries, the cast, and one of each thing that waits."""

from datetime import date, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select

from collectief.dubbelen.samenvoegen import Keuzes, merge_aanbod
from collectief.geschiedenis.wijzigingsvoorstellen import propose
from collectief.inlezen.bronnen import find_or_add_bron
from collectief.kaart.aanbod import AanbodFilter, aanbod_rows, get_aanbod
from collectief.kaart.voorbeelden import seed_voorbeelden
from collectief.models import (
    Gebruiker,
    Herinnering,
    Inlezing,
    Organisatie,
    Overleg,
    Overlegpunt,
    Partner,
    Patroon,
    Samenvoeging,
    Signaal,
    Team,
    Verhaal,
    Voorstel,
    Vrijgave,
    Vrijgavetelling,
    Wijzigingsvoorstel,
)
from collectief.patronen.patronen import herbereken
from collectief.plekken.locaties import get_locatie
from collectief.registreren.invoer import make_invoer
from collectief.registreren.registreren import store_aanbod
from collectief.signaalwoorden import Fase
from collectief.teams.teams import buurten_of_team, find_team
from collectief.teams.tokens import hash_of
from collectief.words import Indiener, Leefgebied
from tests.addresses import PARTNER_SECRET, SECRET
from tests.builders import GEMEENTE, build_signaal, build_verhaal, build_voorstel
from tests.cast import BUURTEAMLID, TEAMLID, Person, add_cast
from webapp.context import gebiedensets, now, session, today
from webapp.inlezen.besluiten import offer

KWARTAAL = (date(2025, 7, 1), date(2025, 9, 30))  # the one of which something was told
BUURT = "BU03922107"


def stock(app: Flask) -> None:
    with app.app_context():
        seed_voorbeelden(session(), gebiedensets().get(GEMEENTE), now=now())
        add_cast(session())
        add_voorstellen()
        add_herinnering()
        add_samenvoeging()
        add_inlezing()
        add_signalen()
        add_vrijgave()
        add_patroon()
        add_collectief()
        add_overleg()
        session().commit()


def add_voorstellen() -> None:
    """What visitors said: of the entry `eigen`, and of one that is missing."""
    said: dict[str, Any] = {"gemeente": GEMEENTE, "indiener": Indiener.BEZOEKER, "now": now()}
    eigen = get_aanbod(session(), first_entry(TEAMLID))
    changes = {"openingstijden": "di 10.00-12.00", "doelgroepen": "ouderen", "kosten": "€ 7", "gratis": "nee"}
    propose(session(), aanbod=eigen, velden=changes, toelichting="Dat staat op de deur.", **said)
    propose(session(), aanbod=None, velden={"naam": "Soep", "omschrijving": "Samen eten."}, **said)


def add_herinnering() -> None:
    """That the aanbieder of the entry `eigen` was asked whether it holds, by a link with SECRET."""
    aanbod, known_until = get_aanbod(session(), first_entry(TEAMLID)), now() + timedelta(days=30)
    asked: dict[str, Any] = {"ronde": today(), "nummer": 1, "verstuurd_op": now(), "geldig_tot": known_until}
    session().add(Herinnering(aanbod=aanbod, token_hash=hash_of(SECRET), **asked))


def add_samenvoeging() -> None:
    """That an entry turned out to be `tweede`."""
    blijft, moment = get_aanbod(session(), _entries(TEAMLID)[1]), now()
    opgegaan = store_aanbod(session(), make_invoer(blijft), door=None, now=moment)
    door = session().scalars(select(Gebruiker).filter_by(email=TEAMLID.email)).one()
    versies = (blijft.versie, opgegaan.versie)
    merge_aanbod(session(), blijft, opgegaan, Keuzes({}), door=door, now=moment, versies=versies)


def add_vrijgave() -> None:
    """What was told of signalen in one kwartaal: of a buurt in a month and in all, and of the rest of its wijk."""
    vrijgave = Vrijgave(gemeente=GEMEENTE, vanaf=KWARTAAL[0], tot_en_met=KWARTAAL[1], k=5, gemaakt_op=now())
    session().add(vrijgave)
    session().flush()
    told: dict[str, Any] = {"vrijgave_id": vrijgave.id, "leefgebied": Leefgebied.FINANCIEN}
    month = KWARTAAL[0].replace(month=8)
    session().add_all(
        [
            Vrijgavetelling(**told, gebiedcode="BU03922107", maand=month, huishoudens=12),
            Vrijgavetelling(**told, gebiedcode="BU03922107", maand=None, huishoudens=7),
            Vrijgavetelling(**told, gebiedcode="WK039221", maand=None, huishoudens=5),
        ]
    )


def add_inlezing() -> None:
    """A file of a source that waits for a decision, with a column and a word that nobody knows."""
    bron = find_or_add_bron(session(), "Bibliotheek", gemeente=GEMEENTE)
    rows = [["Naam", "Soort", "Omschrijving", "Doelgroepen", "Vak"], ["Breien", "activiteit", "Samen.", "buren", "B2"]]
    offer(bron, "\n".join(map(";".join, rows)).encode())


def add_signalen() -> None:
    """A signaal of the teamlid's team, and one of a partner that has a link with PARTNER_SECRET."""
    team = _team_of(TEAMLID)
    build_signaal(session(), team=team, buurtcode=BUURT, ontvangen_op=now(), op=today())
    organisatie = session().get_one(Organisatie, 1)
    known: dict[str, Any] = {"organisatie": organisatie, "team": team, "aangemaakt_op": now()}
    partner = Partner(gemeente=GEMEENTE, token_hash=hash_of(PARTNER_SECRET), **known)
    build_signaal(session(), team=team, partner=partner, buurtcode=BUURT, ontvangen_op=now(), op=today())


def add_patroon() -> None:
    """Signalen of both teamleden that ask for one answer, in a buurt of the teamlid's team."""
    emails = [person.email for person in (TEAMLID, BUURTEAMLID)]
    for door in session().scalars(select(Gebruiker).where(Gebruiker.email.in_(emails))).all():
        assert door.team
        for _number in range(6):
            build_signaal(session(), team=door.team, door=door, buurtcode=BUURT, op=today())
    herbereken(session(), gebiedensets().get(GEMEENTE), op=today(), now=now())


def add_collectief() -> None:
    """A voorstel about the patroon that runs as the entry `eigen`, and a story of it."""
    team, eigen = _team_of(TEAMLID), get_aanbod(session(), first_entry(TEAMLID))
    patroon = session().scalars(select(Patroon)).one()
    began: dict[str, Any] = {"fase": Fase.LOOPT, "trekker": "opbouwwerker", "eerste_keer_op": date(2025, 1, 10)}
    voorstel = build_voorstel(session(), team=team, aanbod=eigen, patroon=patroon, buurtcodes={BUURT}, **began)
    build_verhaal(session(), voorstel)


def add_overleg() -> None:
    """A point of the team of the teamlid, on the agenda of an overleg."""
    team = _team_of(TEAMLID)
    overleg = Overleg(gemeente=GEMEENTE, op=today() + timedelta(days=30))
    session().add(
        Overlegpunt(gemeente=GEMEENTE, titel="Avond voor jongeren", ingebracht_op=now(), team=team, overleg=overleg)
    )


def find_stock() -> dict[str, int]:
    """Two entries in the teamgebied of the teamlid (`eigen`, `tweede`), and one in that of the neighbours (`ander`).

    Also one that became part of `tweede` (`opgegaan`).
    And what was said of `eigen` (`voorstel`) and of what is missing (`nieuw`), and where `eigen` is (`plek`).
    And an `inlezing` of a `bron` that waits, a `patroon`, the voorstel about it (`collectief`) and its `verhaal`.
    And a `signaal` of the teamlid's team, a `partner`, and a `punt` on the agenda of an `overleg`.
    """
    voorstel, nieuw = session().scalars(select(Wijzigingsvoorstel.id).order_by(Wijzigingsvoorstel.id))
    eigen, tweede = _entries(TEAMLID)
    plek = get_locatie(get_aanbod(session(), eigen)).id
    entries = {"eigen": eigen, "tweede": tweede, "ander": first_entry(BUURTEAMLID), "plek": plek}
    inlezing, punt = session().scalars(select(Inlezing)).one(), session().scalars(select(Overlegpunt)).one()
    entries |= {"voorstel": voorstel, "nieuw": nieuw, "bron": inlezing.bron_id, "inlezing": inlezing.id}
    entries |= {"punt": punt.id, "overleg": punt.overleg_id or 0}
    entries |= {"opgegaan": session().scalars(select(Samenvoeging.vervalt_id)).one()}
    entries |= {"signaal": session().scalars(select(Signaal.id).order_by(Signaal.id)).first() or 0}
    kinds: dict[str, Any] = {"collectief": Voorstel, "verhaal": Verhaal, "patroon": Patroon, "partner": Partner}
    return entries | {name: session().scalars(select(kind.id)).one() for name, kind in kinds.items()}


def first_entry(person: Person) -> int:
    return _entries(person)[0]


def _entries(person: Person) -> list[int]:
    buurten = buurten_of_team(session(), _team_of(person), op=today())
    return [row.id for row in aanbod_rows(session(), AanbodFilter(buurten=buurten), limit=2)]


def _team_of(person: Person) -> Team:
    team = find_team(session(), person.team or "", gemeente=GEMEENTE)
    assert team is not None
    return team
