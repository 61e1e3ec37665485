"""How is an aanbod added and changed: rules first, then the records, and who did it? Never commits."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from collectief.bevoegdheid import may_add, may_edit
from collectief.errors import NotAllowedError, StaleRecordError, UnknownRecordError
from collectief.geschiedenis.geschiedenis import aanbod_texts, add_wijziging
from collectief.models import Aanbod, Gebruiker, Locatie, Organisatie
from collectief.plekken.organisaties import find_or_add_organisatie
from collectief.plekken.verbergen import check_hides, erase_place
from collectief.registreren.invoer import OWN, AanbodInvoer, checked
from collectief.registreren.locatie_invoer import remove_unused, settle_locatie
from collectief.teams.teams import buurten_of_team
from collectief.tijden.dutch_time import day_of
from collectief.versheid.controles import confirm
from collectief.words import Actie, Controleur, Status

WORD_SETS = ("leefgebieden", "doelgroepen", "talen", "buurten")


def add_aanbod(session: Session, invoer: AanbodInvoer, *, door: Gebruiker, now: datetime) -> Aanbod:
    """Raises InvalidInvoerError or NotAllowedError before anything is stored."""
    invoer = checked(invoer)
    _check_may_add(session, invoer, door, now)
    return store_aanbod(session, invoer, door=door, now=now)


def store_aanbod(
    session: Session, invoer: AanbodInvoer, *, door: Gebruiker | None, now: datetime, voorbeeld: bool = False
) -> Aanbod:
    """Add an aanbod that was `checked`, without asking who may: for what is read from a file."""
    organisatie = find_or_add_organisatie(session, invoer, door=door, now=now)
    locatie = settle_locatie(session, invoer, door=door, now=now)
    aanbod = make_aanbod(invoer, locatie=locatie, organisatie=organisatie, now=now, voorbeeld=voorbeeld)
    session.add(aanbod)
    session.flush()
    add_wijziging(session, aanbod, before={}, after=aanbod_texts(aanbod), door=door, now=now)
    return aanbod


def make_aanbod(
    invoer: AanbodInvoer,
    *,
    locatie: Locatie | None,
    organisatie: Organisatie | None,
    now: datetime,
    voorbeeld: bool = False,
) -> Aanbod:
    """A new aanbod as the invoer tells it, which nobody has stored yet."""
    columns = new_columns(invoer, now=now) | {"voorbeeld": voorbeeld}
    return Aanbod(locatie=locatie, organisatie=organisatie, **columns, **_sets(invoer))


def new_columns(invoer: AanbodInvoer, *, now: datetime) -> dict[str, Any]:
    """What stands in the table aanbod itself of a new one, but for its locatie and organisatie."""
    return {
        "gemeente": invoer.gemeente,
        "aangemaakt_op": now,
        "gewijzigd_op": now,
        "gecontroleerd_op": day_of(now) if invoer.gecontroleerd else None,
        "gecontroleerd_door": Controleur.TEAM if invoer.gecontroleerd else None,
        **_own_columns(invoer),
    }


def change_aanbod(
    session: Session,
    aanbod: Aanbod,
    invoer: AanbodInvoer,
    *,
    door: Gebruiker,
    now: datetime,
    versie: int,
    actie: Actie = Actie.GEWIJZIGD,
) -> Aanbod:
    """Raises InvalidInvoerError, NotAllowedError, or StaleRecordError when `versie` is not the newest any more.

    Also UnknownRecordError for what was merged into another: only undoing the merge brings that back.
    After an error the caller rolls back, as after any other.
    """
    require_may_edit(session, aanbod, door=door, now=now)
    if aanbod.status == Status.SAMENGEVOEGD:
        raise UnknownRecordError(f"aanbod {aanbod.id} is {aanbod.status}")
    invoer = checked(invoer)
    _check_may_add(session, invoer, door, now)
    if aanbod.versie != versie:
        raise StaleRecordError(f"aanbod {aanbod.id} is at version {aanbod.versie}, not {versie}")
    check_hides(session, aanbod, invoer)
    before, old_locatie = aanbod_texts(aanbod), aanbod.locatie
    organisatie = find_or_add_organisatie(session, invoer, door=door, now=now, replaces=aanbod.organisatie, actie=actie)
    locatie = settle_locatie(session, invoer, door=door, now=now, shown=old_locatie)
    apply_invoer(aanbod, invoer, locatie=locatie, organisatie=organisatie)
    if add_wijziging(session, aanbod, before=before, after=aanbod_texts(aanbod), door=door, now=now, actie=actie):
        aanbod.gewijzigd_op = now
    _flush(session)
    if aanbod.verborgen:
        erase_place(session, aanbod, former=old_locatie)
    else:
        remove_unused(session, old_locatie)
    if invoer.gecontroleerd:
        confirm(session, aanbod, door=Controleur.TEAM, now=now, gebruiker=door)
    return aanbod


def require_may_edit(session: Session, aanbod: Aanbod, *, door: Gebruiker, now: datetime) -> None:
    """Raises NotAllowedError."""
    if not may_edit(door, aanbod, eigen_buurten=own_buurten(session, door, now)):
        raise NotAllowedError(f"gebruiker {door.id} may not edit aanbod {aanbod.id}")


def apply_invoer(
    aanbod: Aanbod, invoer: AanbodInvoer, *, locatie: Locatie | None, organisatie: Organisatie | None
) -> None:
    """Let the aanbod say what the invoer says; that it was checked is written down by `confirm`."""
    for field, value in (_own_columns(invoer) | _sets(invoer)).items():
        setattr(aanbod, field, value)
    aanbod.locatie, aanbod.organisatie = locatie, organisatie


def _own_columns(invoer: AanbodInvoer) -> dict[str, Any]:
    told = {field: getattr(invoer, field) for field in OWN if field not in WORD_SETS}
    return told | {"openingstijden": invoer.openingstijden or None, "adres_te_zoeken": _address_to_find(invoer)}


def _sets(invoer: AanbodInvoer) -> dict[str, Any]:
    return {field: set(getattr(invoer, field)) for field in WORD_SETS}


def _address_to_find(invoer: AanbodInvoer) -> str:
    return invoer.adres if invoer.plek_later and not invoer.verborgen else ""


def _flush(session: Session) -> None:
    try:
        session.flush()
    except StaleDataError as error:
        raise StaleRecordError("somebody else saved this aanbod at the same moment") from error


def _check_may_add(session: Session, invoer: AanbodInvoer, door: Gebruiker, now: datetime) -> None:
    eigen_buurten = own_buurten(session, door, now)
    if not may_add(door, gemeente=invoer.gemeente, buurtcode=invoer.buurtcode or None, eigen_buurten=eigen_buurten):
        raise NotAllowedError(f"gebruiker {door.id} may not put anything in {invoer.buurtcode}")


def own_buurten(session: Session, gebruiker: Gebruiker, now: datetime) -> frozenset[str]:
    return buurten_of_team(session, gebruiker.team, op=day_of(now)) if gebruiker.team else frozenset()
