"""What does somebody type for a voorstel, and does it keep the rules?"""

import re
from collections.abc import Collection, Iterator, Set
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from collectief.collectiveren.vrije_tekst import text_problems
from collectief.errors import InvalidFieldError, InvalidInvoerError
from collectief.models import MAX_KORT, MAX_LANG, MAX_NAAM, MAX_OMSCHRIJVING, Patroon, Signaal, Voorstel
from collectief.registreren.invoer import tidy_line, tidy_lines
from collectief.words import Doelgroep, Leefgebied

TEXTS = {
    "titel": MAX_NAAM,
    "doel": MAX_LANG,
    "omschrijving": MAX_OMSCHRIJVING,
    "trekker": MAX_KORT,
    "partners": MAX_LANG,
    "rol_bewoners": MAX_LANG,
    "kosten_toelichting": MAX_KORT,
}
ONE_LINE = ("titel", "trekker", "kosten_toelichting")
REQUIRED = ("titel", "doel")
FIELDS = (*TEXTS, "doelgroep", "leefgebieden", "buurtcodes", "eerste_keer_op", "kosten")
MIN_TITEL = 3
MAX_KOSTEN = Decimal(10_000_000)
EARLIEST = date(2000, 1, 1)
FARTHEST = timedelta(days=5 * 366)


@dataclass(frozen=True, kw_only=True, slots=True)
class VoorstelInvoer:
    """A voorstel as somebody typed it; `uuid` is of the form, so that one that is sent twice is stored once.

    `trekker` is a function or an organisatie, `rol_bewoners` says what residents do: neither ever names anybody.
    """

    gemeente: str
    titel: str = ""
    doel: str = ""
    doelgroep: Doelgroep | None = None
    leefgebieden: Set[Leefgebied] = frozenset()
    buurtcodes: Set[str] = frozenset()
    omschrijving: str = ""
    trekker: str = ""
    partners: str = ""
    rol_bewoners: str = ""
    eerste_keer_op: date | None = None
    kosten: Decimal | None = None
    kosten_toelichting: str = ""
    uuid: UUID = field(default_factory=uuid4)


def checked(invoer: VoorstelInvoer, *, today: date, plaatsnamen: Collection[str] = ()) -> VoorstelInvoer:
    """The invoer with tidy texts; raises InvalidInvoerError with every broken rule."""
    tidy = tidied(invoer)
    if problems := list(_problems(tidy, today, plaatsnamen)):
        raise InvalidInvoerError(problems)
    return tidy


def tidied(invoer: VoorstelInvoer) -> VoorstelInvoer:
    texts: dict[str, Any] = {
        name: (tidy_line if name in ONE_LINE else tidy_lines)(getattr(invoer, name)) for name in TEXTS
    }
    return replace(invoer, **texts)


def make_invoer(voorstel: Voorstel) -> VoorstelInvoer:
    """What a form starts with when somebody changes this voorstel."""
    told: dict[str, Any] = {name: getattr(voorstel, name) for name in FIELDS}
    sets = {name: frozenset(told[name]) for name in ("leefgebieden", "buurtcodes")}
    return VoorstelInvoer(gemeente=voorstel.gemeente, uuid=voorstel.uuid, **(told | sets))


def make_invoer_of_patroon(patroon: Patroon) -> VoorstelInvoer:
    """What a patroon says already; counts stay out of it, for others read a voorstel too."""
    what = f"{patroon.leefgebied.naam} voor {patroon.doelgroep.naam}"
    return VoorstelInvoer(
        gemeente=patroon.gemeente,
        titel=what.capitalize(),
        doel=f"Een antwoord op een patroon in signalen: {what}.",
        doelgroep=patroon.doelgroep,
        leefgebieden=frozenset({patroon.leefgebied}),
        buurtcodes=frozenset(patroon.buurtcodes),
    )


def make_invoer_of_signaal(signaal: Signaal) -> VoorstelInvoer:
    """What a single signaal says already, but for its text: that is for its own team only."""
    what = f"{', '.join(sorted(one.naam for one in signaal.leefgebieden))} voor {signaal.doelgroep.naam}"
    return VoorstelInvoer(
        gemeente=signaal.gemeente,
        titel=what.capitalize()[:MAX_NAAM],
        doel=f"Een antwoord op een signaal: {what}."[:MAX_LANG],
        doelgroep=signaal.doelgroep,
        leefgebieden=frozenset(signaal.leefgebieden),
        buurtcodes=frozenset({signaal.buurtcode}),
    )


def day_problem(name: str, day: date | None, *, today: date) -> InvalidFieldError | None:
    """A first date that nobody can mean."""
    is_likely = day is None or EARLIEST <= day <= today + FARTHEST
    return None if is_likely else InvalidFieldError(name, "unlikely_day", jaren=FARTHEST.days // 366)


def _problems(invoer: VoorstelInvoer, today: date, plaatsnamen: Collection[str]) -> Iterator[InvalidFieldError]:
    texts = {name: getattr(invoer, name) for name in TEXTS}
    yield from text_problems(texts, longest=TEXTS, required=REQUIRED, plaatsnamen=plaatsnamen)
    if 0 < len(invoer.titel) < MIN_TITEL:
        yield InvalidFieldError("titel", "too_short", min=MIN_TITEL)
    for name in ("doelgroep", "leefgebieden", "buurtcodes"):
        if not getattr(invoer, name):
            yield InvalidFieldError(name, "required")
    if not all(re.fullmatch(rf"BU{invoer.gemeente[2:]}\d{{4}}", code, re.ASCII) for code in invoer.buurtcodes):
        yield InvalidFieldError("buurtcodes", "outside_gemeente")
    if unlikely := day_problem("eerste_keer_op", invoer.eerste_keer_op, today=today):
        yield unlikely
    if invoer.kosten is not None and not (invoer.kosten.is_finite() and 0 <= invoer.kosten <= MAX_KOSTEN):
        yield InvalidFieldError("kosten", "out_of_range", min=0, max=int(MAX_KOSTEN))
