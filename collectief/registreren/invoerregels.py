"""Which rules does what somebody typed for an aanbod break?"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from collectief.errors import InvalidFieldError
from collectief.models import MAX_EMAIL, MAX_KORT, MAX_LANG, MAX_NAAM, MAX_OMSCHRIJVING, MAX_TELEFOON
from collectief.plekken.contact import is_email, is_telefoon, is_website
from collectief.words import JaNee

if TYPE_CHECKING:
    from collectief.registreren.invoer import AanbodInvoer

Problems = Iterator[InvalidFieldError]

ONE_LINE = {
    "naam": MAX_NAAM,
    "kosten": MAX_KORT,
    "organisatie": MAX_NAAM,
    "organisatie_telefoon": MAX_TELEFOON,
    "organisatie_email": MAX_EMAIL,
    "organisatie_website": MAX_KORT,
    "adres": MAX_KORT,
    "locatie": MAX_NAAM,
    "gesloten_reden": MAX_KORT,
    "bereikbaar_via": MAX_LANG,
}
ACCESS = ("rolstoel", "toilet", "ringleiding", "rustige_ruimte")
CONTACT = {"organisatie_telefoon": is_telefoon, "organisatie_email": is_email, "organisatie_website": is_website}
REQUIRED = ("naam", "soort", "omschrijving", "doelgroepen", "toegang", "gratis", "status", *ACCESS)
TELLS_WHERE = ("adres", "locatie", "punt", "buurtcode", "buurten")
MIN_NAAM = 3
NUMBERS = {"leeftijd_min": (0, 120), "leeftijd_max": (0, 120), "capaciteit": (1, 100_000)}
FREE = {"gratis", "geen", "geen kosten", "kosteloos", "niets", "€ 0", "0"}
AMOUNT = re.compile(r"(?:€|\beuro)\s*(\d+(?:[.,]\d+)?)|\b(\d+[.,]\d\d)\b|\b(\d+) ?euro\b")


def find_problems(invoer: "AanbodInvoer") -> Problems:
    """Every broken rule of an invoer whose texts are tidy, but for its openingstijden."""
    yield from _text_problems(invoer)
    yield from _place_problems(invoer)
    yield from _contact_problems(invoer)
    yield from _number_problems(invoer)
    yield from _closing_problems(invoer)
    yield from _cost_problems(invoer)


def _text_problems(invoer: "AanbodInvoer") -> Problems:
    for field in REQUIRED:
        if not getattr(invoer, field):
            yield InvalidFieldError(field, "required")
    if 0 < len(invoer.naam) < MIN_NAAM:
        yield InvalidFieldError("naam", "too_short", min=MIN_NAAM)
    for field, longest in (ONE_LINE | {"omschrijving": MAX_OMSCHRIJVING}).items():
        if len(getattr(invoer, field)) > longest:
            yield InvalidFieldError(field, "too_long", max=longest)


def _place_problems(invoer: "AanbodInvoer") -> Problems:
    if invoer.verborgen:
        yield from _hidden_problems(invoer)
    elif invoer.punt is None and not invoer.plek_later:
        yield InvalidFieldError("punt", "required")
    elif invoer.punt and not invoer.buurtcode:
        yield InvalidFieldError("punt", "outside_gemeente")
    if any(not _lies_in(code, invoer.gemeente) for code in invoer.buurten):
        yield InvalidFieldError("buurten", "outside_gemeente")


def _hidden_problems(invoer: "AanbodInvoer") -> Problems:
    if not invoer.bereikbaar_via:
        yield InvalidFieldError("bereikbaar_via", "required")
    for field in TELLS_WHERE:
        if getattr(invoer, field):
            yield InvalidFieldError(field, "hidden_place")


def _lies_in(buurtcode: str, gemeente: str) -> bool:
    """CBS begins the code of a buurt with that of its gemeente."""
    return re.fullmatch(rf"BU{gemeente[2:]}\d{{4}}", buurtcode, re.ASCII) is not None


def _contact_problems(invoer: "AanbodInvoer") -> Problems:
    if not invoer.organisatie and any(getattr(invoer, field) for field in CONTACT):
        yield InvalidFieldError("organisatie", "required_with_contact")
    for field, has_form in CONTACT.items():
        typed = getattr(invoer, field)
        if typed and not has_form(typed):
            yield InvalidFieldError(field, field.replace("organisatie_", "no_"))


def _number_problems(invoer: "AanbodInvoer") -> Problems:
    for field, (least, most) in NUMBERS.items():
        number = getattr(invoer, field)
        if number is not None and not least <= number <= most:
            yield InvalidFieldError(field, "out_of_range", min=least, max=most)
    low, high = invoer.leeftijd_min, invoer.leeftijd_max
    if low is not None and high is not None and low > high:
        yield InvalidFieldError("leeftijd_max", "below_min", min=low)


def _closing_problems(invoer: "AanbodInvoer") -> Problems:
    van, tot = invoer.gesloten_van, invoer.gesloten_tot
    if van and tot and tot < van:
        yield InvalidFieldError("gesloten_tot", "before_van")
    if invoer.gesloten_reden and not (van or tot):
        yield InvalidFieldError("gesloten_van", "required_with_reden")


def _cost_problems(invoer: "AanbodInvoer") -> Problems:
    if invoer.gratis == JaNee.JA and _costs_money(invoer.kosten):
        yield InvalidFieldError("kosten", "not_free")
    if invoer.gratis == JaNee.NEE and costs_nothing(invoer.kosten):
        yield InvalidFieldError("gratis", "free_by_kosten")


def costs_nothing(kosten: str) -> bool:
    """Whether that is all that is said of the kosten."""
    return kosten.casefold().rstrip(".") in FREE


def _costs_money(kosten: str) -> bool:
    """Whether an amount is all that is said: gratis with a deposit is gratis."""
    if "gratis" in kosten.casefold():
        return False
    amounts = ("".join(found) for found in AMOUNT.findall(kosten.casefold()))
    return any(float(amount.replace(",", ".")) > 0 for amount in amounts)
