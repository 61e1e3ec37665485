"""Does a profiel show the right figures of the right gebied, and say where they come from?"""

import json
from dataclasses import replace
from typing import Any

import pytest

from geo.cijfers import Cijfer
from geo.errors import UnknownGebiedError
from geo.gebieden import Gebied, Soort
from geo.indicatoren import Optelbaar
from geo.kerncijfers import Status
from geo.profiel import Profiel, make_cijfer_van, make_profiel
from tests.geo.figures import haarlem_indicatoren, make_gebied, make_set, read_haarlem

SPLIT_TEAMS = {"centrum-rozenprieel", "zuid-west"}
TEAMS = sorted(read_haarlem().teamgebieden)
FIELDS = (
    "code naam thema eenheid waarde status ondergrens bovengrens teller noemer noemer_code noemer_bij_benadering score "
    "score_ondergrens score_bovengrens score_toelichting richting jaar bron tabel opgehaald_op bestand sha256 kolom "
    "kolommen klein_aantal toelichting"
)


def profiel_of(code: str) -> Profiel:
    return make_profiel(read_haarlem(), read_haarlem().get_gebied(code))


def profiel_of_team(slug: str) -> Profiel:
    gebied = Gebied(code=slug, naam=slug, soort=Soort.TEAMGEBIED, gemeente="GM0392")
    return make_profiel(read_haarlem(), gebied, buurten=read_haarlem().teamgebieden[slug])


def cijfer_of(profiel: Profiel, code: str) -> Cijfer:
    return next(cijfer for cijfer in profiel.cijfers if cijfer.indicator.code == code)


def indicator_of(profiel: Profiel, code: str) -> dict[str, Any]:
    return next(row for row in profiel.as_dict()["indicatoren"] if row["code"] == code)


def test_a_wijk_has_its_published_figures() -> None:
    meerwijk = profiel_of("WK039221").as_dict()
    assert {key: meerwijk[key] for key in ("code", "naam", "soort", "jaar", "cijfers_van")} == {
        "code": "WK039221",
        "naam": "Meerwijk",
        "soort": "wijk",
        "jaar": 2022,
        "cijfers_van": None,
    }
    inwoners = indicator_of(profiel_of("WK039221"), "inwoners")
    assert (inwoners["waarde"], inwoners["status"], inwoners["bron"]) == (
        8845,
        "waarde",
        "CBS Kerncijfers wijken en buurten 2022",
    )


def test_every_indicator_has_the_same_fields_and_survives_json() -> None:
    for code in ("WK039221", "GM0392", "BU03920101"):
        answer = profiel_of(code).as_dict()
        assert json.loads(json.dumps(answer, allow_nan=False)) == answer
        assert all(list(row) == FIELDS.split() for row in answer["indicatoren"])


def test_a_published_share_shows_what_was_divided_by_what() -> None:
    koop = indicator_of(profiel_of("WK039221"), "pct_koopwoningen")
    assert (koop["waarde"], koop["teller"], koop["noemer"], koop["noemer_code"]) == (20, 791, 3956, "woningen")
    assert not koop["noemer_bij_benadering"]
    assert "afgeronde percentage" in koop["toelichting"]


def test_a_stand_in_noemer_is_named() -> None:
    werk = indicator_of(profiel_of("WK039221"), "pct_nettoarbeidsparticipatie")
    assert (werk["status"], werk["noemer_code"], werk["noemer_bij_benadering"]) == ("waarde", "inwoners", True)
    assert werk["toelichting"].endswith("Teller en noemer gaan over: inwoners.")


def test_a_figure_tells_the_day_and_file_that_it_was_taken_over_from() -> None:
    inwoners = indicator_of(profiel_of("WK039221"), "inwoners")
    assert (inwoners["opgehaald_op"], inwoners["bestand"]) == ("2026-11-22", "haarlem_wijken_2022.csv")


def test_an_unknown_retrieval_date_stays_unknown() -> None:
    gebiedenset = make_set(buurten={"BU99990101": 1}, published={"WK999901": {"inwoners": 10}})
    profiel = make_profiel(gebiedenset, gebiedenset.get_gebied("WK999901"))
    assert indicator_of(profiel, "inwoners")["opgehaald_op"] is None


def test_a_teamgebied_of_whole_wijken_is_rebuilt_from_tellers_and_noemers() -> None:
    profiel = profiel_of_team("boerhaavewijk-meerwijk")
    inwoners, koop = indicator_of(profiel, "inwoners"), indicator_of(profiel, "pct_koopwoningen")
    assert (inwoners["waarde"], inwoners["status"]) == (16800, "waarde")
    assert (koop["waarde"], koop["status"], koop["ondergrens"]) == (28.2, "waarde", None)


@pytest.mark.parametrize("slug", TEAMS)
def test_every_figure_on_a_split_wijk_is_a_schatting_within_bounds(slug: str) -> None:
    cijfers = [cijfer for cijfer in profiel_of_team(slug).cijfers if cijfer.indicator.optelbaar is not Optelbaar.NEE]
    with_known_noemer = [cijfer for cijfer in cijfers if not cijfer.noemer_is_bij_benadering]
    expected = Status.SCHATTING if slug in SPLIT_TEAMS else Status.WAARDE
    assert {cijfer.status for cijfer in with_known_noemer} == {expected}
    for cijfer in cijfers:
        if cijfer.status is Status.SCHATTING:
            assert cijfer.ondergrens is not None
            assert cijfer.bovengrens is not None
            assert cijfer.waarde is not None
            assert cijfer.ondergrens <= cijfer.waarde <= cijfer.bovengrens


def test_a_split_wijk_is_named_in_the_toelichting() -> None:
    toelichting = cijfer_of(profiel_of_team("centrum-rozenprieel"), "inwoners").toelichting
    assert "Van Haarlemmerhoutkwartier hoort maar een deel bij dit gebied." in toelichting


@pytest.mark.parametrize("code", ["inwoners", "woningen", "oppervlakte_km2"])
def test_the_estimates_of_all_teams_sum_to_the_gemeente(code: str) -> None:
    teams = [cijfer_of(profiel_of_team(slug), code).waarde or 0 for slug in TEAMS]
    assert sum(teams) == pytest.approx(cijfer_of(profiel_of("GM0392"), code).waarde)


def test_the_gemeente_is_rebuilt_from_all_wijken() -> None:
    inwoners = cijfer_of(profiel_of("GM0392"), "inwoners")
    assert (inwoners.waarde, inwoners.status, inwoners.toelichting) == (
        162_890,
        Status.WAARDE,
        "Dit is de som van 21 wijken.",
    )


def test_stedelijkheid_is_given_for_a_wijk_and_explained_for_a_gemeente() -> None:
    assert cijfer_of(profiel_of("WK039217"), "stedelijkheid").waarde == 5
    stedelijkheid = cijfer_of(profiel_of("GM0392"), "stedelijkheid")
    assert (stedelijkheid.waarde, stedelijkheid.status) == (None, Status.NIET_GEPUBLICEERD)
    assert "niet op te tellen" in stedelijkheid.toelichting


def test_a_buurt_without_figures_borrows_those_of_its_wijk() -> None:
    bakenes = profiel_of("BU03920103")
    assert bakenes.as_dict()["cijfers_van"] == {"code": "WK039201", "naam": "Oude Stad"}
    assert bakenes.cijfers == profiel_of("WK039201").cijfers


def test_a_figure_without_richting_has_no_score_and_says_why() -> None:
    inwoners = cijfer_of(profiel_of("WK039221"), "inwoners")
    assert (inwoners.score, inwoners.score_toelichting[:31]) == (None, "Dit cijfer heeft geen score: me")


def test_a_figure_with_richting_is_scored_against_the_netherlands() -> None:
    score = cijfer_of(profiel_of("WK039221"), "pct_koopwoningen").score
    assert score == pytest.approx(50 + 25 * (25.0 - 58.6) / 17.17)  # 20 % is winsorised at p05, which is 25


def test_the_interval_of_a_schatting_is_scored_too_whatever_its_richting() -> None:
    laag = cijfer_of(profiel_of_team("boerhaavewijk-meerwijk"), "pct_personen_laagste_40_inkomen")
    assert laag.score_ondergrens is not None
    assert laag.score is not None
    assert laag.score_bovengrens is not None
    assert laag.score_ondergrens < laag.score < laag.score_bovengrens


def test_without_a_reference_there_is_no_score() -> None:
    haarlem = read_haarlem()
    bare = replace(haarlem, referenties={})
    koop = cijfer_of(make_profiel(bare, bare.get_gebied("WK039221")), "pct_koopwoningen")
    assert (koop.score, koop.score_toelichting) == (
        None,
        "Er is geen score, want er is geen cijfer om mee te vergelijken.",
    )


@pytest.mark.parametrize(("jaar", "published"), [(None, {}), (2023, {"WK999901": {"inwoners": 10}})])
def test_a_set_without_figures_of_its_year_gives_an_empty_profiel(jaar: int | None, published: Any) -> None:
    gebiedenset = make_set(buurten={"BU99990101": 1}, published=published, jaar=jaar)
    profiel = make_profiel(gebiedenset, gebiedenset.get_gebied("BU99990101"))
    assert (profiel.jaar, profiel.cijfers, profiel.cijfers_van) == (None, (), None)


def test_a_teamgebied_without_buurten_has_no_figures() -> None:
    assert make_profiel(read_haarlem(), make_gebied("leeg"), buurten=frozenset()).cijfers == ()


def test_a_teamgebied_of_an_unknown_buurt_is_refused() -> None:
    with pytest.raises(UnknownGebiedError):
        make_profiel(read_haarlem(), make_gebied("ver-weg"), buurten=frozenset({"BU03630101"}))


def test_an_unpublished_figure_stays_unknown() -> None:
    gebiedenset = make_set(
        buurten={"BU99990101": 1}, published={"WK999901": {"inwoners": 10}, "GM9999": {"woningen": 5}}
    )
    woningen = cijfer_of(make_profiel(gebiedenset, gebiedenset.get_gebied("WK999901")), "woningen")
    assert (woningen.status, woningen.waarde, woningen.toelichting) == (
        Status.NIET_GEPUBLICEERD,
        None,
        "Dit cijfer is niet gepubliceerd.",
    )


def test_an_indicator_that_no_gebied_has_is_left_out() -> None:
    gebiedenset = make_set(buurten={"BU99990101": 1}, published={"WK999901": {"inwoners": 10}})
    profiel = make_profiel(gebiedenset, gebiedenset.get_gebied("WK999901"))
    assert [cijfer.indicator.code for cijfer in profiel.cijfers] == ["inwoners"]


BUURTEN = {"BU99990101": 1.0, "BU99990102": 3.0, "BU99990201": 2.0}
OF_WIJKEN = {"WK999901": {"inwoners": 400, "pct_0_14": 20}, "WK999902": {"inwoners": 100, "pct_0_14": 10}}
OF_BUURTEN = {"BU99990101": {"inwoners": 90, "pct_0_14": 30}, "BU99990102": {"inwoners": 310, "pct_0_14": 17}}


def team_inwoners(*buurten: str, published: Any) -> Cijfer:
    gebiedenset = make_set(buurten=BUURTEN, published=published, indicatoren=haarlem_indicatoren())
    return cijfer_of(make_profiel(gebiedenset, make_gebied("team"), buurten=frozenset(buurten)), "inwoners")


def test_a_piece_of_a_wijk_is_estimated_by_oppervlakte() -> None:
    inwoners = team_inwoners("BU99990101", "BU99990201", published=OF_WIJKEN)
    assert (inwoners.status, inwoners.waarde) == (Status.SCHATTING, 400 * 0.25 + 100)


def test_figures_of_buurten_make_a_split_wijk_exact() -> None:
    inwoners = team_inwoners("BU99990101", "BU99990201", published=OF_WIJKEN | OF_BUURTEN)
    assert (inwoners.status, inwoners.waarde, inwoners.toelichting) == (
        Status.WAARDE,
        190,
        "Dit is de som van 1 wijk en 1 buurt.",
    )


def test_a_teamgebied_of_one_buurt_equals_that_buurt() -> None:
    gebiedenset = make_set(buurten=BUURTEN, published=OF_WIJKEN | OF_BUURTEN)
    buurt = make_profiel(gebiedenset, gebiedenset.get_gebied("BU99990101"))
    team = make_profiel(gebiedenset, make_gebied("team"), buurten=frozenset({"BU99990101"}))
    assert (team.cijfers, buurt.cijfers_van) == (buurt.cijfers, None)


def test_a_teamgebied_of_one_buurt_has_its_gaps_too() -> None:
    """The wijk could lend what is missing, but the buurt itself does not show that either."""
    gebiedenset = make_set(buurten=BUURTEN, published=OF_WIJKEN | {"BU99990101": {"inwoners": 90}})
    buurt = make_profiel(gebiedenset, gebiedenset.get_gebied("BU99990101"))
    team = make_profiel(gebiedenset, make_gebied("team"), buurten=frozenset({"BU99990101"}))
    assert cijfer_of(team, "pct_0_14").status is Status.NIET_GEPUBLICEERD
    assert team.cijfers == buurt.cijfers


def test_a_teamgebied_of_the_only_buurt_of_a_wijk_equals_that_buurt() -> None:
    published = {"WK999902": {"inwoners": 105}, "BU99990201": {"inwoners": 100}}
    assert team_inwoners("BU99990201", published=published).waarde == 100


def test_a_teamgebied_of_one_wijk_equals_that_wijk() -> None:
    wijk = read_haarlem().buurten_of("WK039221")
    team = make_profiel(read_haarlem(), make_gebied("meerwijk"), buurten=wijk)
    assert team.cijfers == profiel_of("WK039221").cijfers


def test_a_wijk_without_figures_is_rebuilt_from_its_buurten() -> None:
    gebiedenset = make_set(buurten=BUURTEN, published=OF_BUURTEN)
    wijk = make_profiel(gebiedenset, gebiedenset.get_gebied("WK999901"))
    assert cijfer_of(wijk, "inwoners").waarde == 400
    assert cijfer_of(wijk, "pct_0_14").waarde == pytest.approx((27 + 52.7) / 4)


def test_a_wijk_that_nobody_published_makes_the_gemeente_unknown() -> None:
    gebiedenset = make_set(buurten=BUURTEN, published=OF_BUURTEN)
    inwoners = cijfer_of(make_profiel(gebiedenset, gebiedenset.get_gebied("GM9999")), "inwoners")
    assert (inwoners.status, inwoners.waarde) == (Status.NIET_GEPUBLICEERD, None)
    assert "ontbreekt voor WK999902" in inwoners.toelichting


@pytest.mark.parametrize("code", ["WK039221", "GM0392"])
def test_one_figure_is_made_as_in_the_profiel(code: str) -> None:
    haarlem = read_haarlem()
    gebied = haarlem.get_gebied(code)
    for cijfer in make_profiel(haarlem, gebied).cijfers:
        assert make_cijfer_van(haarlem, gebied, cijfer.indicator.code) == cijfer


def test_a_buurt_does_not_borrow_a_single_figure() -> None:
    haarlem = read_haarlem()
    assert make_cijfer_van(haarlem, haarlem.get_gebied("BU03922107"), "inwoners") is None


def test_an_indicator_that_the_set_has_not_gives_no_figure() -> None:
    haarlem = read_haarlem()
    assert make_cijfer_van(haarlem, haarlem.get_gebied("WK039221"), "bijstand") is None


def test_counts_of_the_gemeente_alone_do_not_hide_the_shares_of_its_wijken() -> None:
    published = OF_WIJKEN | {"GM9999": {"inwoners": 500, "inwoners_0_14": 90}}
    gebiedenset = make_set(buurten=BUURTEN, published=published)
    team = make_profiel(gebiedenset, make_gebied("team"), buurten=frozenset(BUURTEN))
    jong = cijfer_of(team, "pct_0_14")
    assert (jong.status, jong.waarde, jong.noemer) == (Status.WAARDE, 18, 500)
