"""Do CBS's own figures of Utrecht bear out how the catalogue says that they sum, round and divide?"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pytest

from geo.indicatoren import Optelbaar, kolom_index
from tests.geo.test_catalogus import KWB_IDENTITY, indicatoren, read_catalogus

GEMEENTE = "GM0344"
RATIOS = {Optelbaar.AANDEEL, Optelbaar.GEMIDDELDE}
SHARE_OF_A_ROUNDED_NOEMER = 0.01  # how far weighing by rounded noemers may move a mean


class Release(NamedTuple):
    """A year of figures of Utrecht: gebied by indicator."""

    figures: pd.DataFrame
    parts: dict[str, list[str]]

    def wijken(self, code: str) -> Iterator[tuple[str, list[str]]]:
        """Give each wijk with its buurten, where all of them have a figure."""
        column = self.figures[code]
        for wijk, buurten in self.parts.items():
            if column[[wijk, *buurten]].notna().all():
                yield wijk, buurten

    def weigh(self, parts: list[str], code: str, noemer: str) -> float:
        weights = self.figures.loc[parts, noemer]
        return float((self.figures.loc[parts, code] * weights).sum() / weights.sum())


def read_release(path: Path) -> Release:
    cells = pd.read_csv(path, dtype=str)
    cells.index = pd.Index(cells["gwb_code_10"].str.strip())
    index = kolom_index(read_catalogus().indicatoren)
    figures = cells.drop(columns=KWB_IDENTITY).apply(lambda kolom: pd.to_numeric(kolom.str.strip(), errors="coerce"))
    codes = [str(code) for code in figures.index]
    parts = {
        wijk: [code for code in codes if code.startswith("BU" + wijk[2:])] for wijk in codes if wijk.startswith("WK")
    }
    return Release(figures.rename(columns={name: index[name].code for name in figures}), parts)


@pytest.fixture(params=[2023, 2024])
def release(request: pytest.FixtureRequest, shared: Path) -> Release:
    return read_release(shared / f"data/cbs-kwb-utrecht/kwb-{request.param}-utrecht.csv")


def test_buurten_sum_to_their_wijk_within_rounding(release: Release) -> None:
    wrong = []
    for one in indicatoren():
        if one.optelbaar is Optelbaar.SOM and one.code in release.figures:
            column = release.figures[one.code]
            for wijk, buurten in release.wijken(one.code):
                if abs(column[buurten].sum() - column[wijk]) > one.afronding * (len(buurten) + 1):
                    wrong.append((one.code, wijk))
    assert wrong == []


def test_wijken_never_sum_to_more_than_their_gemeente(release: Release) -> None:
    """They may sum to less: who or what is in no known wijk counts for the gemeente only."""
    wijken, too_much = list(release.parts), []
    for one in indicatoren():
        if one.optelbaar is Optelbaar.SOM and one.code in release.figures:
            column = release.figures[one.code]
            within = one.afronding * len(wijken) + one.afronding_gemeente
            if column[wijken].sum() - column[GEMEENTE] > within:
                too_much.append(one.code)
    assert too_much == []


def test_a_part_is_never_more_than_its_whole(release: Release) -> None:
    known = read_catalogus().indicatoren
    wrong = []
    for one in indicatoren():
        if one.deel_van and one.code in release.figures:
            more = release.figures[one.code] - release.figures[one.deel_van]
            wrong += [(one.code, code) for code in more.index[more > one.afronding + known[one.deel_van].afronding]]
    assert wrong == []


def test_a_wijk_is_the_mean_of_its_buurten_weighed_by_the_noemer(release: Release) -> None:
    known, wrong = read_catalogus().indicatoren, []
    for one in indicatoren():
        noemer_code = one.noemer or ""
        if one.optelbaar not in RATIOS or not {one.code, noemer_code} <= set(release.figures):
            continue
        column = release.figures[one.code]
        slack = 0 if known[noemer_code].afronding == 0 else SHARE_OF_A_ROUNDED_NOEMER
        for wijk, buurten in release.wijken(one.code):
            off = abs(release.weigh(buurten, one.code, noemer_code) - column[wijk])
            if off > 2 * one.afronding + slack * column[wijk]:
                wrong.append((one.code, wijk))
    assert wrong == []


def test_a_published_ratio_agrees_with_its_teller_and_noemer(release: Release) -> None:
    known, agree = read_catalogus().indicatoren, {}
    for one in indicatoren():
        teller, noemer = known.get(one.teller or ""), known.get(one.noemer or "")
        if teller is None or noemer is None or not {one.code, teller.code, noemer.code} <= set(release.figures):
            continue
        figures = release.figures[release.figures[noemer.code] > noemer.afronding].dropna(subset=[one.code])
        low = (figures[teller.code] - teller.afronding) / (figures[noemer.code] + noemer.afronding) * one.schaal
        high = (figures[teller.code] + teller.afronding) / (figures[noemer.code] - noemer.afronding) * one.schaal
        agree[one.code] = figures[one.code].between(low - one.afronding, high + one.afronding).all()
    assert {"autos_per_huishouden", "autos_per_km2", "geboorten_per_1000", "inwoners_per_km2_land"} <= agree.keys()
    assert all(agree.values()), agree


def test_the_parts_of_the_inwoners_sum_to_all_within_rounding(release: Release) -> None:
    divisions = [
        ["inwoners_0_14", "inwoners_15_24", "inwoners_25_44", "inwoners_45_64", "inwoners_65_plus"],
        ["ongehuwd", "gehuwd", "gescheiden", "verweduwd"],
        ["herkomst_nederland", "herkomst_europa", "herkomst_buiten_europa"],
        ["mannen", "vrouwen"],
    ]
    off = [(release.figures[parts].sum(axis=1) - release.figures["inwoners"]).abs().max() for parts in divisions]
    assert all(largest <= 4 * (len(parts) + 1) for largest, parts in zip(off, divisions, strict=True))


def test_a_distance_of_a_wijk_is_the_mean_of_its_buurten_weighed_by_inwoners(shared: Path) -> None:
    folder = shared / "data/cbs-kwb-utrecht"
    release = read_release(folder / "kwb-2023-utrecht.csv")
    cells = pd.read_csv(folder / "statline-nabijheid-2023-utrecht.csv", sep=";", encoding="utf-8-sig", dtype=str)
    cells.index = pd.Index(cells["Regioaanduiding/Codering (code)"].str.strip())
    index, furthest = kolom_index(read_catalogus().indicatoren), {}
    for title in [title for title in map(str, cells.columns) if title.endswith("(km)")]:
        distances = pd.to_numeric(cells[title].str.strip(), errors="coerce").reindex(release.figures.index)
        both = Release(release.figures.assign(distance=distances), release.parts)
        off = [
            abs(both.weigh(parts, "distance", "inwoners") - distances[wijk]) for wijk, parts in both.wijken("distance")
        ]
        furthest[index[title].code] = max(off, default=0.0)
    assert sum(off > 0 for off in furthest.values()) > 10
    assert max(furthest.values()) < 0.1  # twice the rounding
