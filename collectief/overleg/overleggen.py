"""How is an overleg planned, its agenda made, and the meeting closed?"""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from collectief.bevoegdheid import may_hold_overleg
from collectief.errors import InvalidFieldError, InvalidInvoerError, NotAllowedError, StaleRecordError
from collectief.models import MAX_OMSCHRIJVING, Besluitregel, Gebruiker, Overleg, Overlegpunt
from collectief.overleg.punten import punten_op_agenda, wachtende_punten
from collectief.registreren.invoer import tidy_lines
from collectief.signaalwoorden import Patroonbesluit
from collectief.vrije_teksten import Eisen, check_texts

MOST_YEARS_AHEAD = 2


def plan_overleg(session: Session, gemeente: str, op: date | None, *, door: Gebruiker, today: date) -> Overleg:
    """All that waits is put on its agenda. Planned twice it is one. Never commits.

    Raises NotAllowedError or InvalidInvoerError.
    """
    _check_may(door, gemeente)
    if op is None:
        raise InvalidInvoerError([InvalidFieldError("op", "no_day")])
    if not today <= op <= date(today.year + MOST_YEARS_AHEAD, 12, 31):
        raise InvalidInvoerError([InvalidFieldError("op", "not_ahead")])
    found = session.scalar(select(Overleg).where(Overleg.gemeente == gemeente, Overleg.op == op))
    if found is None:
        found = Overleg(gemeente=gemeente, op=op)
        session.add(found)
        _flush(session)
        put_on_agenda(session, found, wachtende_punten(session, gemeente), door=door)
    return found


def put_on_agenda(session: Session, overleg: Overleg, punten: Iterable[Overlegpunt], *, door: Gebruiker) -> None:
    """Raises NotAllowedError, also for an overleg that is closed."""
    _check_open(overleg, door)
    for punt in punten:
        if punt.overleg_id is None and not punt.besluit:
            punt.overleg = overleg
    session.flush()


def take_off_agenda(session: Session, overleg: Overleg, punt: Overlegpunt, *, door: Gebruiker) -> None:
    """It waits for another overleg; what was decided on stays. Raises NotAllowedError."""
    _check_open(overleg, door)
    if punt.overleg_id == overleg.id and not punt.besluit:
        punt.overleg = None
    session.flush()


def close_overleg(
    session: Session,
    overleg: Overleg,
    verslag: str,
    *,
    door: Gebruiker,
    now: datetime,
    plaatsnamen: Collection[str] = (),
) -> None:
    """What nobody decided on waits for the next; who signalled for a patroon is told what was decided. Never commits.

    Closed twice it was closed once. Raises NotAllowedError or InvalidInvoerError.
    """
    _check_may(door, overleg.gemeente)
    if overleg.gesloten_op is not None:
        return
    verslag = tidy_lines(verslag)
    check_texts({"verslag": verslag}, {"verslag": Eisen(MAX_OMSCHRIJVING)}, plaatsnamen=plaatsnamen)
    overleg.verslag, overleg.gesloten_op = verslag, now
    for punt in punten_op_agenda(session, overleg):
        if not punt.besluit:
            punt.overleg = None
        elif punt.patroon:
            session.add(_make_besluitregel(punt, door, now))
    session.flush()


def _flush(session: Session) -> None:
    try:
        session.flush()
    except IntegrityError as error:
        raise StaleRecordError("somebody else planned an overleg on this day at the same moment") from error


def _make_besluitregel(punt: Overlegpunt, door: Gebruiker, now: datetime) -> Besluitregel:
    return Besluitregel(
        besluit=Patroonbesluit.OVERLEG, op=now, toelichting=punt.besluit, patroon=punt.patroon, door=door
    )


def _check_open(overleg: Overleg, door: Gebruiker) -> None:
    _check_may(door, overleg.gemeente)
    if overleg.gesloten_op is not None:
        raise NotAllowedError(f"overleg {overleg.id} is closed")


def _check_may(door: Gebruiker, gemeente: str) -> None:
    if not may_hold_overleg(door, gemeente=gemeente):
        raise NotAllowedError(f"gebruiker {door.id} may not hold an overleg in {gemeente}")
