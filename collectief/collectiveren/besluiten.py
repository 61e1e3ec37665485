"""What does a person decide on a patroon or a signaal, and what follows from that? Never commits."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from collectief.collectiveren.bevoegd import require_may_answer, require_may_change, require_may_decide
from collectief.collectiveren.voorstel_invoer import VoorstelInvoer, make_invoer_of_patroon, make_invoer_of_signaal
from collectief.collectiveren.voorstellen import add_stap, add_voorstel
from collectief.collectiveren.vrije_tekst import text_problems
from collectief.dubbelen.samenvoegen import find_blijver
from collectief.errors import InvalidFieldError, InvalidInvoerError, UnknownRecordError
from collectief.models import (
    MAX_LANG,
    Aanbod,
    Besluitregel,
    Gebruiker,
    Overlegpunt,
    Patroon,
    PatroonSignaal,
    Signaal,
    Voorstel,
)
from collectief.overleg.punten import open_voor
from collectief.registreren.invoer import tidy_lines
from collectief.signaalwoorden import Patroonbesluit
from collectief.words import Karakter, Status, Toegang

NEED_AANBOD = (Patroonbesluit.VERWIJZEN, Patroonbesluit.VERSTERKEN)
TWICE = timedelta(minutes=10)  # within which the same decision of the same gebruiker was sent twice


def decide(
    session: Session,
    patroon: Patroon,
    besluit: Patroonbesluit | None,
    *,
    toelichting: str,
    door: Gebruiker,
    now: datetime,
    aanbod_id: int | None = None,
    voorstel: Voorstel | None = None,
    plaatsnamen: Collection[str] = (),
) -> Besluitregel:
    """Without a `voorstel` a new one is made of what the patroon says.

    Raises InvalidInvoerError or NotAllowedError before anything is stored.
    """
    require_may_decide(session, patroon, door=door, now=now)
    told = _told(session, patroon.gemeente, besluit, toelichting, aanbod_id, plaatsnamen)
    if twice := _find_sent(session, told, {"patroon_id": patroon.id}, door=door, now=now):
        return twice
    if told["besluit"] == Patroonbesluit.VOORSTEL:
        told["voorstel"] = _settle_voorstel(
            session, voorstel, make_invoer_of_patroon(patroon), patroon=patroon, door=door, now=now
        )
    if told["besluit"] == Patroonbesluit.OVERLEG:
        _put_forward(session, patroon.gemeente, told["toelichting"], _of_patroon(patroon), door=door, now=now)
    return _store(session, Besluitregel(patroon=patroon, door=door, op=now, **told))


def answer_signaal(
    session: Session,
    signaal: Signaal,
    besluit: Patroonbesluit | None,
    *,
    toelichting: str,
    door: Gebruiker,
    now: datetime,
    aanbod_id: int | None = None,
    voorstel: Voorstel | None = None,
    plaatsnamen: Collection[str] = (),
) -> Besluitregel:
    """The same for a single signaal; raises as `decide` does."""
    require_may_answer(signaal, door=door)
    told = _told(session, signaal.gemeente, besluit, toelichting, aanbod_id, plaatsnamen)
    if twice := _find_sent(session, told, {"signaal_id": signaal.id}, door=door, now=now):
        return twice
    if told["besluit"] == Patroonbesluit.VOORSTEL:
        told["voorstel"] = _settle_voorstel(session, voorstel, make_invoer_of_signaal(signaal), door=door, now=now)
    if told["besluit"] == Patroonbesluit.OVERLEG:
        _put_forward(session, signaal.gemeente, told["toelichting"], _of_signaal(signaal), door=door, now=now)
    return _store(session, Besluitregel(signaal=signaal, door=door, op=now, **told))


def signalen_behind(session: Session, voorstel: Voorstel) -> list[int]:
    """The ids of the signalen that a voorstel came from, by its patroon and by decisions: its trace.

    Only those of its own team: nobody else may know how many others there are.
    """
    decided = select(Besluitregel).where(Besluitregel.voorstel_id == voorstel.id)
    besluiten = session.scalars(decided).all()
    patronen = {voorstel.patroon_id, *(one.patroon_id for one in besluiten)} - {None}
    members = select(PatroonSignaal.signaal_id).where(PatroonSignaal.patroon_id.in_(patronen))
    single = {one.signaal_id for one in besluiten if one.signaal_id is not None}
    behind = Signaal.id.in_(members) | Signaal.id.in_(single)
    query = select(Signaal.id).where(behind, Signaal.team_id == voorstel.team_id)
    return list(session.scalars(query.order_by(Signaal.id)))


def get_patroon_to_decide(session: Session, patroon_id: int, *, gemeente: str) -> Patroon:
    """Raises UnknownRecordError."""
    patroon = session.get(Patroon, patroon_id)
    if patroon is None or patroon.gemeente != gemeente:
        raise UnknownRecordError(f"patroon {patroon_id}")
    return patroon


def get_signaal_to_answer(session: Session, signaal_id: int, *, door: Gebruiker) -> Signaal:
    """Raises UnknownRecordError or NotAllowedError."""
    signaal = session.get(Signaal, signaal_id)
    if signaal is None:
        raise UnknownRecordError(f"signaal {signaal_id}")
    require_may_answer(signaal, door=door)
    return signaal


def _told(
    session: Session,
    gemeente: str,
    besluit: Patroonbesluit | None,
    toelichting: str,
    aanbod_id: int | None,
    plaatsnamen: Collection[str],
) -> dict[str, Any]:
    """What the Besluitregel says, once no rule is broken."""
    toelichting = tidy_lines(toelichting)
    required = ("toelichting",) if besluit == Patroonbesluit.LATEN else ()
    texts, limits = {"toelichting": toelichting}, {"toelichting": MAX_LANG}
    problems = list(text_problems(texts, longest=limits, required=required, plaatsnamen=plaatsnamen))
    problems += [] if besluit else [InvalidFieldError("besluit", "required")]
    aanbod = _find_aanbod(session, aanbod_id, gemeente) if besluit in NEED_AANBOD else None
    if besluit in NEED_AANBOD and (wrong := _aanbod_problem(aanbod, besluit)):
        problems.append(wrong)
    if problems:
        raise InvalidInvoerError(problems)
    return {"besluit": besluit, "toelichting": toelichting, "aanbod": aanbod}


def _find_aanbod(session: Session, aanbod_id: int | None, gemeente: str) -> Aanbod | None:
    """What was merged is what it became."""
    aanbod = session.get(Aanbod, aanbod_id) if aanbod_id else None
    if aanbod is None or aanbod.gemeente != gemeente:
        return None
    return find_blijver(session, aanbod) or aanbod


def _aanbod_problem(aanbod: Aanbod | None, besluit: Patroonbesluit | None) -> InvalidFieldError | None:
    if aanbod is None:
        return InvalidFieldError("aanbod", "required")
    if aanbod.status != Status.GEPUBLICEERD:
        return InvalidFieldError("aanbod", "not_on_the_map")
    if aanbod.toegang == Toegang.MET_INDICATIE:
        return InvalidFieldError("aanbod", "needs_indicatie")
    if besluit == Patroonbesluit.VERSTERKEN and aanbod.karakter != Karakter.COLLECTIEF:
        return InvalidFieldError("aanbod", "not_collectief")
    return None


def _find_sent(
    session: Session, told: dict[str, Any], of: dict[str, int], *, door: Gebruiker, now: datetime
) -> Besluitregel | None:
    """Two requests of one gebruiker wait here for each other until the first is committed."""
    session.execute(update(Gebruiker).where(Gebruiker.id == door.id).values(email=Gebruiker.email))
    aanbod_id = told["aanbod"].id if told["aanbod"] else None
    same = {"besluit": told["besluit"], "toelichting": told["toelichting"], "door_id": door.id}
    query = select(Besluitregel).filter_by(**same, aanbod_id=aanbod_id, **of).where(Besluitregel.op > now - TWICE)
    return session.scalar(query.limit(1))


def _settle_voorstel(
    session: Session,
    voorstel: Voorstel | None,
    invoer: VoorstelInvoer,
    *,
    door: Gebruiker,
    now: datetime,
    patroon: Patroon | None = None,
) -> Voorstel:
    """The one that was given, which then knows its patroon; or a new one."""
    if voorstel is None:
        return add_voorstel(session, invoer, door=door, now=now, patroon=patroon)
    require_may_change(voorstel, door=door)
    if patroon is not None and voorstel.patroon is None:
        voorstel.patroon = patroon
        add_stap(session, voorstel, {"patroon_id": ["", str(patroon.id)]}, door=door, now=now)
    return voorstel


def _of_patroon(patroon: Patroon) -> dict[str, Any]:
    titel = f"{patroon.leefgebied.naam} voor {patroon.doelgroep.naam}".capitalize()
    gebiedcode = min(patroon.buurtcodes) if len(patroon.buurtcodes) == 1 else None
    return {"titel": titel, "patroon": patroon, "leefgebied": patroon.leefgebied, "gebiedcode": gebiedcode}


def _of_signaal(signaal: Signaal) -> dict[str, Any]:
    first = min(signaal.leefgebieden, default=None)
    titel = f"{first.naam if first else 'Signaal'} voor {signaal.doelgroep.naam}".capitalize()
    return {"titel": titel, "leefgebied": first, "gebiedcode": signaal.buurtcode}


def _put_forward(
    session: Session, gemeente: str, toelichting: str, of: dict[str, Any], *, door: Gebruiker, now: datetime
) -> None:
    """For a next overleg; a patroon that nobody decided on there yet is put forward once."""
    patroon = of.get("patroon")
    if patroon is not None:
        about = (Overlegpunt.patroon_id == patroon.id, Overlegpunt.team_id == door.team_id)
        if session.scalar(select(Overlegpunt.id).where(*open_voor(gemeente), *about).limit(1)) is not None:
            return
    punt = Overlegpunt(gemeente=gemeente, ingebracht_op=now, team=door.team, toelichting=toelichting, **of)
    session.add(punt)


def _store(session: Session, regel: Besluitregel) -> Besluitregel:
    session.add(regel)
    session.flush()
    return regel
