"""May a program write for a gebruiker with this secret, and can that be ended?"""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from collectief.errors import InvalidInvoerError, NotAllowedError, UnknownRecordError
from collectief.models import Gebruiker, Token
from collectief.teams.tokens import (
    MAX_TOKENS,
    add_token,
    get_token,
    latest_uses,
    log_use,
    revoke_token,
    tokens_of,
    valid_tokens,
)
from collectief.words import Recht, Rol
from tests.builders import NOW, build_gebruiker


def make(
    session: Session, gebruiker: Gebruiker, *, rechten: frozenset[Recht] = frozenset(Recht), naam: str = "Buurtapp"
) -> tuple[Token, str]:
    return add_token(session, gebruiker=gebruiker, naam=naam, rechten=rechten, dagen=30, now=NOW)


def test_the_secret_finds_its_token_and_is_not_stored(session: Session) -> None:
    token, secret = make(session, build_gebruiker(session))
    assert get_token(session, secret, recht=Recht.TOEVOEGEN, now=NOW) is token
    row = session.execute(select(Token.__table__)).one()
    assert secret not in map(str, row)


def test_a_token_does_only_what_it_was_made_for(session: Session) -> None:
    _, secret = make(session, build_gebruiker(session), rechten=frozenset({Recht.TOEVOEGEN}))
    with pytest.raises(NotAllowedError):
        get_token(session, secret, recht=Recht.WIJZIGEN, now=NOW)


@pytest.mark.parametrize("secret", ["", "wb_", "wb_raden"])
def test_another_secret_finds_nothing(session: Session, secret: str) -> None:
    make(session, build_gebruiker(session))
    with pytest.raises(UnknownRecordError):
        get_token(session, secret, recht=Recht.TOEVOEGEN, now=NOW)


def test_a_token_ends_on_its_day(session: Session) -> None:
    token, secret = make(session, build_gebruiker(session))
    assert get_token(session, secret, recht=Recht.TOEVOEGEN, now=token.geldig_tot - timedelta(seconds=1)) is token
    with pytest.raises(UnknownRecordError):
        get_token(session, secret, recht=Recht.TOEVOEGEN, now=token.geldig_tot)


def test_a_token_that_was_withdrawn_is_of_no_use_and_stays_in_the_list(session: Session) -> None:
    gebruiker = build_gebruiker(session)
    token, secret = make(session, gebruiker)
    revoke_token(session, token.id, gebruiker=gebruiker, now=NOW)
    with pytest.raises(UnknownRecordError):
        get_token(session, secret, recht=Recht.TOEVOEGEN, now=NOW)
    assert (list(tokens_of(session, gebruiker)), valid_tokens(session, gebruiker, now=NOW)) == ([token], [])


def test_nobody_withdraws_the_token_of_another(session: Session) -> None:
    token, _ = make(session, build_gebruiker(session))
    beheerder = build_gebruiker(session, Rol.BEHEERDER)
    with pytest.raises(UnknownRecordError):
        revoke_token(session, token.id, gebruiker=beheerder, now=NOW)


def test_the_token_of_somebody_who_left_is_of_no_use(session: Session) -> None:
    gebruiker = build_gebruiker(session)
    _, secret = make(session, gebruiker)
    gebruiker.active = False
    with pytest.raises(UnknownRecordError):
        get_token(session, secret, recht=Recht.TOEVOEGEN, now=NOW)


def test_what_is_missing_is_told_all_at_once(session: Session) -> None:
    with pytest.raises(InvalidInvoerError) as caught:
        add_token(session, gebruiker=build_gebruiker(session), naam=" ", rechten=(), dagen=3650, now=NOW)
    assert {problem.field for problem in caught.value.problems} == {"naam", "rechten", "dagen"}


def test_there_is_an_end_to_how_many_somebody_has(session: Session) -> None:
    gebruiker = build_gebruiker(session)
    for _ in range(MAX_TOKENS):
        make(session, gebruiker)
    with pytest.raises(InvalidInvoerError, match="too_many_tokens"):
        make(session, gebruiker)


def test_uses_are_written_down_newest_first(session: Session) -> None:
    token, _ = make(session, build_gebruiker(session))
    for hour, vraag in enumerate(["POST /api/aanbod", "PATCH /api/aanbod/1"]):
        log_use(session, token, vraag=vraag, antwoord=201, now=NOW + timedelta(hours=hour))
    session.flush()
    assert [use.vraag for use in latest_uses(session, [token], limit=5)] == ["PATCH /api/aanbod/1", "POST /api/aanbod"]
