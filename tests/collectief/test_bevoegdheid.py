"""May this gebruiker add or change something in this buurt?"""

import pytest

from collectief.bevoegdheid import may_add, may_divide
from collectief.models import Gebruiker, Team
from collectief.words import Rol
from tests.builders import ELDERS, GEMEENTE, HIER


def build_gebruiker(rol: Rol, *, gemeente: str = GEMEENTE, active: bool = True) -> Gebruiker:
    team = Team(gemeente=gemeente, slug="noord", naam="Noord") if rol == Rol.TEAMLID else None
    return Gebruiker(gemeente=gemeente, email="-", password="-", fs_uniquifier="-", rol=rol, team=team, active=active)


def may(gebruiker: Gebruiker, *, buurtcode: str = HIER) -> bool:
    return may_add(gebruiker, gemeente=GEMEENTE, buurtcode=buurtcode, eigen_buurten={HIER})


@pytest.mark.parametrize(
    ("rol", "buurtcode", "allowed"),
    [
        (Rol.TEAMLID, HIER, True),
        (Rol.TEAMLID, ELDERS, False),
        (Rol.BEHEERDER, HIER, True),
        (Rol.BEHEERDER, ELDERS, True),
        (Rol.BELEID, HIER, False),
        (Rol.BELEID, ELDERS, False),
    ],
)
def test_a_teamlid_works_in_the_own_teamgebied_a_beheerder_everywhere_beleid_nowhere(
    rol: Rol, buurtcode: str, allowed: bool
) -> None:
    assert may(build_gebruiker(rol), buurtcode=buurtcode) is allowed


@pytest.mark.parametrize("rol", list(Rol))
def test_nobody_of_another_gemeente_may_add(rol: Rol) -> None:
    assert not may(build_gebruiker(rol, gemeente="GM0344"))


@pytest.mark.parametrize("rol", list(Rol))
def test_an_account_that_was_switched_off_may_nothing(rol: Rol) -> None:
    assert not may(build_gebruiker(rol, active=False))


@pytest.mark.parametrize("rol", list(Rol))
def test_only_a_beheerder_divides_the_buurten(rol: Rol) -> None:
    assert may_divide(build_gebruiker(rol), gemeente=GEMEENTE) == (rol == Rol.BEHEERDER)


def test_a_beheerder_divides_the_own_gemeente_only() -> None:
    assert not may_divide(build_gebruiker(Rol.BEHEERDER), gemeente="GM0344")


def test_a_beheerder_whose_account_was_stopped_divides_nothing() -> None:
    assert not may_divide(build_gebruiker(Rol.BEHEERDER, active=False), gemeente=GEMEENTE)
