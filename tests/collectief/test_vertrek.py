"""Does what somebody wrote outlive their account, without them?"""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from collectief.errors import LastBeheerderError, NotAllowedError, UnknownRecordError
from collectief.models import Gebruiker, Signaal, Token, VoorstelStap, Wijziging
from collectief.signaalwoorden import Fase
from collectief.teams.gebruikers import add_gebruiker
from collectief.teams.tokens import add_token
from collectief.teams.vertrek import delete_gebruiker, gebruikers_of, get_gebruiker, is_oud
from collectief.words import Actie, Recht, Rol
from tests.builders import GEMEENTE, build_signaal, build_team, build_voorstel

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def add(session: Session, naam: str, rol: Rol = Rol.BEHEERDER, gemeente: str = GEMEENTE) -> Gebruiker:
    email = f"{naam}@haarlem.example"
    return add_gebruiker(session, gemeente=gemeente, email=email, rol=rol, password_hash="-")


def test_what_was_written_stays_and_no_signaal_knows_who_gave_it(session: Session) -> None:
    weg, beheerder = add(session, "weg"), add(session, "beheerder")
    team = build_team(session)
    build_signaal(session, team=team, door=weg)
    session.add(Wijziging(tabel="team", record_id=1, actie=Actie.GEWIJZIGD, op=NOW, velden={}, door=weg))
    session.add(VoorstelStap(voorstel=build_voorstel(session, team=team), op=NOW, fase=Fase.IDEE, door=weg))
    add_token(session, gebruiker=weg, naam="CRM", rechten=[Recht.TOEVOEGEN], dagen=30, now=NOW)
    delete_gebruiker(session, weg, door=beheerder)
    assert session.scalars(select(Signaal.door_id)).all() == [None]
    wijziging = session.scalars(select(Wijziging).filter_by(tabel="team")).one()
    assert wijziging.door
    assert (is_oud(wijziging.door), wijziging.door.active) == (True, False)
    assert session.scalars(select(Token)).all() == []
    assert [one.email for one in gebruikers_of(session, GEMEENTE)] == ["beheerder@haarlem.example"]


def test_all_who_left_are_one(session: Session) -> None:
    beheerder = add(session, "beheerder")
    for naam in ("een", "twee"):
        delete_gebruiker(session, add(session, naam, Rol.BELEID), door=beheerder)
    (oud,) = session.scalars(select(Gebruiker).where(Gebruiker.id != beheerder.id))
    with pytest.raises(UnknownRecordError):
        get_gebruiker(session, oud.id, gemeente=GEMEENTE)
    with pytest.raises(NotAllowedError):
        delete_gebruiker(session, oud, door=None)


def test_the_last_beheerder_stays(session: Session) -> None:
    first, second = add(session, "een"), add(session, "twee")
    delete_gebruiker(session, first, door=first)
    with pytest.raises(LastBeheerderError):
        delete_gebruiker(session, second, door=None)


@pytest.mark.parametrize(("rol", "gemeente"), [(Rol.BELEID, GEMEENTE), (Rol.BEHEERDER, "GM0363")])
def test_only_a_beheerder_of_the_gemeente_deletes(session: Session, rol: Rol, gemeente: str) -> None:
    with pytest.raises(NotAllowedError):
        delete_gebruiker(session, add(session, "weg", Rol.BELEID), door=add(session, "ander", rol, gemeente))
