"""How is a voorstel made and changed, and which are there? Never commits."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload
from sqlalchemy.orm.exc import StaleDataError

from collectief.collectiveren.bevoegd import get_keeping_team, require_may_change
from collectief.collectiveren.voorstel_invoer import FIELDS, VoorstelInvoer, checked
from collectief.dubbelen.samenvoegen import find_blijver
from collectief.errors import (
    InvalidFieldError,
    InvalidInvoerError,
    NotAllowedError,
    StaleRecordError,
    UnknownRecordError,
)
from collectief.models import Aanbod, Gebruiker, Patroon, Team, Voorstel, VoorstelLeefgebied, VoorstelStap
from collectief.signaalwoorden import Fase
from collectief.tijden.dutch_time import day_of
from collectief.words import Leefgebied

MOST_SHOWN = 500  # of a board: far more than a team has in hand


def add_voorstel(
    session: Session,
    invoer: VoorstelInvoer,
    *,
    door: Gebruiker,
    now: datetime,
    patroon: Patroon | None = None,
    plaatsnamen: Collection[str] = (),
) -> Voorstel:
    """What was sent before is what it became then; raises InvalidInvoerError or NotAllowedError."""
    if door.gemeente != invoer.gemeente:
        raise NotAllowedError(f"gebruiker {door.id} is not of {invoer.gemeente}")
    invoer = checked(invoer, today=day_of(now), plaatsnamen=plaatsnamen)
    team = get_keeping_team(session, door, set(invoer.buurtcodes), now=now)
    return store_voorstel(session, invoer, team=team, door=door, now=now, patroon=patroon)


def store_voorstel(
    session: Session,
    invoer: VoorstelInvoer,
    *,
    team: Team,
    door: Gebruiker | None,
    now: datetime,
    patroon: Patroon | None = None,
) -> Voorstel:
    """Store what was `checked`, without asking who may."""
    known = session.scalar(select(Voorstel).where(Voorstel.uuid == invoer.uuid))
    if known is not None:
        return known
    told: dict[str, Any] = {name: _plain(getattr(invoer, name)) for name in FIELDS}
    moments: dict[str, Any] = {"aangemaakt_op": now, "gewijzigd_op": now}
    voorstel = Voorstel(gemeente=invoer.gemeente, team=team, uuid=invoer.uuid, patroon=patroon, **told, **moments)
    session.add(voorstel)
    add_stap(session, voorstel, {}, door=door, now=now)
    flush(session)
    return voorstel


def change_voorstel(
    session: Session,
    voorstel: Voorstel,
    invoer: VoorstelInvoer,
    *,
    door: Gebruiker,
    now: datetime,
    versie: int,
    plaatsnamen: Collection[str] = (),
) -> Voorstel:
    """Raises InvalidInvoerError, NotAllowedError, or StaleRecordError when `versie` is not the newest any more."""
    require_may_change(voorstel, door=door)
    invoer = checked(invoer, today=day_of(now), plaatsnamen=plaatsnamen)
    require_newest(voorstel, versie)
    if missing := _still_needed(voorstel, invoer):
        raise InvalidInvoerError(missing)
    apply(session, voorstel, {name: getattr(invoer, name) for name in FIELDS}, door=door, now=now)
    return voorstel


def apply(
    session: Session,
    voorstel: Voorstel,
    new: dict[str, Any],
    *,
    door: Gebruiker | None,
    now: datetime,
    toelichting: str = "",
    **extra: Any,
) -> None:
    """Let the voorstel say this, and write down in a step what that changed; nothing changed is no step."""
    velden = {name: [as_text(getattr(voorstel, name)), as_text(value)] for name, value in new.items()}
    changed = {name: pair for name, pair in velden.items() if pair[0] != pair[1]}
    if not changed and not toelichting:
        return
    for name in changed:
        setattr(voorstel, name, _plain(new[name]))
    voorstel.gewijzigd_op = now
    add_stap(session, voorstel, changed | extra, door=door, now=now, toelichting=toelichting)
    flush(session)


def add_stap(
    session: Session,
    voorstel: Voorstel,
    velden: dict[str, Any],
    *,
    door: Gebruiker | None,
    now: datetime,
    toelichting: str = "",
) -> None:
    told: dict[str, Any] = {"velden": velden, "toelichting": toelichting, "door": door}
    session.add(VoorstelStap(voorstel=voorstel, op=now, fase=voorstel.fase, **told))


def get_voorstel(session: Session, voorstel_id: int, *, gemeente: str | None = None) -> Voorstel:
    """Raises UnknownRecordError, also for a voorstel of another gemeente."""
    voorstel = session.get(Voorstel, voorstel_id)
    if voorstel is None or gemeente not in (None, voorstel.gemeente):
        raise UnknownRecordError(f"voorstel {voorstel_id}")
    return voorstel


def voorstellen_of(
    session: Session, *, gemeente: str, team_id: int | None = None, leefgebied: Leefgebied | None = None
) -> Sequence[Voorstel]:
    """What was changed last first; of one team when `team_id` says so."""
    query = select(Voorstel).where(Voorstel.gemeente == gemeente)
    if team_id is not None:
        query = query.where(Voorstel.team_id == team_id)
    if leefgebied is not None:
        query = query.join(Voorstel.leefgebied_rows).where(VoorstelLeefgebied.leefgebied == leefgebied)
    newest = query.order_by(Voorstel.gewijzigd_op.desc(), Voorstel.id.desc()).limit(MOST_SHOWN)
    return session.scalars(newest.options(joinedload(Voorstel.team), joinedload(Voorstel.aanbod))).all()


def find_aanbod_of(session: Session, voorstel: Voorstel) -> Aanbod | None:
    """What it became; when that was merged into another entry, the one that stayed."""
    if voorstel.aanbod is None:
        return None
    return find_blijver(session, voorstel.aanbod) or voorstel.aanbod


def require_newest(voorstel: Voorstel, versie: int) -> None:
    if voorstel.versie != versie:
        raise StaleRecordError(f"voorstel {voorstel.id} is at version {voorstel.versie}, not {versie}")


def flush(session: Session) -> None:
    try:
        session.flush()
    except StaleDataError as error:
        raise StaleRecordError("somebody else saved this voorstel at the same moment") from error


def _still_needed(voorstel: Voorstel, invoer: VoorstelInvoer) -> list[InvalidFieldError]:
    """What its fase rests on cannot be taken away."""
    planned = (Fase.GEPLAND, Fase.LOOPT, Fase.GEBORGD)
    needs: dict[str, tuple[Fase, ...]] = {"trekker": (Fase.TREKKER_GEVONDEN, *planned), "eerste_keer_op": planned}
    gone = [name for name, fasen in needs.items() if voorstel.fase in fasen and not getattr(invoer, name)]
    return [InvalidFieldError(name, "needed_for_fase", fase=voorstel.fase.naam) for name in gone]


def _plain(value: Any) -> Any:
    return set(value) if isinstance(value, frozenset | set) else value


def as_text(value: Any) -> str:
    """As a step keeps it."""
    if value is None:
        return ""
    return (
        ", ".join(sorted(value)) if isinstance(value, frozenset | set) or hasattr(value, "isdisjoint") else str(value)
    )
