"""How does a beheerder keep the sources of a gemeente? Rules first; never commits."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from collectief.errors import InvalidFieldError, InvalidInvoerError
from collectief.inlezen.bronnen import find_bron
from collectief.models import MAX_LANG, MAX_NAAM, Aanbodbron
from collectief.plekken.contact import is_website
from collectief.registreren.invoer import tidy_line

MAX_DAGEN = 365


@dataclass(frozen=True, kw_only=True)
class BronInvoer:
    """What somebody typed of a source; with an `url` it is fetched every `elke_dagen` days."""

    naam: str = ""
    url: str = ""
    elke_dagen: int | None = None


def save_bron(session: Session, bron: Aanbodbron | None, invoer: BronInvoer, *, gemeente: str) -> Aanbodbron:
    """Add a source, or change one; raises InvalidInvoerError before anything is stored."""
    naam, url = tidy_line(invoer.naam), tidy_line(invoer.url)
    other = find_bron(session, naam, gemeente=gemeente)
    if problems := list(_problems(naam, url, invoer.elke_dagen, is_taken=other is not None and other is not bron)):
        raise InvalidInvoerError(problems)
    if bron is None:
        bron = Aanbodbron(gemeente=gemeente, naam=naam)
        session.add(bron)
    bron.naam, bron.url = naam, url or None
    bron.elke_dagen = invoer.elke_dagen if url else None
    session.flush()
    return bron


def _problems(naam: str, url: str, elke_dagen: int | None, *, is_taken: bool) -> Iterator[InvalidFieldError]:
    if not naam:
        yield InvalidFieldError("naam", "required")
    if is_taken:
        yield InvalidFieldError("naam", "bron_bestaat")
    for field, text, longest in (("naam", naam, MAX_NAAM), ("url", url, MAX_LANG)):
        if len(text) > longest:
            yield InvalidFieldError(field, "too_long", max=longest)
    if url and not is_website(url):
        yield InvalidFieldError("url", "geen_adres")
    if elke_dagen is not None and not 1 <= elke_dagen <= MAX_DAGEN:
        yield InvalidFieldError("elke_dagen", "out_of_range", min=1, max=MAX_DAGEN)
