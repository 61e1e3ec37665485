"""Who may decide on a patroon, answer a signaal, and change a voorstel? Raises NotAllowedError for all others."""

from datetime import datetime

from sqlalchemy.orm import Session

from collectief.errors import NotAllowedError
from collectief.models import Gebruiker, Patroon, Signaal, Team, Voorstel
from collectief.registreren.registreren import own_buurten
from collectief.teams.teams import team_of_buurt
from collectief.tijden.dutch_time import day_of
from collectief.words import Rol


def keeps_of_team(gebruiker: Gebruiker, *, gemeente: str, team_id: int) -> bool:
    """A teamlid what is of the own team; a beheerder all of the gemeente."""
    if not gebruiker.active or gebruiker.gemeente != gemeente:
        return False
    return gebruiker.rol == Rol.BEHEERDER or (gebruiker.rol == Rol.TEAMLID and gebruiker.team_id == team_id)


def require_may_change(voorstel: Voorstel, *, door: Gebruiker) -> None:
    if not keeps_of_team(door, gemeente=voorstel.gemeente, team_id=voorstel.team_id):
        raise NotAllowedError(f"gebruiker {door.id} may not change voorstel {voorstel.id}")


def require_may_answer(signaal: Signaal, *, door: Gebruiker) -> None:
    if not keeps_of_team(door, gemeente=signaal.gemeente, team_id=signaal.team_id):
        raise NotAllowedError(f"gebruiker {door.id} may not answer signaal {signaal.id}")


def require_may_decide(session: Session, patroon: Patroon, *, door: Gebruiker, now: datetime) -> None:
    """Whoever works in one of its buurten."""
    is_here = door.active and door.gemeente == patroon.gemeente
    is_own = door.rol == Rol.TEAMLID and bool(own_buurten(session, door, now) & set(patroon.buurtcodes))
    if not (is_here and (door.rol == Rol.BEHEERDER or is_own)):
        raise NotAllowedError(f"gebruiker {door.id} may not decide on patroon {patroon.id}")


def get_keeping_team(session: Session, door: Gebruiker, buurtcodes: set[str], *, now: datetime) -> Team:
    """Whose a new voorstel is: the own team, or for who has none that of the first of the buurten."""
    if not door.active or door.rol not in (Rol.TEAMLID, Rol.BEHEERDER):
        raise NotAllowedError(f"gebruiker {door.id} may not add a voorstel")
    teams = (team_of_buurt(session, code, op=day_of(now)) for code in sorted(buurtcodes))
    team = door.team or next((team for team in teams if team), None)
    if team is None:
        raise NotAllowedError("no team works in these buurten")
    return team
