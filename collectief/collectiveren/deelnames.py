"""How many took part, month by month? Counted, never named. Never commits."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from collectief.collectiveren.bevoegd import require_may_change
from collectief.collectiveren.voorstellen import flush
from collectief.errors import InvalidFieldError, InvalidInvoerError
from collectief.models import Deelname, Gebruiker, Voorstel
from collectief.tijden.dutch_time import day_of

MOST = 100_000


def set_deelname(
    session: Session, voorstel: Voorstel, maand: date | None, aantal: int | None, *, door: Gebruiker, now: datetime
) -> Deelname:
    """One count a month: a second one takes the place of the first; raises InvalidInvoerError or NotAllowedError."""
    require_may_change(voorstel, door=door)
    problems = _problems(voorstel, maand, aantal, today=day_of(now))
    if problems or maand is None or aantal is None:
        raise InvalidInvoerError(problems)
    first = maand.replace(day=1)
    known = next((one for one in voorstel.deelnames if one.maand == first), None)
    if known is None:
        known = Deelname(voorstel=voorstel, maand=first, aantal=aantal)
        session.add(known)
    known.aantal = aantal
    flush(session)
    return known


def _problems(voorstel: Voorstel, maand: date | None, aantal: int | None, *, today: date) -> list[InvalidFieldError]:
    problems = []
    if maand is None:
        problems.append(InvalidFieldError("maand", "no_month"))
    elif maand > today:
        problems.append(InvalidFieldError("maand", "in_future"))
    elif voorstel.eerste_keer_op and maand.replace(day=1) < voorstel.eerste_keer_op.replace(day=1):
        problems.append(InvalidFieldError("maand", "before_first_time"))
    if aantal is None or not 0 <= aantal <= MOST:
        problems.append(InvalidFieldError("aantal", "out_of_range", min=0, max=MOST))
    return problems
