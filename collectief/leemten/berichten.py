"""Which teams are to hear today that an aanbod ended and left a leemte, and who of them gets the mail? Never commits.

A mail is claimed, sent and settled as a herinnering is. A team hears of an end once; if the aanbod is there again
meanwhile, its next end is another one. Nobody hears of examples.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from collectief.leemten.aanbodplekken import PAS_GEEINDIGD, is_pas_gestopt
from collectief.leemten.opstellen import leemten_of
from collectief.leemten.wat_als import Gestopt, gestopt_met_leemte
from collectief.models import Aanbod, Gebruiker, Leemtebericht, Team
from collectief.teams.teams import team_per_buurt
from collectief.tijden.dutch_time import day_of
from collectief.upsert import insert_new
from collectief.versheid.verzenden import may_be_sent_again
from collectief.words import Rol, Status, Verzending
from geo.gebiedenset import Gebiedenset


class Bericht(NamedTuple):
    """All that one team is told: what ended in its buurten and left a leemte, there or next door."""

    team: Team
    adressen: Sequence[str]
    gestopt: Sequence[Gestopt]


def due_berichten(session: Session, gebiedensets: Iterable[Gebiedenset], *, now: datetime) -> list[Bericht]:
    """What is to be sent now; a team without any address waits until it has one."""
    told = _told(session, now)
    found = [due for gebiedenset in gebiedensets for due in _due_in(session, gebiedenset, day_of(now), told)]
    berichten = [Bericht(team, adressen_of(session, team), gestopt) for team, gestopt in found]
    return [bericht for bericht in berichten if bericht.adressen]


def adressen_of(session: Session, team: Team) -> Sequence[str]:
    """Where a team reads its mail: at its own address, or else at those of its teamleden who may sign in."""
    if team.email:
        return [team.email]
    teamleden = select(Gebruiker.email).where(Gebruiker.team == team, Gebruiker.rol == Rol.TEAMLID, Gebruiker.active)
    return session.scalars(teamleden.order_by(Gebruiker.id)).all()


def claim(session: Session, bericht: Bericht, *, now: datetime) -> list[Gestopt]:
    """What of it nobody else sends or has sent."""
    return [gestopt for gestopt in bericht.gestopt if _claim_one(session, gestopt.aanbod.aanbod_id, now)]


def settle(session: Session, gestopt: Iterable[Gestopt], verzending: Verzending) -> None:
    """Write down what became of the mail about these."""
    sent = Leemtebericht.aanbod_id.in_([one.aanbod.aanbod_id for one in gestopt])
    session.execute(update(Leemtebericht).where(sent).values(verzending=verzending))


def forget_resumed(session: Session, *, now: datetime) -> None:
    """Forget that a team heard of the end of what is there again."""
    open_again = or_(Aanbod.gesloten_van.is_(None), Aanbod.gesloten_van > day_of(now), Aanbod.gesloten_tot.is_not(None))
    resumed = select(Aanbod.id).where(Aanbod.status == Status.GEPUBLICEERD, open_again)
    session.execute(delete(Leemtebericht).where(Leemtebericht.aanbod_id.in_(resumed)))


def _told(session: Session, now: datetime) -> Set[int]:
    """Of which aanbod a team heard, or hears just now."""
    return frozenset(session.scalars(select(Leemtebericht.aanbod_id).where(~may_be_sent_again(Leemtebericht, now))))


def _due_in(
    session: Session, gebiedenset: Gebiedenset, op: date, told: Set[int]
) -> list[tuple[Team, Sequence[Gestopt]]]:
    """By team; leemten are only made where anything ended."""
    gemeente = gebiedenset.gemeente.code
    teams = team_per_buurt(session, gemeente, op=op)
    if not is_pas_gestopt(session, gemeente, op=op, buurtcodes=teams.keys()):
        return []
    due = defaultdict(list)
    for gestopt in gestopt_met_leemte(leemten_of(session, gebiedenset, op=op), op=op, since=op - PAS_GEEINDIGD):
        team = teams.get(gestopt.aanbod.buurtcode or "")
        if team and not gestopt.aanbod.voorbeeld and gestopt.aanbod.aanbod_id not in told:
            due[team.slug].append(gestopt)
    team_of = {team.slug: team for team in teams.values()}
    return [(team_of[slug], gestopt) for slug, gestopt in sorted(due.items())]


def _claim_one(session: Session, aanbod_id: int, now: datetime) -> bool:
    claimed = {"verstuurd_op": now, "verzending": Verzending.ONDERWEG}
    if insert_new(session, Leemtebericht, {"aanbod_id": aanbod_id} | claimed, key=["aanbod_id"]):
        return True
    own = Leemtebericht.aanbod_id == aanbod_id
    again = update(Leemtebericht).where(own, may_be_sent_again(Leemtebericht, now)).values(claimed)
    return bool(session.execute(again).rowcount)  # type: ignore[attr-defined] # an update has one
