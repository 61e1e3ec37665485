"""Who made sure that an entry holds, when and how? Never commits."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from collectief.models import Aanbod, Gebruiker, Veldcontrole, Wijziging
from collectief.tijden.dutch_time import day_of
from collectief.upsert import insert_or_update
from collectief.versheid.versheid import VELDEN
from collectief.words import Actie, Controleur, Controlewijze

CHECK = ("gecontroleerd_op", "gecontroleerd_door", "gecontroleerd_hoe")
Check = tuple[date | None, Controleur | None, Controlewijze | None]


def confirm(
    session: Session,
    aanbod: Aanbod,
    *,
    door: Controleur,
    now: datetime,
    hoe: Controlewijze | None = None,
    velden: Collection[str] | None = None,
    gebruiker: Gebruiker | None = None,
) -> None:
    """Write down that the whole entry was found true, or only these of versheid.VELDEN.

    Neither gewijzigd_op nor versie changes: visitors see nothing new, and who is editing is not in anybody's way.
    """
    session.flush()
    check = (day_of(now), door, hoe)
    if velden is None or set(velden) >= set(VELDEN):
        found = _confirm_whole(session, aanbod, check)
    else:
        found = _confirm_fields(session, aanbod, velden, check)
    if found:
        what: dict[str, Any] = {"tabel": aanbod.__tablename__, "record_id": aanbod.id, "velden": dict(found)}
        session.add(Wijziging(actie=Actie.GECONTROLEERD, op=now, door=gebruiker, **what))
        session.flush()


def _confirm_whole(session: Session, aanbod: Aanbod, check: Check) -> Mapping[str, list[str]]:
    """What is different, as the history has it; of single fields there is nothing to tell any more."""
    session.execute(delete(Veldcontrole).where(Veldcontrole.aanbod_id == aanbod.id))
    return store_check(session, aanbod, check)


def _confirm_fields(session: Session, aanbod: Aanbod, velden: Collection[str], check: Check) -> Mapping[str, list[str]]:
    """Once every field was looked at, the entry is as fresh as the one that was looked at longest ago.

    What the same one said of a field earlier that day, is not written down again.
    """
    op, door, hoe = check
    said = select(Veldcontrole.veld).filter_by(aanbod_id=aanbod.id, op=op, door=door, hoe=hoe)
    unsaid = set(velden) - set(session.scalars(said))
    names = [veld for veld in VELDEN if veld in unsaid]
    for veld in names:
        row = {"aanbod_id": aanbod.id, "veld": veld, "op": op, "door": door, "hoe": hoe}
        insert_or_update(session, Veldcontrole, row, key=("aanbod_id", "veld"))
    days = veldcontroles(session, aanbod)
    if len(days) == len(VELDEN) and (aanbod.gecontroleerd_op is None or min(days.values()) > aanbod.gecontroleerd_op):
        return store_check(session, aanbod, (min(days.values()), door, hoe))
    return {"gecontroleerde_velden": ["", ", ".join(names)]} if names else {}


def veldcontroles(session: Session, aanbod: Aanbod) -> dict[str, date]:
    """Per field that was checked by itself since the whole entry was: on which day."""
    query = select(Veldcontrole.veld, Veldcontrole.op).where(Veldcontrole.aanbod_id == aanbod.id)
    return {veld: op for veld, op in session.execute(query)}  # noqa: C416 - a Row is no pair to dict()


def store_check(session: Session, aanbod: Aanbod, check: Check) -> Mapping[str, list[str]]:
    """Put it in the entry; returns what is different, as the history has it."""
    before = [str(getattr(aanbod, field) or "") for field in CHECK]
    # By the table: a change by the mapper would count as a new versie.
    table = Aanbod.__table__
    session.execute(update(table).where(table.c.id == aanbod.id).values(dict(zip(CHECK, check, strict=True))))  # type: ignore[arg-type] # a mapped class has a Table
    session.refresh(aanbod, CHECK)
    after = [str(getattr(aanbod, field) or "") for field in CHECK]
    changes = zip(CHECK, before, after, strict=True)
    return {field: [old, new] for field, old, new in changes if old != new}
