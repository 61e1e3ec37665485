"""Who may add and change what? A teamlid in the own teamgebied, a beheerder in the own gemeente, beleid nothing."""

from collections.abc import Set

from collectief.models import Aanbod, Gebruiker, Team
from collectief.words import Rol


def may_add(gebruiker: Gebruiker, *, gemeente: str, buurtcode: str | None, eigen_buurten: Set[str]) -> bool:
    """`eigen_buurten` is the teamgebied of the gebruiker's team today; what has no buurt is every team's to keep."""
    if not gebruiker.active or gebruiker.gemeente != gemeente:
        return False
    return gebruiker.rol == Rol.BEHEERDER or (gebruiker.rol == Rol.TEAMLID and buurtcode in {None, *eigen_buurten})


def may_keep(gebruiker: Gebruiker, *, gemeente: str) -> bool:
    """What belongs to no buurt in particular, such as an organisatie."""
    return may_add(gebruiker, gemeente=gemeente, buurtcode=None, eigen_buurten=frozenset())


def may_edit(gebruiker: Gebruiker, aanbod: Aanbod, *, eigen_buurten: Set[str]) -> bool:
    buurtcode = aanbod.locatie.buurtcode if aanbod.locatie else None
    return may_add(gebruiker, gemeente=aanbod.gemeente, buurtcode=buurtcode, eigen_buurten=eigen_buurten)


def may_divide(gebruiker: Gebruiker, *, gemeente: str) -> bool:
    """Who may say which team serves which buurt, and which teams there are."""
    return gebruiker.active and gebruiker.gemeente == gemeente and gebruiker.rol == Rol.BEHEERDER


def may_keep_accounts(gebruiker: Gebruiker, *, gemeente: str) -> bool:
    """Who may say who has an account."""
    return may_divide(gebruiker, gemeente=gemeente)


def may_explore(gebruiker: Gebruiker, team: Team) -> bool:
    """Who may write the verkenning of a team, and bring what it needs to the overleg."""
    if not gebruiker.active or gebruiker.gemeente != team.gemeente:
        return False
    return gebruiker.rol == Rol.BEHEERDER or (gebruiker.rol == Rol.TEAMLID and gebruiker.team_id == team.id)


def may_hold_overleg(gebruiker: Gebruiker, *, gemeente: str) -> bool:
    """Who may plan an overleg, make its agenda and write down what was decided."""
    return gebruiker.active and gebruiker.gemeente == gemeente and gebruiker.rol in (Rol.BELEID, Rol.BEHEERDER)
