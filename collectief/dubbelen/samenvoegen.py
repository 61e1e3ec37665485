"""How do two entries that are one become one, and two again? Never commits.

Nothing is thrown away but a contactpersoon whom nobody keeps: the entry that goes stays stored, with its history and
what its sources tell of it, and leads to the one that stays.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from collectief.dubbelen.samenvoegvelden import GROEPEN, SETS, Kant, Snapshot, choices, restore, snapshot
from collectief.errors import MergeError, StaleRecordError
from collectief.geschiedenis.geschiedenis import Texts, aanbod_texts, add_wijziging
from collectief.models import Aanbod, Afbeelding, Gebruiker, Herinnering, Samenvoeging, Wijzigingsvoorstel
from collectief.registreren.registreren import require_may_edit
from collectief.words import Actie, Besluit, Status

# What points at an entry and goes with it to the one that stays.
MOVED: Mapping[str, type[Afbeelding] | type[Herinnering] | type[Wijzigingsvoorstel]] = {
    "afbeeldingen": Afbeelding,
    "herinneringen": Herinnering,
    "voorstellen": Wijzigingsvoorstel,
}
OTHER = "samengevoegd_met"  # a line of the history: with which entry


class Keuzes(NamedTuple):
    """What somebody decided on the page: per group that differs a kant, and what goes along.

    `contactpersoon` is the kant whose contactpersoon is kept, or None when nobody's: another's is erased.
    """

    velden: Mapping[str, Kant]
    afbeeldingen: bool = True
    contactpersoon: Kant | None = Kant.BLIJFT


def check_may_merge(session: Session, blijft: Aanbod, vervalt: Aanbod, *, door: Gebruiker, now: datetime) -> None:
    """Raises NotAllowedError, or MergeError where the two cannot be one."""
    for aanbod in (blijft, vervalt):
        require_may_edit(session, aanbod, door=door, now=now)
        if aanbod.status == Status.SAMENGEVOEGD:
            raise MergeError("merged_already")
    if blijft is vervalt or blijft.gemeente != vervalt.gemeente:
        raise MergeError("not_two")
    if blijft.verborgen != vervalt.verborgen:
        raise MergeError("one_is_hidden")


def merge_aanbod(
    session: Session,
    blijft: Aanbod,
    vervalt: Aanbod,
    keuzes: Keuzes,
    *,
    door: Gebruiker,
    now: datetime,
    versies: tuple[int, int],
) -> Samenvoeging:
    """Raises as check_may_merge, and StaleRecordError when either is not at the version that was looked at."""
    check_may_merge(session, blijft, vervalt, door=door, now=now)
    if (blijft.versie, vervalt.versie) != versies:
        raise StaleRecordError(f"aanbod {blijft.id} or {vervalt.id} changed meanwhile")
    before, texts = snapshot(blijft), (aanbod_texts(blijft), aanbod_texts(vervalt))
    restore(session, blijft, dict(_chosen(blijft, vervalt, keuzes.velden)))
    _keep_contactpersoon(session, blijft, vervalt, keuzes.contactpersoon)
    voorheen = {"blijft": before, "status": vervalt.status.value, **_move(session, vervalt.id, blijft.id, keuzes)}
    vervalt.status, vervalt.samengevoegd_in_id = Status.SAMENGEVOEGD, blijft.id
    _write_down(session, (blijft, vervalt), texts, actie=Actie.SAMENGEVOEGD, door=door, now=now)
    _flush(session)
    voorheen["daarna"] = snapshot(blijft)
    samenvoeging = Samenvoeging(blijft_id=blijft.id, vervalt_id=vervalt.id, op=now, door=door, voorheen=voorheen)
    session.add(samenvoeging)
    return samenvoeging


def find_samenvoeging(session: Session, vervalt: Aanbod) -> Samenvoeging | None:
    """How it was merged into another, if that was not undone."""
    query = select(Samenvoeging).where(Samenvoeging.vervalt_id == vervalt.id, Samenvoeging.teruggedraaid_op.is_(None))
    return session.scalar(query.order_by(Samenvoeging.id.desc()).limit(1))


def changed_since(samenvoeging: Samenvoeging, blijft: Aanbod) -> list[str]:
    """The fields that undoing leaves as they are: somebody changed them after the merge."""
    merged, now = samenvoeging.voorheen["daarna"], snapshot(blijft)
    return [field for field, value in now.items() if field not in merged or merged[field] != value]


def undo_samenvoeging(session: Session, samenvoeging: Samenvoeging, *, door: Gebruiker, now: datetime) -> Sequence[str]:
    """Two entries as before; returns the fields that stay, for they were changed since.

    Raises NotAllowedError, and MergeError where the one that stayed was merged itself or hidden since.
    """
    blijft, vervalt = (session.get_one(Aanbod, id_) for id_ in (samenvoeging.blijft_id, samenvoeging.vervalt_id))
    _check_may_undo(session, samenvoeging, blijft, vervalt, door=door, now=now)
    texts, stay = (aanbod_texts(blijft), aanbod_texts(vervalt)), changed_since(samenvoeging, blijft)
    before: Snapshot = samenvoeging.voorheen["blijft"]
    restore(session, blijft, {field: value for field, value in before.items() if field not in stay})
    vervalt.status, vervalt.samengevoegd_in_id = Status(samenvoeging.voorheen["status"]), None
    _move_back(session, samenvoeging)
    _write_down(session, (blijft, vervalt), texts, actie=Actie.TERUGGEDRAAID, door=door, now=now)
    samenvoeging.teruggedraaid_op = now
    _flush(session)
    return stay


def find_blijver(session: Session, aanbod: Aanbod) -> Aanbod | None:
    """What an entry that was merged leads to by now; None when it was not."""
    found = None
    while aanbod.samengevoegd_in_id is not None:
        found = aanbod = session.get_one(Aanbod, aanbod.samengevoegd_in_id)
    return found


def _chosen(blijft: Aanbod, vervalt: Aanbod, velden: Mapping[str, Kant]) -> Iterator[tuple[str, Any]]:
    """What is to be different in the entry that stays."""
    kanten = {groep: velden.get(groep, kanten[0]) for groep, kanten in choices(blijft, vervalt).items()}
    own, other = snapshot(blijft), snapshot(vervalt)
    for groep, kant in kanten.items():
        for field in GROEPEN[groep]:
            if kant == Kant.BEIDE and groep in SETS:
                yield field, sorted({*own[field], *other[field]})
            elif kant == Kant.VERVALT:
                yield field, other[field]
    if Status.GEPUBLICEERD in (own["status"], other["status"]):
        yield "status", Status.GEPUBLICEERD.value
    yield "ook_op", _further_places(own, other, kanten.get("plek", Kant.BLIJFT))


def _further_places(own: Snapshot, other: Snapshot, plek: Kant) -> list[list[Any]]:
    """Those of both; and with BEIDE the place of the one that goes, at its own hours."""
    main = other["locatie_id"] if plek == Kant.VERVALT else own["locatie_id"]
    places = {**dict(other["ook_op"]), **dict(own["ook_op"])}
    if plek == Kant.BEIDE:
        places.setdefault(other["locatie_id"], other["openingstijden"])
    return [[locatie_id, times] for locatie_id, times in places.items() if locatie_id != main]


def _keep_contactpersoon(session: Session, blijft: Aanbod, vervalt: Aanbod, kant: Kant | None) -> None:
    """Who agreed to be reached about one entry is reached about the other only when somebody says so."""
    kept = {Kant.BLIJFT: blijft.contactpersoon, Kant.VERVALT: vervalt.contactpersoon}.get(kant) if kant else None
    for aanbod in (blijft, vervalt):
        if aanbod.contactpersoon is not kept:
            aanbod.contactpersoon = None
    _flush(session)  # erased before another takes the place
    if kept is not None and kant == Kant.VERVALT:
        vervalt.contactpersoon, blijft.contactpersoon = None, kept


def _move(session: Session, old: int, new: int, keuzes: Keuzes) -> dict[str, list[int]]:
    """Let what points at the old entry point at the new one; the ids of what was moved."""
    _flush(session)
    numbers = select(Herinnering.ronde, Herinnering.nummer).where(Herinnering.aanbod_id == new)
    taken = {(ronde, nummer) for ronde, nummer in session.execute(numbers)}
    asked = session.scalars(select(Herinnering).where(Herinnering.aanbod_id == old, Herinnering.antwoord.is_(None)))
    waiting = select(Wijzigingsvoorstel.id).filter_by(aanbod_id=old, besluit=Besluit.OPEN)
    pictures = select(Afbeelding.id).where(Afbeelding.aanbod_id == old)
    moved = {
        "afbeeldingen": list(session.scalars(pictures)) if keuzes.afbeeldingen else [],
        "herinneringen": [one.id for one in asked if (one.ronde, one.nummer) not in taken],
        "voorstellen": list(session.scalars(waiting)),
    }
    _point(session, moved, old=old, new=new)
    return moved


def _move_back(session: Session, samenvoeging: Samenvoeging) -> None:
    """What was answered or decided meanwhile was so of the entry that stayed: that stays there too."""
    _flush(session)
    moved = {name: list(samenvoeging.voorheen[name]) for name in MOVED}
    answered = select(Herinnering.id).where(Herinnering.antwoord.is_not(None))
    decided = select(Wijzigingsvoorstel.id).where(Wijzigingsvoorstel.besluit != Besluit.OPEN)
    for name, settled in (("herinneringen", answered), ("voorstellen", decided)):
        moved[name] = [id_ for id_ in moved[name] if id_ not in set(session.scalars(settled))]
    _point(session, moved, old=samenvoeging.blijft_id, new=samenvoeging.vervalt_id)


def _point(session: Session, moved: Mapping[str, Sequence[int]], *, old: int, new: int) -> None:
    for name, model in MOVED.items():
        which = (model.id.in_(moved[name]), model.aanbod_id == old)
        session.execute(update(model).where(*which).values(aanbod_id=new))
    session.expire_all()


def _check_may_undo(
    session: Session, samenvoeging: Samenvoeging, blijft: Aanbod, vervalt: Aanbod, *, door: Gebruiker, now: datetime
) -> None:
    for aanbod in (blijft, vervalt):
        require_may_edit(session, aanbod, door=door, now=now)
    if samenvoeging.teruggedraaid_op or vervalt.samengevoegd_in_id != blijft.id:
        raise MergeError("undone_already")
    if blijft.status == Status.SAMENGEVOEGD:
        raise MergeError("merged_since")
    if "locatie_id" not in samenvoeging.voorheen["blijft"]:
        raise MergeError("hidden_since")


def _write_down(
    session: Session,
    both: tuple[Aanbod, Aanbod],
    texts: tuple[Texts, Texts],
    *,
    actie: Actie,
    door: Gebruiker,
    now: datetime,
) -> None:
    """In the history of each, that it was this other one."""
    for aanbod, other, before in zip(both, reversed(both), texts, strict=True):
        naam = f"{other.naam} (nummer {other.id})"
        met = {OTHER: ["", naam] if actie == Actie.SAMENGEVOEGD else [naam, ""]}
        old, new = ({OTHER: text} for text in met[OTHER])
        after = {**aanbod_texts(aanbod), **new}
        add_wijziging(session, aanbod, before={**before, **old}, after=after, door=door, now=now, actie=actie)
        aanbod.gewijzigd_op = now


def _flush(session: Session) -> None:
    try:
        session.flush()
    except StaleDataError as error:
        raise StaleRecordError("somebody else saved one of the two at the same moment") from error
