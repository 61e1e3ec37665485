"""What does a form say about an aanbod, and does it keep the rules?"""

import math
import re
from collections.abc import Set
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from unicodedata import category, normalize

from collectief.errors import InvalidInvoerError, OpeningstijdenError
from collectief.models import Aanbod
from collectief.plekken.contact import with_scheme
from collectief.registreren.invoerregels import ACCESS, ONE_LINE, costs_nothing, find_problems
from collectief.spatial import Punt
from collectief.tijden.openingstijden import normalised
from collectief.words import Doelgroep, JaNee, Karakter, Leefgebied, SoortAanbod, Status, Taal, Toegang

# Of an aanbod itself: neither of its organisatie nor of its locatie.
OWN = (
    *("naam", "soort", "omschrijving", "karakter", "leefgebieden", "doelgroepen", "toegang", "kosten", "gratis"),
    *("op_afspraak", "gesloten_van", "gesloten_tot", "gesloten_reden", "capaciteit", "leeftijd_min", "leeftijd_max"),
    *("talen", "buurten", "verborgen", "bereikbaar_via", "status"),
)

# Control characters, halves of a character, what is none, and marks that turn the reading direction around.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
# Letters that nobody sees, and the kinds that are none: marks for the machine and what is not assigned.
BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
INVISIBLE = ("Cc", "Cf", "Cn", "Co", "Cs")


@dataclass(frozen=True, kw_only=True, slots=True)
class AanbodInvoer:
    """An aanbod as somebody typed it: `checked` makes it clean or names every field that is wrong.

    `punt` and `buurtcode` come from geo (None and "" when the place is missing or outside the gemeente).
    A `verborgen` place has neither, nor an adres: then `bereikbaar_via` says how to make contact. `plek_later` says
    that the place is still to be found, by its `adres`. `organisatie` is found by name within the gemeente or made; ""
    means none. Without `karakter` that follows from the soort; `leefgebieden` may be told later. `gecontroleerd` says
    that it was checked today.
    """

    gemeente: str
    naam: str = ""
    soort: SoortAanbod | None = None
    omschrijving: str = ""
    karakter: Karakter | None = None
    leefgebieden: Set[Leefgebied] = frozenset()
    doelgroepen: Set[Doelgroep] = frozenset()
    openingstijden: str = ""
    op_afspraak: bool = False
    gesloten_van: date | None = None
    gesloten_tot: date | None = None
    gesloten_reden: str = ""
    kosten: str = ""
    gratis: JaNee | None = JaNee.ONBEKEND
    toegang: Toegang | None = Toegang.VRIJ
    capaciteit: int | None = None
    leeftijd_min: int | None = None
    leeftijd_max: int | None = None
    talen: Set[Taal] = frozenset()
    buurten: Set[str] = frozenset()
    organisatie: str = ""
    organisatie_telefoon: str = ""
    organisatie_email: str = ""
    organisatie_website: str = ""
    adres: str = ""
    locatie: str = ""
    punt: Punt | None = None
    buurtcode: str = ""
    rolstoel: JaNee | None = JaNee.ONBEKEND
    toilet: JaNee | None = JaNee.ONBEKEND
    ringleiding: JaNee | None = JaNee.ONBEKEND
    rustige_ruimte: JaNee | None = JaNee.ONBEKEND
    verborgen: bool = False
    bereikbaar_via: str = ""
    plek_later: bool = False
    status: Status | None = Status.GEPUBLICEERD
    gecontroleerd: bool = False


def checked(invoer: AanbodInvoer) -> AanbodInvoer:
    """The invoer with tidy texts and OSM openingstijden; raises InvalidInvoerError with every broken rule."""
    tidy = _tidy(invoer)
    problems = list(find_problems(tidy))
    try:
        tidy = replace(tidy, openingstijden=normalised(tidy.openingstijden) if tidy.openingstijden else "")
    except OpeningstijdenError as error:
        problems.append(error)
    if problems:
        raise InvalidInvoerError(problems)
    return tidy


def make_invoer(aanbod: Aanbod) -> AanbodInvoer:
    """What a form starts with when somebody changes this aanbod."""
    locatie, organisatie = aanbod.locatie, aanbod.organisatie
    own: dict[str, Any] = {field: getattr(aanbod, field) for field in OWN}
    sets = {field: frozenset(own[field]) for field in ("leefgebieden", "doelgroepen", "talen", "buurten")}
    access = {field: getattr(locatie, field) for field in ACCESS} if locatie else {}
    return AanbodInvoer(
        gemeente=aanbod.gemeente,
        openingstijden=aanbod.openingstijden or "",
        organisatie=organisatie.naam if organisatie else "",
        organisatie_telefoon=(organisatie and organisatie.telefoon) or "",
        organisatie_email=(organisatie and organisatie.email) or "",
        organisatie_website=(organisatie and organisatie.website) or "",
        adres=locatie.adres if locatie else aanbod.adres_te_zoeken,
        locatie=locatie.naam if locatie else "",
        punt=locatie.punt if locatie else None,
        buurtcode=locatie.buurtcode if locatie else "",
        plek_later=locatie is None and not aanbod.verborgen,
        **(own | sets | access),
    )


def has_no_point(invoer: AanbodInvoer) -> bool:
    """Whether it may be stored without a place: it has to stay hidden, or somebody looks it up later."""
    return invoer.verborgen or invoer.plek_later


def _tidy(invoer: AanbodInvoer) -> AanbodInvoer:
    texts: dict[str, Any] = {field: tidy_line(getattr(invoer, field)) for field in ONE_LINE}
    texts["organisatie_website"] = with_scheme(texts["organisatie_website"])
    return replace(
        invoer,
        **texts,
        karakter=invoer.karakter or _karakter_of(invoer.soort),
        gratis=_gratis(texts["kosten"], invoer.gratis),
        omschrijving=tidy_lines(invoer.omschrijving),
        openingstijden=_printable(invoer.openingstijden).strip(),
        punt=_to_the_cm(invoer.punt),
    )


def _karakter_of(soort: SoortAanbod | None) -> Karakter | None:
    """What it is as a rule: a voorziening is there for all, the rest is made together."""
    if soort is None:
        return None
    return Karakter.PUBLIEK if soort == SoortAanbod.VOORZIENING else Karakter.COLLECTIEF


def _gratis(kosten: str, gratis: JaNee | None) -> JaNee | None:
    """Who writes that it costs nothing, has answered the question."""
    return JaNee.JA if gratis == JaNee.ONBEKEND and costs_nothing(kosten) else gratis


def tidy_line(text: str) -> str:
    """Without what cannot be printed, on one line with single spaces."""
    return " ".join(_printable(text).split())


def _printable(text: str) -> str:
    """Nothing at all where nobody would see anything."""
    plain = UNPRINTABLE.sub("", normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")))
    return plain if any(is_seen(letter) and not letter.isspace() for letter in plain) else ""


def is_seen(letter: str) -> bool:
    """Whether it is more than a mark for the machine; a space is."""
    return letter in "\n\t" or (letter not in BLANK and category(letter) not in INVISIBLE)


def tidy_lines(text: str) -> str:
    """Lines and paragraphs stay; spaces at either end of a line and more than one empty line do not."""
    lines = "\n".join(" ".join(line.split()) for line in _printable(text).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def _to_the_cm(punt: Punt | None) -> Punt | None:
    """No place is known finer; and so two clicks on one address are one place."""
    if punt is None or not all(map(math.isfinite, punt)):
        return None
    return Punt(round(punt.x, 2), round(punt.y, 2))
