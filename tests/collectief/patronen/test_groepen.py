"""Which counts of signalen are a group, and which are not?"""

from itertools import pairwise, product

import pandas as pd
import pytest

from benchmarks.patronen_werelden import make_world, score
from collectief.patronen.groepen import Groep, connected_sets, find_groepen

BUURTEN = [f"BU9999{number:04d}" for number in range(20)]
BUREN = list(pairwise(BUURTEN))
INWONERS = dict.fromkeys(BUURTEN, 1_000.0)
CELLS = list(product(["financien", "huisvesting", "justitie"], ["ouderen", "gezinnen"]))
CELL = CELLS[0]
HERE, BESIDE, FAR = BUURTEN[2], BUURTEN[3], BUURTEN[15]


def usual(times: int = 1, *, diligent: int | None = None) -> list[dict[str, object]]:
    """Each of four teams of five buurten reports as much on every cell; the diligent one five times as much."""
    return [
        row(
            buurt, cell, number // 5, melder=f"{number // 5}-{one}", count=times * (5 if number // 5 == diligent else 1)
        )
        for number, buurt in enumerate(BUURTEN)
        for cell in CELLS
        for one in range(2)
    ]


def row(
    buurt: str, cell: tuple[str, str] = CELL, team: int = 0, *, melder: str = "0-0", count: int = 1
) -> dict[str, object]:
    words = {"leefgebied": cell[0], "doelgroep": cell[1]}
    return {"buurtcode": buurt, **words, "team": team, "melder": melder, "signalen": count}


def find(rows: list[dict[str, object]], **asked: int) -> list[Groep]:
    before = pd.DataFrame(usual(4)).drop(columns="melder")
    return find_groepen(pd.DataFrame(rows), before, inwoners=INWONERS, buren=BUREN, **{"k": 5, **asked})


def test_much_more_than_expected_by_two_reporters_is_a_group() -> None:
    (groep,) = find([*usual(), row(HERE, count=12), row(HERE, melder="0-1", count=12)])
    assert (groep.leefgebied, groep.doelgroep) == CELL
    assert groep.buurtcodes == {HERE}
    assert (groep.signalen, groep.melders) == (26, 2)
    assert groep.verwacht < 5
    assert groep.kans < 0.05


def test_a_diligent_team_is_no_troubled_wijk() -> None:
    assert find(usual(2, diligent=1)) == []


def test_what_rests_on_one_reporter_is_no_group() -> None:
    assert find([*usual(), row(HERE, count=24)]) == []
    assert len(find([*usual(), row(HERE, count=12), row(HERE, melder="0-1", count=12)])) == 1


def test_fewer_than_k_are_no_group() -> None:
    others = [one for one in usual() if (one["leefgebied"], one["doelgroep"]) != CELL]
    rows = [*others, row(HERE, count=10), row(HERE, melder="0-1", count=10)]
    assert len(find(rows, k=20)) == 1
    assert find(rows, k=21) == []


def test_adjoining_buurten_are_one_group() -> None:
    rows = [row(buurt, melder=f"0-{one}", count=8) for buurt in (HERE, BESIDE) for one in range(2)]
    (groep,) = find([*usual(), *rows])
    assert groep.buurtcodes == {HERE, BESIDE}


def test_buurten_apart_are_two_groups() -> None:
    rows = [
        row(buurt, team=team, melder=f"{team}-{one}", count=12)
        for buurt, team in ((HERE, 0), (FAR, 3))
        for one in (0, 1)
    ]
    assert {groep.buurtcodes for groep in find([*usual(), *rows])} == {frozenset({HERE}), frozenset({FAR})}


def test_another_doelgroep_is_another_matter() -> None:
    rows = [row(HERE, cell, melder=f"0-{one}", count=2) for cell in CELLS for one in range(2)]
    assert find([*usual(), *rows]) == []


def test_nothing_but_one_cell_can_be_a_group_too() -> None:
    rows = [row(HERE, melder=f"0-{one}", count=6) for one in range(2)]
    nothing = pd.DataFrame(usual()).drop(columns="melder").head(0)
    (groep,) = find_groepen(pd.DataFrame(rows), nothing, inwoners={}, buren=BUREN, k=5)
    assert groep.signalen == 12


def test_sets_hang_together() -> None:
    line = [{1}, {0, 2}, {1}]
    assert connected_sets(line, most=3) == [(0,), (1,), (2,), (0, 1), (1, 2), (0, 1, 2)]


@pytest.mark.parametrize("seed", range(4))
def test_a_world_without_clusters_gives_no_alarm(seed: int) -> None:
    assert score(make_world(seed)).alarms == 0


def test_of_clusters_of_five_times_as_many_most_are_found() -> None:
    scores = [score(make_world(5000 + seed, ratio=5)) for seed in range(5)]
    assert sum(one.found for one in scores) >= 0.8 * sum(one.clusters for one in scores)
    assert sum(one.right for one in scores) >= 0.8 * sum(one.alarms for one in scores)
