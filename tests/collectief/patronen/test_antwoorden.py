"""Which aanbod fits a patroon, as far as is known?"""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from collectief.kaart.aanbod import AanbodFilter, aanbod_rows
from collectief.models import Patroon
from collectief.patronen.antwoorden import WALK_M, Antwoord, antwoorden_op, make_antwoord
from collectief.spatial import Punt
from collectief.words import Doelgroep, JaNee, Leefgebied, Toegang
from tests.builders import NOW, build_aanbod
from tests.geo.figures import read_haarlem

OP = NOW.date()
RIGHT: dict[str, Any] = {"openingstijden": "Mo 10:00-12:00", "capaciteit": 20, "doelgroepen": {Doelgroep.OUDEREN}}
HAARLEM = read_haarlem()
HERE = "BU03922107"


def judge(session: Session, **values: Any) -> Antwoord:
    checked_op = values.pop("gecontroleerd_op", OP)
    aanbod = build_aanbod(session, **RIGHT | values)
    aanbod.gecontroleerd_op = checked_op
    session.flush()
    (row,) = aanbod_rows(session, AanbodFilter(), limit=1)
    return make_antwoord(row, doelgroep=Doelgroep.OUDEREN, huishoudens=12, op=OP, deel=0.5)


def build_patroon() -> Patroon:
    days: dict[str, Any] = {"vanaf": OP, "tot_en_met": OP, "eerste_op": OP, "gevonden_op": NOW, "bijgewerkt_op": NOW}
    counts: dict[str, Any] = {"signalen_aantal": 10, "huishoudens": 10, "melders": 2, "verwacht": 1.0, "kans": 0.01}
    words: dict[str, Any] = {"leefgebied": Leefgebied.SOCIAAL_NETWERK, "doelgroep": Doelgroep.OUDEREN}
    return Patroon(gemeente="GM0392", buurtcodes={HERE}, **days, **counts, **words)


def test_what_is_right_in_all_fits(session: Session) -> None:
    assert judge(session).past == JaNee.JA


def test_what_is_for_everybody_is_for_a_doelgroep_too(session: Session) -> None:
    assert judge(session, doelgroepen={Doelgroep.IEDEREEN}).past == JaNee.JA


def test_an_indicatie_never_fits(session: Session) -> None:
    assert judge(session, toegang=Toegang.MET_INDICATIE).past == JaNee.NEE


@pytest.mark.parametrize("wrong", [{"doelgroepen": {Doelgroep.KINDEREN}}, {"capaciteit": 11}])
def test_one_thing_wrong_does_not_fit(session: Session, wrong: dict[str, Any]) -> None:
    assert judge(session, **wrong).past == JaNee.NEE


@pytest.mark.parametrize("unknown", [{"openingstijden": ""}, {"capaciteit": None}])
def test_unknown_is_not_wrong(session: Session, unknown: dict[str, Any]) -> None:
    assert judge(session, **unknown).past == JaNee.ONBEKEND


def test_what_nobody_checks_any_more_does_not_fit(session: Session) -> None:
    assert judge(session, gecontroleerd_op=OP - timedelta(days=1000)).versheid == JaNee.NEE


def test_only_what_is_within_a_walk_is_told(session: Session) -> None:
    x, y = HAARLEM.grenzen.loc[HERE].geometry.representative_point().coords[0]
    near = build_aanbod(session, punt=Punt(x, y), buurtcode=HERE)
    build_aanbod(session, punt=Punt(x, y + 3 * WALK_M), buurtcode=HERE)
    (found,) = antwoorden_op(session, HAARLEM, build_patroon(), huishoudens=5, op=OP)
    assert found.aanbod.id == near.id
    assert found.deel is not None
    assert 0 < found.deel <= 1


def test_aanbod_on_another_leefgebied_is_no_answer(session: Session) -> None:
    x, y = HAARLEM.grenzen.loc[HERE].geometry.representative_point().coords[0]
    build_aanbod(session, punt=Punt(x, y), buurtcode=HERE, leefgebieden={Leefgebied.JUSTITIE})
    assert antwoorden_op(session, HAARLEM, build_patroon(), huishoudens=5, op=OP) == []
