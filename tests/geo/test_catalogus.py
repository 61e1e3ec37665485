"""Does the national catalogue know every figure of CBS, and does it say what CBS's own figures bear out?"""

import json
import re
from collections import Counter
from functools import cache
from itertools import chain
from pathlib import Path

import pandas as pd
import pyogrio
import pytest

from geo.definities import Definities, read_definities
from geo.indicatoren import CATALOGUS, THEMAS_WITHOUT_RICHTING, Indicator, Optelbaar, kolom_index

KWB_IDENTITY = ["gwb_code_10", "gwb_code_8", "regio", "gm_naam", "recs", "gwb_code"]
MAX_WORDS_IN_A_SENTENCE = 20
MAX_LETTERS_OF_A_SLICE = 18


@cache
def read_catalogus() -> Definities:
    return read_definities(CATALOGUS / "indicatoren.toml")


def indicatoren() -> list[Indicator]:
    return list(read_catalogus().indicatoren.values())


def counts() -> set[str]:
    return {one.code for one in indicatoren() if one.optelbaar is Optelbaar.SOM}


def unknown(names: list[str]) -> list[str]:
    """Give the names that mean no indicator, as they stand or without the number that OData v3 ends with."""
    index = kolom_index(read_catalogus().indicatoren)
    return [name for name in names if name not in index and re.sub(r"_\d+$", "", name) not in index]


def test_every_code_of_the_reference_is_in_the_catalogue() -> None:
    reference = pd.read_csv(CATALOGUS / "nl_2022.csv")
    assert set(reference["indicator"]) <= read_catalogus().indicatoren.keys()


def test_a_name_in_a_file_means_one_indicator() -> None:
    names = Counter(chain.from_iterable(one.kolommen for one in indicatoren()))
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize("year", [2023, 2024])
def test_every_column_of_the_kwb_files_is_known(year: int, shared: Path) -> None:
    cells = pd.read_csv(shared / f"data/cbs-kwb-utrecht/kwb-{year}-utrecht.csv", nrows=0)
    assert unknown(list(cells.columns)) == KWB_IDENTITY


def test_every_column_of_the_whole_release_of_2024_is_known(shared: Path) -> None:
    columns = (shared / "data/cbs-odata-samples/kwb_2024_full_column_list.txt").read_text("utf-8").split()
    assert unknown(columns) == KWB_IDENTITY


def test_every_measure_of_odata_v4_is_known(shared: Path) -> None:
    measures = pd.read_csv(shared / "data/cbs-odata-samples/v4_measure_codes_86165NED.csv", dtype=str)["measure"]
    assert unknown(list(measures)) == ["GM000C"]


def test_every_key_of_odata_v3_is_known(shared: Path) -> None:
    page = json.loads((shared / "data/cbs-odata-samples/v3_85984NED_typeddataset_row_subset.json").read_text("utf-8"))
    assert unknown(list(page["value"][0])) == ["ID", "WijkenEnBuurten", "Gemeentenaam_1", "SoortRegio_2", "Codering_3"]


@pytest.mark.parametrize("soort", ["buurt", "wijk"])
def test_every_property_of_pdok_is_known(soort: str, shared: Path) -> None:
    sample = shared / "data/cbs-odata-samples/pdok_ogc_buurt_wijk_properties_haarlem.json"
    properties = json.loads(sample.read_text("utf-8"))[soort]["properties"]
    assert {name for name in unknown(list(properties)) if not name.endswith(("code", "naam"))} == set()


@pytest.mark.parametrize(
    "file", ["cbs-kwb-utrecht/statline-nabijheid-2023-utrecht.csv", "cbs-statline-csv/ses-woa-2019-amsterdam.csv"]
)
def test_every_title_of_statline_is_known(file: str, shared: Path) -> None:
    titles = list(pd.read_csv(shared / "data" / file, sep=";", encoding="utf-8-sig", nrows=0).columns)
    figures = [title for title in titles if title.endswith(("(km)", "(aantal)", "(Aantal)", "(%)", "(Getal)"))]
    assert unknown(figures) == []


def test_every_field_of_the_map_of_2022_is_known(shared: Path) -> None:
    fields = list(pyogrio.read_info(shared / "data/cbs-wijken-2022/nl_wijken_2022.gpkg")["fields"])
    assert unknown(fields) == ["code", "name", "province"]


@pytest.mark.parametrize("thema", sorted(THEMAS_WITHOUT_RICHTING))
def test_herkomst_and_geslacht_never_weigh(thema: str) -> None:
    shown = [one for one in indicatoren() if one.thema == thema]
    assert shown
    assert [one.code for one in shown if one.richting] == []
    assert read_catalogus().themas[thema].gewicht == 0


def test_what_is_modelled_from_others_has_no_richting_and_names_them() -> None:
    modelled = [one for one in indicatoren() if one.gemodelleerd_uit]
    assert {"ses_woa", "stedelijkheid", "inwoners_per_km2", "inwoners_per_km2_land"} <= {one.code for one in modelled}
    assert [one.code for one in modelled if one.richting] == []
    made_of = set(chain.from_iterable(one.gemodelleerd_uit for one in modelled))
    assert made_of <= read_catalogus().indicatoren.keys()


def test_nothing_is_scored_twice_through_the_teller_of_a_share() -> None:
    scored = [one for one in indicatoren() if one.richting]
    tellers = [one.teller for one in scored if one.teller]
    assert len(tellers) == len(set(tellers))
    assert not {one.code for one in scored} & set(tellers)


def test_a_family_of_figures_counts_once_in_its_thema() -> None:
    families = [
        ["pct_koopwoningen", "pct_huurwoningen", "pct_corporatiewoningen", "pct_huurwoningen_overig"],
        ["pct_personen_laagste_40_inkomen", "pct_personen_hoogste_20_inkomen", "pct_huishoudens_laagste_40_inkomen",
         "pct_huishoudens_hoogste_20_inkomen", "inkomen_per_inwoner", "inkomen_per_ontvanger", "inkomen_huishoudens"],
        ["pct_huishoudens_sociaal_minimum", "pct_huishoudens_lage_koopkracht", "pct_huishoudens_tot_110_minimum",
         "pct_huishoudens_tot_120_minimum"],
        ["pct_personen_in_armoede", "pct_personen_bijna_in_armoede"],
        ["opleiding_basis_vmbo", "opleiding_havo_mbo", "opleiding_hbo_wo", "pct_hbo_wo"],
        ["pct_wmo", "wmo_clienten", "wmo_per_1000"],
        ["afstand_basisschool_km", "basisscholen_binnen_3_km", "basisscholen_binnen_1_km"],
    ]  # fmt: skip
    known = read_catalogus().indicatoren
    weights = [sum(known[code].gewicht for code in family if known[code].richting) for family in families]
    assert weights == [1] * len(families)


def test_teller_noemer_and_whole_are_counts() -> None:
    codes = {code for one in indicatoren() for code in (one.teller, one.noemer_bij_benadering, one.deel_van) if code}
    assert codes <= counts()


def test_a_share_that_is_computed_names_a_noemer_that_is_published_or_says_which_stands_in() -> None:
    without = [one.code for one in indicatoren() if one.teller and one.noemer not in counts()]
    assert without == ["pct_hbo_wo", "pct_jeugdzorg"]
    assert all(read_catalogus().indicatoren[code].noemer_bij_benadering for code in without)


def test_every_percentage_is_a_share_of_something_that_can_be_weighed() -> None:
    percentages = [one for one in indicatoren() if one.eenheid == "%"]
    assert {one.optelbaar for one in percentages} == {Optelbaar.AANDEEL}
    assert [one.code for one in percentages if not counts() & {one.noemer, one.noemer_bij_benadering}] == []


def test_every_share_is_a_percentage_and_every_distance_in_km() -> None:
    assert {one.eenheid for one in indicatoren() if one.optelbaar is Optelbaar.AANDEEL} == {"%"}
    assert {one.eenheid for one in indicatoren() if one.code.startswith("afstand_")} == {"km"}
    assert {one.eenheid for one in indicatoren() if one.code.startswith("oppervlakte_")} == {"km²", "ha"}


def test_a_unit_is_used_in_one_spelling() -> None:
    spellings = Counter(re.sub(r"\W", "", eenheid.lower()) for eenheid in {one.eenheid for one in indicatoren()})
    assert [spelling for spelling, times in spellings.items() if times > 1] == []


def test_only_counts_are_hidden_or_part_of_another() -> None:
    assert {one.code for one in indicatoren() if one.deel_van or one.onderdrukt_tot} <= counts()
    hidden = {one.code: one.onderdrukt_tot for one in indicatoren() if one.onderdrukt_tot is not None}
    assert hidden == {"jeugdzorg": 7, "wmo_clienten": 7}


def test_an_explanation_is_short_sentences() -> None:
    sentences = [(one.code, text) for one in indicatoren() for text in re.split(r"(?<=[.:]) ", one.uitleg)]
    assert [code for code, text in sentences if len(text.split()) > MAX_WORDS_IN_A_SENTENCE] == []
    assert [one.code for one in indicatoren() if not one.uitleg.endswith(".")] == []


def test_a_figure_in_thousands_of_euros_says_so_in_its_unit_alone() -> None:
    assert {one.code for one in indicatoren() if "euro" in one.eenheid} == {
        "woz_waarde_keur", "mediaan_vermogen", "inkomen_per_inwoner", "inkomen_per_ontvanger", "inkomen_huishoudens"
    }  # fmt: skip
    assert {one.eenheid for one in indicatoren() if "euro" in one.eenheid} == {"x 1.000 euro"}


def test_names_are_unique_and_themas_fit_a_slice() -> None:
    assert [naam for naam, times in Counter(one.naam for one in indicatoren()).items() if times > 1] == []
    assert [one.naam for one in read_catalogus().themas.values() if len(one.naam) > MAX_LETTERS_OF_A_SLICE] == []
    assert {one.thema for one in indicatoren()} == read_catalogus().themas.keys()
