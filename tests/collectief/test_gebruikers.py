"""Who gets an account, and is found again?"""

import pytest
from sqlalchemy.orm import Session

from collectief.errors import InvalidFieldError
from collectief.models import Gebruiker, Team
from collectief.teams.gebruikers import add_gebruiker, find_gebruiker
from collectief.words import Rol
from tests.builders import GEMEENTE, build_team


def add(
    session: Session, *, email: str = "iemand@haarlem.example", rol: Rol = Rol.BELEID, team: Team | None = None
) -> Gebruiker:
    return add_gebruiker(session, gemeente=GEMEENTE, email=email, rol=rol, team=team, password_hash="-")


def refused_rule(session: Session, **values: object) -> tuple[str, str]:
    with pytest.raises(InvalidFieldError) as caught:
        add(session, **values)  # type: ignore[arg-type]
    return caught.value.field, caught.value.rule


def test_a_gebruiker_is_found_by_email_whatever_its_capitals(session: Session) -> None:
    gebruiker = add(session, email=" Iemand@Haarlem.example ")
    assert find_gebruiker(session, "IEMAND@haarlem.example") is gebruiker
    assert find_gebruiker(session, "ander@haarlem.example") is None


def test_an_email_has_one_account(session: Session) -> None:
    add(session)
    assert refused_rule(session, email="IEMAND@haarlem.example") == ("email", "taken")


@pytest.mark.parametrize("email", ["", "iemand", "iemand@haarlem", "x" * 250 + "@haarlem.example"])
def test_an_email_has_its_form(session: Session, email: str) -> None:
    assert refused_rule(session, email=email) == ("email", "no_email")


def test_a_teamlid_has_a_team(session: Session) -> None:
    assert refused_rule(session, rol=Rol.TEAMLID) == ("team", "required")


@pytest.mark.parametrize("rol", [Rol.BELEID, Rol.BEHEERDER])
def test_only_a_teamlid_has_a_team(session: Session, rol: Rol) -> None:
    assert refused_rule(session, rol=rol, team=build_team(session)) == ("team", "only_for_teamlid")


def test_a_teamlid_works_for_a_team_of_the_own_gemeente(session: Session) -> None:
    elsewhere = build_team(session, gemeente="GM0344")
    assert refused_rule(session, rol=Rol.TEAMLID, team=elsewhere) == ("team", "other_gemeente")


def test_two_accounts_have_their_own_uniquifier(session: Session) -> None:
    one, other = add(session, email="een@haarlem.example"), add(session, email="twee@haarlem.example")
    assert one.fs_uniquifier != other.fs_uniquifier
