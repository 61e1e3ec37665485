"""Can a beheerder give a gemeente its teams, and keep them findable?"""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from collectief.errors import InvalidInvoerError, NotAllowedError
from collectief.models import Gebruiker, Team, Wijziging
from collectief.teams.teambeheer import TeamInvoer, add_team, change_team, slug_of
from collectief.teams.teams import find_team, teams_of_gemeente
from collectief.words import Actie, Rol
from tests.builders import GEMEENTE, NOW, build_gebruiker, build_team


@pytest.fixture
def beheerder(session: Session) -> Gebruiker:
    return build_gebruiker(session, Rol.BEHEERDER)


def add(session: Session, door: Gebruiker, naam: str = "Oost", *, gemeente: str = GEMEENTE, **values: str) -> Team:
    return add_team(session, TeamInvoer(naam=naam, **values), gemeente=gemeente, door=door, now=NOW)


def rules(error: pytest.ExceptionInfo[InvalidInvoerError]) -> list[tuple[str, str]]:
    return [(problem.field, problem.rule) for problem in error.value.problems]


@pytest.mark.parametrize(
    ("naam", "slug"),
    [
        ("Centrum & Rozenprieel", "centrum-rozenprieel"),
        ("Eén buurt", "een-buurt"),
        ("'s-Gravenhage  Zuid", "s-gravenhage-zuid"),
        ("Amsterdamse buurten" + " lang" * 30, ("amsterdamse-buurten" + "-lang" * 30)[:80].strip("-")),
        ("!?", ""),
    ],
)
def test_a_naam_becomes_an_address(naam: str, slug: str) -> None:
    assert slug_of(naam) == slug


def test_a_team_is_added_with_its_contact(session: Session, beheerder: Gebruiker) -> None:
    add(session, beheerder, "  Oost  ", gebied_in_woorden="Haarlem-Oost", email="oost@wijkteam.example")
    team = find_team(session, "oost", gemeente=GEMEENTE)
    assert team is not None
    assert (team.naam, team.gebied_in_woorden, team.telefoon) == ("Oost", "Haarlem-Oost", None)
    assert team.email == "oost@wijkteam.example"


def test_another_naam_keeps_the_address(session: Session, beheerder: Gebruiker) -> None:
    team = add(session, beheerder, "Oost")
    change_team(session, team, TeamInvoer(naam="Noordoost"), door=beheerder, now=NOW)
    assert (team.slug, team.naam) == ("oost", "Noordoost")


@pytest.mark.parametrize("naam", ["Oost", "OOST!", "Noordoost"])
def test_a_naam_that_a_team_has_or_had_is_taken(session: Session, beheerder: Gebruiker, naam: str) -> None:
    change_team(session, add(session, beheerder), TeamInvoer(naam="Noordoost"), door=beheerder, now=NOW)
    with pytest.raises(InvalidInvoerError) as error:
        add(session, beheerder, naam)
    assert rules(error) == [("naam", "taken")]


def test_a_team_cannot_take_the_naam_of_another(session: Session, beheerder: Gebruiker) -> None:
    add(session, beheerder, "West")
    team = add(session, beheerder)
    with pytest.raises(InvalidInvoerError) as error:
        change_team(session, team, TeamInvoer(naam="west"), door=beheerder, now=NOW)
    assert rules(error) == [("naam", "taken")]


def test_another_gemeente_may_have_a_team_of_the_same_naam(session: Session, beheerder: Gebruiker) -> None:
    build_team(session, "oost", gemeente="GM0344", buurten=())
    assert add(session, beheerder).slug == "oost"


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"naam": " "}, ("naam", "required")),
        ({"naam": "***"}, ("naam", "required")),
        ({"naam": "WK039201"}, ("naam", "looks_like_code")),
        ({"naam": "Oost" * 40}, ("naam", "too_long")),
        ({"telefoon": "bel ons"}, ("telefoon", "no_telefoon")),
        ({"email": "oost"}, ("email", "no_email")),
    ],
)
def test_what_is_wrong_is_named(
    session: Session, beheerder: Gebruiker, values: dict[str, str], rule: tuple[str, str]
) -> None:
    with pytest.raises(InvalidInvoerError) as error:
        add(session, beheerder, **{"naam": "Oost"} | values)
    assert rules(error) == [rule]
    assert teams_of_gemeente(session, GEMEENTE) == []


@pytest.mark.parametrize("rol", [Rol.TEAMLID, Rol.BELEID])
def test_only_a_beheerder_adds_and_changes_teams(session: Session, rol: Rol) -> None:
    team, door = build_team(session, "west", buurten=()), build_gebruiker(session, rol)
    with pytest.raises(NotAllowedError):
        add(session, door)
    with pytest.raises(NotAllowedError):
        change_team(session, team, TeamInvoer(naam="Zuid"), door=door, now=NOW)


def test_a_beheerder_adds_no_team_elsewhere(session: Session, beheerder: Gebruiker) -> None:
    with pytest.raises(NotAllowedError):
        add(session, beheerder, gemeente="GM0344")


def test_who_changed_a_team_is_written_down(session: Session, beheerder: Gebruiker) -> None:
    team = add(session, beheerder)
    change_team(session, team, TeamInvoer(naam="Oost", telefoon="023 123 45 67"), door=beheerder, now=NOW)
    first, second = session.scalars(select(Wijziging).where(Wijziging.tabel == "team").order_by(Wijziging.id))
    assert (first.actie, first.door) == (Actie.TOEGEVOEGD, beheerder)
    assert (second.actie, second.velden) == (Actie.GEWIJZIGD, {"telefoon": ["", "023 123 45 67"]})
