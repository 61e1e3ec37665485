"""Which entries are there to be told in HSDS? Of every kind that a form or an import can bring."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import cycle
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from collectief.models import Aanbod, AanbodLocatie, Contactpersoon, Locatie, Organisatie
from collectief.spatial import Punt
from collectief.tijden.openingstijden import normalised
from collectief.words import (
    Controleur,
    Doelgroep,
    JaNee,
    Karakter,
    Leefgebied,
    SoortAanbod,
    Status,
    Taal,
    Toegang,
    Toestemmingswijze,
)
from tests.builders import GEMEENTE, NOW
from tests.collectief.test_recurrence import EXPRESSIBLE, INEXPRESSIBLE

NEVER_TOLD = "Mevrouw Niemandsland"  # who agreed to stand on our page, and nowhere else
NAMES = [
    "Koffie & thee",
    "Café 'Zonder <b>naam</b>'",
    "Ærø-groep \U0001f331",
    "Wandelen in Noord",
    "Eettafel «Het Anker»",
]
TEXTS = [
    "Samen koffie drinken.",
    'Eerste regel.\n\nTweede alinea met € 2,50 en "aanhaling".',
    "<script>alert(1)</script>",
]
ADDRESSES = ["Grote Markt 2, 2011 RD Haarlem", "Kennemerplein 6a 2011MJ Haarlem", "Bij de molen", ""]
COSTS = [
    ("", JaNee.ONBEKEND),
    ("gratis", JaNee.JA),
    ("", JaNee.JA),
    ("€ 2 per keer", JaNee.NEE),
    ("vrije gift", JaNee.ONBEKEND),
]
AGES = [(None, None), (0, 4), (12, 18), (65, None), (None, 99)]
WEBSITES = [None, "https://voorbeeld.example/één pagina?q=a b", "http://voorbeeld.example"]
HOURS: list[str | None] = [
    None,
    *map(normalised, EXPRESSIBLE),
    *INEXPRESSIBLE,
    normalised("Mo-Fr 09:00-17:00; PH off; SH off"),
]
CLOSURES: list[tuple[int | None, int | None]] = [  # in days from today
    (None, None),
    (-2, 30),
    (40, 60),
    (-60, -40),
    (-5, None),
    (None, 9),
]

Places = Sequence[tuple[Punt, str]]


def add_variety(session: Session, places: Places, *, count: int, today: date) -> None:
    """`count` published entries, the same ones each time, and some of every other status."""
    random = Random(3)  # noqa: S311 - no secret
    organisaties = [_organisatie(random, n) for n in range(count // 8 + 1)]
    locaties = [_locatie(random, n, *place) for n, place in zip(range(count // 2 + 1), cycle(places), strict=False)]
    values = _values(random, organisaties, locaties, today)
    session.add_all([*organisaties, *locaties])
    for _n in range(count):
        session.add(_aanbod(random, locaties, **next(values)))
    for status in (Status.CONCEPT, Status.GESTOPT, Status.SAMENGEVOEGD):
        session.add(_aanbod(random, locaties, **next(values) | {"status": status}))
    session.commit()


def _values(
    random: Random, organisaties: Sequence[Organisatie], locaties: Sequence[Locatie], today: date
) -> Iterator[dict[str, Any]]:
    """Lists of lengths without a common factor, so that most ways to combine them come by."""
    n = 0
    while True:
        kosten, gratis = COSTS[n % len(COSTS)]
        van, tot = (
            None if days is None else today + timedelta(days) for days in CLOSURES[n // 3 % 6 if n % 3 == 0 else 0]
        )
        leeftijd_min, leeftijd_max = AGES[n % len(AGES)]
        is_hidden, is_homeless = n % 17 == 16, n % 19 == 18
        yield {
            "gemeente": GEMEENTE,
            "naam": f"{NAMES[n % len(NAMES)]} {n}",
            "soort": list(SoortAanbod)[n % 4],
            "omschrijving": TEXTS[n % len(TEXTS)],
            "karakter": list(Karakter)[n % 2],
            "aangemaakt_op": NOW,
            "gewijzigd_op": NOW + timedelta(microseconds=1234 * n),
            "locatie": None if is_hidden or is_homeless else locaties[n % len(locaties)],
            "verborgen": is_hidden,
            "bereikbaar_via": "Bel het meldpunt: 023 123 45 67." if is_hidden else "",
            "organisatie": None if n % 5 == 4 else organisaties[n % len(organisaties)],
            "toegang": Toegang.MET_INDICATIE if n % 11 == 0 else Toegang.VRIJ,
            "kosten": kosten,
            "gratis": gratis,
            "openingstijden": HOURS[n % len(HOURS)],
            "op_afspraak": n % 13 == 0,
            "gesloten_van": van,
            "gesloten_tot": tot,
            "gesloten_reden": "verbouwing" if n % 2 else "",
            "capaciteit": n % 30 if n % 4 == 1 else None,
            "leeftijd_min": leeftijd_min,
            "leeftijd_max": leeftijd_max,
            "gecontroleerd_op": date(2025, 12, 1) if n % 3 else None,
            "gecontroleerd_door": random.choice(list(Controleur)) if n % 3 else None,
            "voorbeeld": n % 6 == 0,
        }
        n += 1


def _aanbod(random: Random, locaties: Sequence[Locatie], **values: Any) -> Aanbod:
    aanbod = Aanbod(uuid=_key(random), **values)
    aanbod.leefgebieden = set(random.sample(list(Leefgebied), random.randint(0, 3)))
    aanbod.doelgroepen = set(random.sample(list(Doelgroep), random.randint(0, 2)))
    aanbod.talen = set(random.sample(list(Taal), random.choice([0, 0, 1, 3])))
    own = aanbod.locatie
    if own and random.random() < 0.2:
        aanbod.buurten = {own.buurtcode, "BU03929999"}
    if own and random.random() < 0.15:
        elsewhere = random.choice([locatie for locatie in locaties if locatie is not own])
        hours = random.choice([None, "Mo 10:00-12:00"])
        aanbod.ook_op.append(AanbodLocatie(locatie=elsewhere, openingstijden=hours, uuid=_key(random)))
    if aanbod.organisatie is None and random.random() < 0.3:
        aanbod.contactpersoon = _contactpersoon()
    return aanbod


def _contactpersoon() -> Contactpersoon:
    return Contactpersoon(
        naam=NEVER_TOLD,
        telefoon="06 99 99 99 99",
        email="niemand@voorbeeld.example",
        toestemming_op=NOW.date(),
        toestemming_hoe=Toestemmingswijze.MONDELING,
    )


def _organisatie(random: Random, n: int) -> Organisatie:
    return Organisatie(
        uuid=_key(random),
        gemeente=GEMEENTE,
        naam=f"Stichting Voorbeeld {n}",
        telefoon="023 123 45 67" if n % 3 else None,
        email=f"info{n}@voorbeeld.example" if n % 4 else "één@voorbeeld.example",
        website=WEBSITES[n % len(WEBSITES)],
        omschrijving="Wij helpen." if n % 2 else "",
    )


def _locatie(random: Random, n: int, punt: Punt, buurtcode: str) -> Locatie:
    access = {name: random.choice(list(JaNee)) for name in ("rolstoel", "toilet", "ringleiding", "rustige_ruimte")}
    naam = f"Buurthuis {n}" if n % 2 else ""
    adres = ADDRESSES[n % len(ADDRESSES)]
    return Locatie(
        uuid=_key(random), gemeente=GEMEENTE, buurtcode=buurtcode, punt=punt, adres=adres, naam=naam, **access
    )


def _key(random: Random) -> UUID:
    return UUID(int=random.getrandbits(128), version=4)
