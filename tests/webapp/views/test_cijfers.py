"""Is a figure said in its unit, with what is known of it and nothing more?"""

from dataclasses import replace
from typing import Any

import pytest

from geo.bounds import Interval
from geo.gebiedenset import Gebiedenset, read_gebiedenset
from geo.kerncijfers import Status
from geo.profiel import Profiel, make_profiel
from webapp.settings import PROJECT
from webapp.views.cijfers import CijferRow, describe_profieltaart, in_eenheid, make_row, make_themas


@pytest.fixture(scope="module")
def haarlem() -> Gebiedenset:
    return read_gebiedenset(PROJECT / "data" / "wijken" / "haarlem")


def profiel(haarlem: Gebiedenset, code: str) -> Profiel:
    return make_profiel(haarlem, haarlem.get_gebied(code))


@pytest.mark.parametrize(
    ("indicator", "waarde", "decimalen", "said"),
    [
        ("inwoners", 8845, 0, "8.845"),
        ("pct_koopwoningen", 28.2, 1, "28,2%"),
        ("woz_waarde_keur", 265, 0, "265.000 euro"),
        ("oppervlakte_km2", 1.62, 2, "1,62 km²"),
        ("stedelijkheid", 1, 0, "1, zeer sterk stedelijk"),
        ("indelingswijziging", 2.0, 0, "2, nieuwe code"),
        ("postcode_dekking", 3, 0, "klasse 3"),
        ("postcode", 2023, 0, "2023"),
        ("supermarkten_binnen_1_km", 2.7, 1, "2,7"),
        ("pct_hbo_wo", 0, 0, "0%"),
        ("pct_hbo_wo", -0.2, 0, "0%"),
        ("pct_hbo_wo", None, 0, "onbekend"),
    ],
)
def test_a_figure_is_said_in_its_unit(
    haarlem: Gebiedenset, indicator: str, waarde: float | None, decimalen: int, said: str
) -> None:
    assert in_eenheid(waarde, haarlem.indicatoren[indicator], decimalen) == said


def row(haarlem: Gebiedenset, indicator: str, **values: Any) -> CijferRow:
    cijfer = next(c for c in profiel(haarlem, "WK039221").cijfers if c.indicator.code == indicator)
    return make_row(replace(cijfer, **values), None)


def test_an_interval_is_said_with_both_ends(haarlem: Gebiedenset) -> None:
    bounds = {"status": Status.SCHATTING, "ondergrens": 250.0, "bovengrens": 300.0}
    estimate = row(haarlem, "woz_waarde_keur", **bounds)
    assert (estimate.status, estimate.grenzen) == ("schatting", "tussen 250.000 en 300.000 euro")


def test_a_figure_that_is_hidden_says_why(haarlem: Gebiedenset) -> None:
    hidden = row(haarlem, "inwoners", status=Status.ONDERDRUKT, waarde=None)
    assert (hidden.waarde, hidden.status) == ("onbekend", "niet getoond, want het gaat om weinig mensen")


def test_figures_stand_under_their_thema_in_the_order_of_the_set(haarlem: Gebiedenset) -> None:
    meerwijk = profiel(haarlem, "WK039221")
    themas = make_themas(meerwijk, None, haarlem.themas)
    assert [thema.thema.naam for thema in themas][:2] == ["Bevolking", "Wonen"]
    assert [row.cijfer for thema in themas for row in thema.rows] == list(meerwijk.cijfers)


def test_figures_that_are_missing_stand_together_by_why(haarlem: Gebiedenset) -> None:
    themas = make_themas(profiel(haarlem, "GM0392"), None, haarlem.themas)
    (why,) = [redenen for thema in themas for redenen in thema.ontbreekt]
    assert why.reden.startswith("Dit cijfer geldt voor een hele wijk")
    assert [row.cijfer.indicator.code for row in why.rows] == ["stedelijkheid"]


def test_the_picture_is_described_slice_by_slice(haarlem: Gebiedenset) -> None:
    meerwijk = profiel(haarlem, "WK039221")
    described = describe_profieltaart(meerwijk, profiel(haarlem, "GM0392"))
    assert described.startswith("Profieltaart van Meerwijk.")
    assert all(f"{one.thema.naam}: " in described for one in meerwijk.themas)


def test_a_slice_that_is_not_known_is_said_to_be_unknown(haarlem: Gebiedenset) -> None:
    known = profiel(haarlem, "WK039221")
    unknown = replace(known, themas=tuple(one._replace(score=None) for one in known.themas))
    assert "Wonen: onvoldoende gegevens." in describe_profieltaart(unknown, None)


def test_what_a_rounded_figure_can_truly_be_is_said(haarlem: Gebiedenset) -> None:
    assert row(haarlem, "pct_koopwoningen").bereik == "tussen 19,5 en 20,5%"


def test_what_is_exact_needs_no_bounds(haarlem: Gebiedenset) -> None:
    assert row(haarlem, "inwoners", bereik=Interval(8845, 8845)).bereik == ""


def test_what_was_divided_by_is_named(haarlem: Gebiedenset) -> None:
    assert row(haarlem, "pct_koopwoningen").noemer == "3.956 (woningen)"


def test_what_stands_in_for_the_true_noemer_says_so(haarlem: Gebiedenset) -> None:
    assert row(haarlem, "pct_nettoarbeidsparticipatie").noemer == "8.845 (inwoners), bij benadering"


def test_the_teller_of_a_mean_is_what_all_have_together(haarlem: Gebiedenset) -> None:
    assert row(haarlem, "woz_waarde_keur", teller=1048.0).teller == "1.048.000 euro (opgeteld over alle woningen)"


def test_the_teller_of_a_mean_per_household_is_not_per_household(haarlem: Gebiedenset) -> None:
    (woz,) = [one for one in profiel(haarlem, "WK039221").cijfers if one.indicator.code == "woz_waarde_keur"]
    mean = replace(woz, indicator=haarlem.indicatoren["huishoudensgrootte"], teller=1712.0)
    assert make_row(mean, None).teller == "1.712 personen (opgeteld over alle woningen)"


def test_the_teller_of_a_share_is_a_count(haarlem: Gebiedenset) -> None:
    assert row(haarlem, "pct_koopwoningen", teller=791.2).teller == "791"


def test_a_class_has_no_teller_or_noemer(haarlem: Gebiedenset) -> None:
    stedelijkheid = row(haarlem, "stedelijkheid")
    assert (stedelijkheid.teller, stedelijkheid.noemer) == ("niet van toepassing", "niet van toepassing")


def test_bounds_that_every_share_has_are_left_out(haarlem: Gebiedenset) -> None:
    nothing = {"status": Status.ONDERDRUKT, "waarde": None, "ondergrens": 0.0, "bovengrens": 100.0}
    assert row(haarlem, "pct_koopwoningen", **nothing).grenzen == ""


def test_bounds_that_say_something_of_a_share_are_shown(haarlem: Gebiedenset) -> None:
    something = {"status": Status.ONDERDRUKT, "waarde": None, "ondergrens": 0.0, "bovengrens": 40.0}
    assert row(haarlem, "pct_koopwoningen", **something).grenzen == "tussen 0 en 40%"
