"""What waits for an overleg, what was decided, and which actions are still to be done?"""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session, joinedload

from collectief.errors import UnknownRecordError
from collectief.models import Overleg, Overlegpunt, Team

ONE_YEAR_OF_WORK = 200  # so many points of a team are shown at most


def open_voor(gemeente: str) -> Iterator[ColumnElement[bool]]:
    """What of an Overlegpunt makes it one that nobody decided on yet."""
    yield Overlegpunt.gemeente == gemeente
    yield Overlegpunt.besluit == ""


def get_punt(session: Session, id: int, *, gemeente: str) -> Overlegpunt:  # noqa: A002 - as it is called everywhere
    punt = session.scalar(_punten(gemeente).where(Overlegpunt.id == id))
    if punt is None:
        raise UnknownRecordError(f"no overlegpunt {id} in {gemeente}")
    return punt


def get_overleg(session: Session, id: int, *, gemeente: str) -> Overleg:  # noqa: A002 - as it is called everywhere
    overleg = session.scalar(select(Overleg).where(Overleg.id == id, Overleg.gemeente == gemeente))
    if overleg is None:
        raise UnknownRecordError(f"no overleg {id} in {gemeente}")
    return overleg


def overleggen_of(session: Session, gemeente: str) -> Sequence[Overleg]:
    """The latest first."""
    return session.scalars(select(Overleg).where(Overleg.gemeente == gemeente).order_by(Overleg.op.desc())).all()


def wachtende_punten(session: Session, gemeente: str) -> Sequence[Overlegpunt]:
    """What stands on no agenda yet, the oldest first."""
    query = _punten(gemeente).where(*open_voor(gemeente), Overlegpunt.overleg_id.is_(None))
    return session.scalars(query.order_by(Overlegpunt.id)).all()


def punten_op_agenda(session: Session, overleg: Overleg) -> Sequence[Overlegpunt]:
    query = _punten(overleg.gemeente).where(Overlegpunt.overleg_id == overleg.id)
    return session.scalars(query.order_by(Overlegpunt.id)).all()


def open_punten(session: Session, gemeente: str) -> Sequence[Overlegpunt]:
    """What nobody decided on, on an agenda or not."""
    return session.scalars(_punten(gemeente).where(*open_voor(gemeente)).order_by(Overlegpunt.id)).all()


def punten_of_team(session: Session, gemeente: str, team: Team | None) -> Sequence[Overlegpunt]:
    """What a team put forward, the latest first; without a team what anybody in the gemeente did."""
    query = _punten(gemeente).order_by(Overlegpunt.id.desc()).limit(ONE_YEAR_OF_WORK)
    return session.scalars(query.where(Overlegpunt.team_id == team.id) if team else query).all()


def punten_of_patroon(session: Session, patroon_id: int) -> Sequence[Overlegpunt]:
    """What came of a patroon in the overleg, the latest first."""
    query = select(Overlegpunt).where(Overlegpunt.patroon_id == patroon_id).order_by(Overlegpunt.id.desc())
    return session.scalars(query.options(joinedload(Overlegpunt.team), joinedload(Overlegpunt.overleg))).all()


def open_acties(session: Session, gemeente: str) -> Sequence[Overlegpunt]:
    """What was agreed and is not done, the first to be done first; what has no day comes last."""
    query = _punten(gemeente).where(Overlegpunt.actie != "", Overlegpunt.afgerond_op.is_(None))
    found = session.scalars(query.order_by(Overlegpunt.id)).all()
    return sorted(found, key=lambda punt: punt.voor or date.max)


def is_te_laat(punt: Overlegpunt, op: date) -> bool:
    """Whether its action should have been done before today."""
    return punt.afgerond_op is None and bool(punt.actie) and punt.voor is not None and punt.voor < op


def _punten(gemeente: str) -> Select[Overlegpunt]:
    with_all = (joinedload(Overlegpunt.team), joinedload(Overlegpunt.patroon), joinedload(Overlegpunt.overleg))
    return select(Overlegpunt).where(Overlegpunt.gemeente == gemeente).options(*with_all)
