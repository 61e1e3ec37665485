"""How do the planned steps of a source come on the map, with a memory of what it told?"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from collectief.errors import InvalidInvoerError
from collectief.geschiedenis.wijzigingsvoorstellen import VOORSTELBAAR, propose
from collectief.inlezen.plannen import Stap, Voortgang
from collectief.inlezen.rapport import Regel
from collectief.inlezen.samenvoegen import texts_to_remember
from collectief.inlezen.schrijven import Schrijver
from collectief.models import Aanbod, Aanbodbron, Bronvermelding
from collectief.words import Controleur, Controlewijze, Indiener, Status, Uitkomst
from collectief.zoeken.zoekindex import index_missing, indexing_later


class Einde(NamedTuple):
    """That a source is silent about an entry it told of last time; the entry `stops` if the source itself brought it.

    Unless somebody decided on its status since, it was merged into another, or another source still tells of it.
    """

    vermelding: Bronvermelding
    stops: bool

    def regel(self) -> Regel:
        return Regel(None, Uitkomst.GESTOPT, self.vermelding.aanbod.naam, self.vermelding.aanbod_id)


def find_ends(session: Session, known: Mapping[str, Bronvermelding], stappen: Sequence[Stap]) -> list[Einde]:
    told = {stap.gelezen.extern_id for stap in stappen}
    told |= {stap.vermelding.extern_id for stap in stappen if stap.vermelding}  # under another key now
    gone = [one for key, one in known.items() if key not in told and is_told_of(one)]
    return [Einde(one, _stops(session, one)) for one in gone]


def is_told_of(vermelding: Bronvermelding) -> bool:
    """Whether the source told last time that it is there."""
    return bool(vermelding.velden.get("status") != Status.GESTOPT)


def apply(
    session: Session,
    bron: Aanbodbron,
    stappen: Sequence[Stap],
    eindes: Sequence[Einde],
    *,
    now: datetime,
    voortgang: Voortgang,
) -> None:
    """Store all that the steps say; never commits."""
    adressen = [stap.invoer.adres for stap in stappen if stap.invoer]
    with indexing_later(session), session.no_autoflush:
        schrijver = Schrijver(session, bron.gemeente, now=now, adressen=adressen)
        for stap in stappen:
            _apply_step(session, schrijver, bron, stap)
            voortgang(1)
        for einde in eindes:
            _apply_end(schrijver, einde)
        schrijver.finish()
    index_missing(session)
    for stap in stappen:
        _propose(session, stap, now=now)


def _apply_step(session: Session, schrijver: Schrijver, bron: Aanbodbron, stap: Stap) -> None:
    if stap.uitkomst == Uitkomst.NIEUW and stap.invoer:
        schrijver.add(
            stap.invoer,
            check=_check(stap.gelezen.gecontroleerd_op),
            vermelding={"bron_id": bron.id, "toegevoegd": True, **_told(stap, is_hidden=stap.invoer.verborgen)},
        )
    elif stap.aanbod:
        check = _newer_check(stap.aanbod, stap.gelezen.gecontroleerd_op)
        schrijver.change(stap.aanbod, stap.invoer, check=check)
        _remember(session, bron, stap, stap.aanbod)


def _told(stap: Stap, *, is_hidden: bool) -> dict[str, Any]:
    """Under which key the source told what."""
    velden = texts_to_remember(stap.gelezen.invoer, is_hidden=is_hidden)
    return {"extern_id": stap.gelezen.extern_id, "velden": velden}


def _check(day: date | None) -> Mapping[str, object]:
    """What an assurance of the source says of when the entry was last found true."""
    if day is None:
        return {}
    how = {"gecontroleerd_door": Controleur.BRON, "gecontroleerd_hoe": Controlewijze.INGELEZEN}
    return {"gecontroleerd_op": day, **how}


def _newer_check(aanbod: Aanbod, day: date | None) -> Mapping[str, object]:
    known = aanbod.gecontroleerd_op
    return _check(day) if day and (known is None or known < day) else {}


def _remember(session: Session, bron: Aanbodbron, stap: Stap, aanbod: Aanbod) -> None:
    told = _told(stap, is_hidden=aanbod.verborgen)
    if stap.vermelding is None:
        session.add(Bronvermelding(bron_id=bron.id, aanbod=aanbod, toegevoegd=False, **told))
        return
    for field, value in told.items():
        if getattr(stap.vermelding, field) != value:
            setattr(stap.vermelding, field, value)


def _apply_end(schrijver: Schrijver, einde: Einde) -> None:
    vermelding = einde.vermelding
    vermelding.velden = vermelding.velden | {"status": Status.GESTOPT.value}
    if einde.stops:
        schrijver.stop(vermelding.aanbod)


def _stops(session: Session, vermelding: Bronvermelding) -> bool:
    aanbod = vermelding.aanbod
    is_as_told = aanbod.status == vermelding.velden.get("status")
    return vermelding.toegevoegd and is_as_told and not _is_told_of_elsewhere(session, vermelding)


def _is_told_of_elsewhere(session: Session, vermelding: Bronvermelding) -> bool:
    others = select(Bronvermelding).where(
        Bronvermelding.aanbod_id == vermelding.aanbod_id, Bronvermelding.bron_id != vermelding.bron_id
    )
    return any(is_told_of(other) for other in session.scalars(others))


def _propose(session: Session, stap: Stap, *, now: datetime) -> None:
    """What people have to decide on; what cannot be proposed is said in the report all the same."""
    velden = {field: text for field, text in stap.voorstel.items() if field in VOORSTELBAAR and field != "status"}
    if stap.aanbod is None or not velden:
        return
    with suppress(InvalidInvoerError):
        propose(
            session,
            aanbod=stap.aanbod,
            gemeente=stap.aanbod.gemeente,
            velden=velden,
            indiener=Indiener.BRON,
            now=now,
        )
