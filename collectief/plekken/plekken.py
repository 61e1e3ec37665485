"""How does an aanbod get a further place, and lose it? Rules first; never commits."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from collectief.errors import InvalidFieldError, InvalidInvoerError, OpeningstijdenError, UnknownRecordError
from collectief.geschiedenis.geschiedenis import add_wijziging
from collectief.models import Aanbod, AanbodLocatie, Gebruiker
from collectief.plekken.locaties import plekken_of
from collectief.registreren.invoer import AanbodInvoer, tidy_line
from collectief.registreren.invoerregels import ONE_LINE
from collectief.registreren.locatie_invoer import remove_unused, settle_locatie
from collectief.registreren.registreren import require_may_edit
from collectief.spatial import Punt
from collectief.tijden.openingstijden import normalised

VELD = "ook_op"


@dataclass(frozen=True, kw_only=True, slots=True)
class PlekInvoer:
    """A further place as somebody typed it; without openingstijden those of the aanbod hold there."""

    punt: Punt | None = None
    buurtcode: str = ""
    adres: str = ""
    locatie: str = ""
    openingstijden: str = ""


def add_plek(session: Session, aanbod: Aanbod, invoer: PlekInvoer, *, door: Gebruiker, now: datetime) -> AanbodLocatie:
    """Raises NotAllowedError or InvalidInvoerError before anything is stored."""
    require_may_edit(session, aanbod, door=door, now=now)
    invoer = _checked(aanbod, invoer)
    place = {field: getattr(invoer, field) for field in ("punt", "buurtcode", "adres", "locatie")}
    locatie = settle_locatie(session, AanbodInvoer(gemeente=aanbod.gemeente, **place), door=door, now=now)
    if locatie is None or locatie in [plek.locatie for plek in plekken_of(aanbod)]:
        raise InvalidInvoerError([InvalidFieldError("punt", "already_there")])
    before = _in_words(aanbod)
    extra = AanbodLocatie(locatie=locatie, openingstijden=invoer.openingstijden or None)
    aanbod.ook_op.append(extra)
    _write_down(session, aanbod, before, door=door, now=now)
    return extra


def remove_plek(session: Session, aanbod: Aanbod, locatie_id: int, *, door: Gebruiker, now: datetime) -> None:
    """Raises NotAllowedError, or UnknownRecordError when it is not there (any more)."""
    require_may_edit(session, aanbod, door=door, now=now)
    extra = next((extra for extra in aanbod.ook_op if extra.locatie_id == locatie_id), None)
    if extra is None:
        raise UnknownRecordError(f"aanbod {aanbod.id} has no further place {locatie_id}")
    before, locatie = _in_words(aanbod), extra.locatie
    aanbod.ook_op.remove(extra)
    _write_down(session, aanbod, before, door=door, now=now)
    remove_unused(session, locatie)


def _checked(aanbod: Aanbod, invoer: PlekInvoer) -> PlekInvoer:
    tidy = replace(invoer, adres=tidy_line(invoer.adres), locatie=tidy_line(invoer.locatie))
    problems = list(_problems(aanbod, tidy))
    try:
        tidy = replace(tidy, openingstijden=normalised(tidy.openingstijden) if tidy.openingstijden.strip() else "")
    except OpeningstijdenError as error:
        problems.append(error)
    if problems:
        raise InvalidInvoerError(problems)
    return tidy


def _problems(aanbod: Aanbod, invoer: PlekInvoer) -> Iterator[InvalidFieldError]:
    if aanbod.locatie is None:
        yield InvalidFieldError("punt", "hidden_place" if aanbod.verborgen else "own_place_first")
    elif invoer.punt is None:
        yield InvalidFieldError("punt", "required")
    elif not invoer.buurtcode:
        yield InvalidFieldError("punt", "outside_gemeente")
    for field in ("adres", "locatie"):
        if len(getattr(invoer, field)) > ONE_LINE[field]:
            yield InvalidFieldError(field, "too_long", max=ONE_LINE[field])


def _write_down(session: Session, aanbod: Aanbod, before: str, *, door: Gebruiker, now: datetime) -> None:
    session.flush()
    add_wijziging(session, aanbod, before={VELD: before}, after={VELD: _in_words(aanbod)}, door=door, now=now)
    aanbod.gewijzigd_op = now
    session.flush()


def _in_words(aanbod: Aanbod) -> str:
    return "; ".join(filter(None, map(_plek_in_words, aanbod.ook_op)))


def _plek_in_words(extra: AanbodLocatie) -> str:
    locatie = extra.locatie
    where = ", ".join(filter(None, (locatie.naam, locatie.adres))) or f"{locatie.punt.x:.0f} {locatie.punt.y:.0f}"
    return f"{where} ({extra.openingstijden})" if extra.openingstijden else where
