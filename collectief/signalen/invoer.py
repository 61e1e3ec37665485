"""What does somebody say who signals, and does it keep the rules?"""

from collections.abc import Collection, Iterator, Set
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from unicodedata import normalize
from uuid import UUID, uuid4

from collectief.errors import InvalidFieldError, InvalidInvoerError
from collectief.models import MAX_SIGNAAL
from collectief.persoonsgegevens.herkennen import check_nobody
from collectief.registreren.invoer import is_seen, tidy_lines
from collectief.signaalwoorden import Huishoudens, SoortSignaal, Vindplaats
from collectief.words import Doelgroep, JaNee, Leefgebied

OLDEST = timedelta(days=365)  # what was noticed longer ago says nothing of the wijk as it is


@dataclass(frozen=True, kw_only=True, slots=True)
class SignaalInvoer:
    """A signaal as somebody typed it: `checked` makes it clean or names every field that is wrong.

    `uuid` is made by the device that sends it: what is sent twice is stored once.
    """

    gemeente: str
    buurtcode: str = ""
    soort: SoortSignaal | None = None
    doelgroep: Doelgroep | None = None
    leefgebieden: Set[Leefgebied] = frozenset()
    vindplaats: Vindplaats | None = None
    huishoudens: Huishoudens | None = Huishoudens.EEN
    zelf_opgelost: JaNee | None = JaNee.ONBEKEND
    op: date | None = None
    tekst: str = ""
    uuid: UUID = field(default_factory=uuid4)


def checked(
    invoer: SignaalInvoer, *, today: date, buurtcodes: Collection[str], plaatsnamen: Collection[str] = ()
) -> SignaalInvoer:
    """The invoer with a tidy text; raises InvalidInvoerError with every broken rule."""
    tidy = replace(invoer, tekst=tidy_text(invoer.tekst))
    problems = [
        *_problems_of_words(tidy),
        *_problems_of_place_and_day(tidy, today=today, buurtcodes=buurtcodes),
        *_problems_of_text(tidy.tekst, plaatsnamen=plaatsnamen),
    ]
    if problems:
        raise InvalidInvoerError(problems)
    return tidy


def tidy_text(text: str) -> str:
    """As somebody sees it: without what cannot be seen, and with plain letters and digits for their look-alikes."""
    plain = normalize("NFKC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return tidy_lines("".join(letter for letter in plain if is_seen(letter)))


def _problems_of_words(invoer: SignaalInvoer) -> Iterator[InvalidFieldError]:
    for name in ("soort", "leefgebieden", "doelgroep", "vindplaats", "huishoudens", "zelf_opgelost"):
        if not getattr(invoer, name):
            yield InvalidFieldError(name, "required")


def _problems_of_place_and_day(
    invoer: SignaalInvoer, *, today: date, buurtcodes: Collection[str]
) -> Iterator[InvalidFieldError]:
    if not invoer.buurtcode:
        yield InvalidFieldError("buurtcode", "required")
    elif invoer.buurtcode not in buurtcodes:
        yield InvalidFieldError("buurtcode", "outside_gemeente")
    if invoer.op is None:
        yield InvalidFieldError("op", "no_day")
    elif invoer.op > today:
        yield InvalidFieldError("op", "in_future")
    elif invoer.op < today - OLDEST:
        yield InvalidFieldError("op", "too_long_ago")


def _problems_of_text(text: str, *, plaatsnamen: Collection[str]) -> Iterator[InvalidFieldError]:
    """Of a text that is too long nobody looks who is in it: it is not stored either way."""
    if len(text) > MAX_SIGNAAL:
        yield InvalidFieldError("tekst", "too_long", max=MAX_SIGNAAL)
    elif problem := check_nobody("tekst", text, plaatsnamen=plaatsnamen):
        yield problem
