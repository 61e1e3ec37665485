"""Which aanbod and signalen does the database give to the leemten, on both databases?"""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from collectief.leemten.aanbodplekken import aanbodplekken_of, is_pas_gestopt
from collectief.leemten.leemten import LEEFGEBIEDEN
from collectief.leemten.opstellen import Opzet, leemten_of
from collectief.leemten.signaalbehoefte import (
    GEWOON,
    LEAST_HUISHOUDENS,
    VAKER,
    Signaaltellingen,
    make_signaalbehoefte,
    signaaltellingen_of,
)
from collectief.signaalwoorden import Huishoudens, SoortSignaal
from collectief.words import Leefgebied, Status
from geo.gebieden import Soort
from geo.toegang import Numbers
from tests.builders import ELDERS, GEMEENTE, HIER, NOW, PLEK, build_aanbod, build_extra, build_signaal, build_team
from tests.geo.figures import make_set, read_haarlem

TODAY = NOW.date()
GELD, WONEN = LEEFGEBIEDEN.index(Leefgebied.FINANCIEN), LEEFGEBIEDEN.index(Leefgebied.HUISVESTING)


def names(session: Session) -> list[str]:
    return sorted(plek.naam for plek in aanbodplekken_of(session, GEMEENTE, op=TODAY))


def test_a_plek_knows_its_point_its_leefgebieden_and_its_capacity(session: Session) -> None:
    build_aanbod(session, capaciteit=12, leefgebieden={Leefgebied.FINANCIEN, Leefgebied.HUISVESTING})
    [plek] = aanbodplekken_of(session, GEMEENTE, op=TODAY)
    assert plek.punt == pytest.approx(PLEK)
    assert (plek.capaciteit, set(plek.leefgebieden)) == (12, {Leefgebied.FINANCIEN, Leefgebied.HUISVESTING})


def test_an_aanbod_at_two_places_is_there_twice_with_the_times_that_hold_there(session: Session) -> None:
    aanbod = build_aanbod(session, openingstijden="Mo 09:00-12:00")
    build_extra(session, aanbod, openingstijden="Tu 09:00-12:00")
    plekken = aanbodplekken_of(session, GEMEENTE, op=TODAY)
    assert sorted(str(plek.openingstijden) for plek in plekken) == ["Mo 09:00-12:00", "Tu 09:00-12:00"]


@pytest.mark.parametrize(
    ("values", "is_there"),
    [
        ({"status": Status.CONCEPT}, False),
        ({"gemeente": "GM0344"}, False),
        ({"status": Status.GESTOPT}, True),
        ({"status": Status.GESTOPT, "now": NOW - timedelta(days=91)}, False),
        ({"verborgen": True, "punt": None, "buurtcode": None, "bereikbaar_via": "Bel het team."}, True),
    ],
)
def test_what_is_considered(session: Session, values: dict[str, Any], is_there: bool) -> None:
    build_aanbod(session, **values)
    assert bool(names(session)) is is_there


def test_only_who_has_something_that_ended_is_told(session: Session) -> None:
    build_aanbod(session, status=Status.GESTOPT)
    assert is_pas_gestopt(session, GEMEENTE, op=TODAY, buurtcodes={HIER})
    assert not is_pas_gestopt(session, GEMEENTE, op=TODAY, buurtcodes={ELDERS})


def test_leemten_of_a_gemeente_hold_each_wijk_once(session: Session) -> None:
    build_aanbod(session, capaciteit=10, openingstijden="Mo 09:00-12:00", leefgebieden={Leefgebied.FINANCIEN})
    leemten = leemten_of(session, read_haarlem(), op=TODAY, opzet=Opzet(met_signalen=True))
    assert len(leemten.gebieden) == 21
    assert leemten.toegang.laag[:, GELD].max() > 0
    assert leemten.signalen is not None


def test_signalen_are_counted_by_buurt_and_leefgebied_without_kansen_and_old_ones(session: Session) -> None:
    team = build_team(session)
    both = {Leefgebied.FINANCIEN, Leefgebied.HUISVESTING}
    build_signaal(session, team=team, huishoudens=Huishoudens.TWEE_TOT_VIJF, leefgebieden=both)
    build_signaal(session, team=team, huishoudens=Huishoudens.MEER)
    build_signaal(session, team=team, soort=SoortSignaal.KANS)
    build_signaal(session, team=team, op=TODAY - timedelta(days=365))
    build_signaal(session, team=team, op=TODAY + timedelta(days=1))
    assert signaaltellingen_of(session, GEMEENTE, op=TODAY) == {
        (HIER, Leefgebied.FINANCIEN): (2, 13),
        (HIER, Leefgebied.HUISVESTING): (1, 2),
    }


BUURTEN = ("BU99990101", "BU99990102", "BU99990103")


def behoefte(tellingen: Signaaltellingen) -> Numbers:
    gebiedenset = make_set(buurten=dict.fromkeys(BUURTEN, 0.5), published={})
    return make_signaalbehoefte(tellingen, gebiedenset.gebieden(Soort.BUURT), gebiedenset)


def counted(*per_buurt: tuple[int, int], huishoudens: int = 100) -> Signaaltellingen:
    """How many signalen about money and about housing, buurt by buurt."""
    both = (Leefgebied.FINANCIEN, Leefgebied.HUISVESTING)
    rows = zip(BUURTEN, per_buurt, strict=False)
    return {(code, word): (n, huishoudens) for code, pair in rows for word, n in zip(both, pair, strict=True)}


def test_who_reports_five_times_as_much_of_everything_has_no_more_need() -> None:
    assert (behoefte(counted((10, 10), (50, 50), (10, 10))) == GEWOON).all()


def test_who_reports_more_of_one_thing_than_others_do_has_more_need_of_it() -> None:
    found = behoefte(counted((20, 2), (10, 20), (10, 20)))
    assert found[0, [GELD, WONEN]].tolist() == [VAKER, GEWOON]


def test_a_small_count_cannot_be_told_from_none() -> None:
    few = counted((20, 2), (10, 20), huishoudens=LEAST_HUISHOUDENS - 1)
    assert (behoefte(few) == behoefte({})).all()
