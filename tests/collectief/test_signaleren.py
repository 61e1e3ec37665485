"""Is a signal stored once, by the rules, and for the right team?"""

from datetime import date, timedelta
from threading import Barrier, Thread
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from collectief.errors import InvalidInvoerError, NotAllowedError
from collectief.models import Gebruiker, Partner, Signaal, SignaalTekst, Team
from collectief.signaalwoorden import Huishoudens, SoortSignaal, Vindplaats
from collectief.signalen.invoer import tidy_text
from collectief.signalen.signaleren import SignaalInvoer, add_signaal
from collectief.words import Doelgroep, Leefgebied, Rol
from tests.builders import ELDERS, GEMEENTE, HIER, NOW, build_gebruiker, build_partner, build_team

BUURTCODES = {HIER, ELDERS}


def signaal_invoer(**values: Any) -> SignaalInvoer:
    right: dict[str, Any] = {
        "gemeente": GEMEENTE,
        "buurtcode": HIER,
        "soort": SoortSignaal.VRAAG,
        "doelgroep": Doelgroep.OUDEREN,
        "leefgebieden": {Leefgebied.FINANCIEN},
        "vindplaats": Vindplaats.INLOOP,
        "huishoudens": Huishoudens.EEN,
        "op": NOW.date(),
        "tekst": "Veel mensen vragen om hulp met brieven.",
    }
    return SignaalInvoer(**right | values)


def signal(session: Session, **values: Any) -> Signaal:
    reporter = {name: values.pop(name) for name in ("door", "partner") if name in values}
    return add_signaal(session, signaal_invoer(**values), now=NOW, buurtcodes=BUURTCODES, **reporter)


def broken(session: Session, **values: Any) -> set[tuple[str, str]]:
    with pytest.raises(InvalidInvoerError) as refused:
        signal(session, **values)
    return {(problem.field, problem.rule) for problem in refused.value.problems}


def count(session: Session) -> int:
    return session.scalars(select(func.count()).select_from(Signaal)).one()


@pytest.fixture
def team(session: Session) -> Team:
    return build_team(session)


@pytest.fixture
def teamlid(session: Session, team: Team) -> Gebruiker:
    return build_gebruiker(session, team=team)


def test_what_a_teamlid_signals_is_of_the_own_team_wherever_it_was(
    session: Session, teamlid: Gebruiker, team: Team
) -> None:
    build_team(session, "zuid", buurten=[ELDERS])
    signaal = signal(session, door=teamlid, buurtcode=ELDERS)
    assert (signaal.team, signaal.leefgebieden) == (team, {Leefgebied.FINANCIEN})


def test_what_a_partner_signals_is_for_the_team_of_the_buurt(session: Session, team: Team) -> None:
    other = build_team(session, "zuid", buurten=[ELDERS])
    partner = build_partner(session, team=team)
    assert signal(session, partner=partner, buurtcode=ELDERS).team == other


@pytest.mark.usefixtures("team")
def test_a_buurt_without_team_is_refused_to_who_has_none(session: Session) -> None:
    beheerder = build_gebruiker(session, Rol.BEHEERDER)
    assert broken(session, door=beheerder, buurtcode=ELDERS) == {("buurtcode", "no_team_there")}


def test_somebody_of_beleid_cannot_signal(session: Session) -> None:
    with pytest.raises(NotAllowedError):
        signal(session, door=build_gebruiker(session, Rol.BELEID))


def test_a_withdrawn_partner_cannot_signal(session: Session, team: Team) -> None:
    partner = build_partner(session, team=team)
    partner.ingetrokken_op = NOW
    with pytest.raises(NotAllowedError):
        signal(session, partner=partner)


def test_a_text_is_kept_ninety_days(session: Session, teamlid: Gebruiker) -> None:
    signaal = signal(session, door=teamlid)
    assert signaal.tekst is not None
    assert signaal.tekst.verloopt_op == NOW.date() + timedelta(days=90)


def test_a_signaal_needs_no_text(session: Session, teamlid: Gebruiker) -> None:
    assert signal(session, door=teamlid, tekst=" \u200b ").tekst is None


@pytest.mark.parametrize(
    ("values", "field", "rule"),
    [
        ({"soort": None}, "soort", "required"),
        ({"leefgebieden": frozenset()}, "leefgebieden", "required"),
        ({"buurtcode": "BU03630000"}, "buurtcode", "outside_gemeente"),
        ({"op": NOW.date() + timedelta(days=1)}, "op", "in_future"),
        ({"op": date(2024, 1, 1)}, "op", "too_long_ago"),
        ({"op": None}, "op", "no_day"),
        ({"tekst": "x" * 50_000}, "tekst", "too_long"),
        ({"tekst": "06-12345678"}, "tekst", "names_person"),
        ({"tekst": "06-\u200b1234\u00ad5678"}, "tekst", "names_person"),
        ({"tekst": "\uff10\uff16\uff0d\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18"}, "tekst", "names_person"),
    ],
)
def test_what_breaks_a_rule_is_refused_and_nothing_stored(
    session: Session, teamlid: Gebruiker, values: dict[str, Any], field: str, rule: str
) -> None:
    assert broken(session, door=teamlid, **values) == {(field, rule)}
    assert count(session) == 0


def test_every_wrong_field_is_named_at_once(session: Session, teamlid: Gebruiker) -> None:
    wrong = broken(session, door=teamlid, soort=None, doelgroep=None, buurtcode="", op=None)
    assert {field for field, _rule in wrong} == {"soort", "doelgroep", "buurtcode", "op"}


def test_a_text_may_have_five_hundred_characters(session: Session, teamlid: Gebruiker) -> None:
    assert signal(session, door=teamlid, tekst="x " * 249 + "xx   ").tekst is not None


def test_what_nobody_sees_is_taken_out_of_a_text() -> None:
    assert tidy_text("Een\u202e \u2066tekst\u00ad\ufeff\x00 van  drie\r\nregels\u3164") == "Een tekst van drie\nregels"


def test_a_double_send_is_stored_once(session: Session, teamlid: Gebruiker) -> None:
    key = uuid4()
    assert signal(session, door=teamlid, uuid=key) is signal(session, door=teamlid, uuid=key)
    assert count(session) == 1


def test_a_signaal_made_of_the_page_of_another_is_not_lost(session: Session, teamlid: Gebruiker) -> None:
    key = uuid4()
    signal(session, door=teamlid, uuid=key)
    for _ in range(2):
        signal(session, door=teamlid, uuid=key, tekst="Iets anders.")
    assert count(session) == 2


def test_nobody_gets_the_signaal_of_another_by_its_key(session: Session, teamlid: Gebruiker, team: Team) -> None:
    key = signal(session, door=teamlid).uuid
    other = build_gebruiker(session, team=team, email="ander@haarlem.example")
    with pytest.raises(NotAllowedError):
        signal(session, door=other, uuid=key)


def test_of_two_who_send_one_signaal_at_once_one_is_stored(engine: Engine) -> None:
    with Session(engine) as session:
        teamlid_id = build_gebruiker(session).id
        session.commit()
    key, barrier, stored = uuid4(), Barrier(2), list[int]()
    threads = [Thread(target=send_at_once, args=(engine, teamlid_id, key, barrier, stored)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Session(engine) as session:
        assert (len(stored), len(set(stored)), count(session)) == (2, 1, 1)
        assert session.scalars(select(func.count()).select_from(SignaalTekst)).one() == 1


def send_at_once(engine: Engine, teamlid_id: int, key: UUID, barrier: Barrier, stored: list[int]) -> None:
    with Session(engine) as session:
        teamlid = session.get_one(Gebruiker, teamlid_id)
        barrier.wait()
        stored.append(signal(session, door=teamlid, uuid=key).id)
        session.commit()


def test_a_partner_that_was_withdrawn_keeps_what_it_signalled(session: Session, team: Team) -> None:
    partner = build_partner(session, team=team)
    signal(session, partner=partner)
    partner.ingetrokken_op = NOW
    session.flush()
    assert session.scalars(select(Signaal.partner_id)).one() == session.scalars(select(Partner.id)).one()
