"""Can anybody compute a count that is hidden, from all that is told together?"""

import math
from collections.abc import Iterator
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collectief.patronen.zichtbaar import Aantal, make_zicht
from collectief.tellingen.blokken import Blok, make_blokken
from collectief.tellingen.uitspraken import make_marge
from collectief.words import Doelgroep, Leefgebied
from tests.collectief.lp_audit import Cel, Uitgesproken, World, audit, every_cel

TEAMS = (1, 2, 3)
BUURTEN = ("BU03920101", "BU03920102", "BU03920201")
MAANDEN = (date(2026, 1, 1), date(2026, 2, 1))  # two do what three would, in half the time
LEEFGEBIEDEN = (Leefgebied.FINANCIEN, Leefgebied.HUISVESTING)
DOELGROEPEN = (Doelgroep.OUDEREN, Doelgroep.JONGEREN)
CELLEN = every_cel(TEAMS, BUURTEN, MAANDEN, LEEFGEBIEDEN, DOELGROEPEN)
ALMOST = 1e-6
VIEWERS = (None, *TEAMS)
VERWACHT = 5.0


def make_world(waarden: list[int]) -> World:
    return World(dict(zip(CELLEN, waarden, strict=True)))


def seeded_world(seed: int) -> World:
    """Each team tells of its own buurt mostly, and some of them five times as much as others."""
    random = np.random.default_rng(seed)
    volume = dict(zip(TEAMS, random.permutation([0.4, 1.0, 2.0]), strict=True))
    mean = [volume[c.team_id] * (1.0 if c.buurtcode == BUURTEN[c.team_id - 1] else 0.2) for c in CELLEN]
    return make_world([int(value) for value in random.poisson(mean) * random.choice([1, 2, 6], len(CELLEN))])


def sets_of_cellen() -> Iterator[frozenset[Cel]]:
    """What patronen and times before and after are made of: some buurten, one leefgebied, a doelgroep, a window."""
    for buurten in (BUURTEN[:1], BUURTEN[:2], BUURTEN[1:], BUURTEN):
        for leefgebied in LEEFGEBIEDEN:
            for doelgroepen in (DOELGROEPEN, DOELGROEPEN[:1]):
                for maanden in (MAANDEN, MAANDEN[1:]):
                    yield frozenset(every_cel(TEAMS, buurten, maanden, [leefgebied], doelgroepen))


def spoken_of(world: World, *, viewer: int | None, k: int) -> list[Uitgesproken]:
    """Everything that pages may say to a viewer of these sets: of all teams, and of those that are not their own.

    Of a patroon that it is there, how many there are at least, and how many times as many as expected: as if every
    set were one, of which it is known that 5 were expected.
    """
    found = []
    for cellen in sets_of_cellen():
        both = {cellen, frozenset(cel for cel in cellen if cel.team_id != viewer)}
        found += [Uitgesproken(those, *make_marge(world.total(those), k=k)) for those in both]
        found += [Uitgesproken(cellen, bound, None) for bound in bounds_of_patroon(world, cellen, viewer=viewer, k=k)]
    return found


def bounds_of_patroon(world: World, cellen: frozenset[Cel], *, viewer: int | None, k: int) -> Iterator[int]:
    eigen = world.total(cel for cel in cellen if cel.team_id == viewer)
    totaal = world.total(cellen)
    zicht = make_zicht(Aantal(eigen, eigen), Aantal(totaal, totaal), verwacht=VERWACHT, k=k)
    if zicht.is_zichtbaar:
        yield from (k, zicht.huishoudens, math.ceil((zicht.keer or 0) * VERWACHT))


def assert_wide(world: World, *, k: int) -> None:
    blokken = make_blokken(world.bijdragen(), k=k)
    for viewer in VIEWERS:
        found = audit(world, blokken, spoken_of(world, viewer=viewer, k=k), viewer=viewer)
        narrow = {key: width for key, width in found.items() if width < k - ALMOST}
        assert not narrow, f"{viewer or 'beleid'} can tell too much"


@pytest.mark.parametrize("seed", range(2))
def test_every_hidden_count_of_a_seeded_world_stays_k_wide_for_each_viewer(seed: int) -> None:
    assert_wide(seeded_world(seed), k=(3, 10)[seed])


@settings(max_examples=2, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from([0, 0, 0, 1, 2, 4, 6, 11]), min_size=len(CELLEN), max_size=len(CELLEN)))
def test_every_hidden_count_of_any_world_stays_k_wide_for_each_viewer(waarden: list[int]) -> None:
    assert_wide(make_world(waarden), k=5)


def test_the_audit_finds_what_a_total_of_all_gives_away() -> None:
    """A table with totals and without further care: the only small cell is the total less the others."""
    first, second = ((1, "BU03920101", MAANDEN[number], Leefgebied.FINANCIEN) for number in (0, 1))
    world = World({Cel(*first, Doelgroep.OUDEREN): 7, Cel(*second, Doelgroep.OUDEREN): 2})
    told = [Blok(*first, 7), Blok(1, "BU03920101", None, Leefgebied.FINANCIEN, 2)]
    assert audit(world, told)[second] == pytest.approx(0)


def test_the_audit_finds_what_statements_without_a_margin_give_away() -> None:
    cel = Cel(1, "BU03920101", MAANDEN[0], Leefgebied.FINANCIEN, Doelgroep.OUDEREN)
    exactly = Uitgesproken(frozenset([cel]), 3, 5)
    assert audit(World({cel: 4}), [], [exactly])[cel[:4]] == pytest.approx(1)


def test_the_audit_finds_what_a_team_can_subtract_of_its_own() -> None:
    own, other = (Cel(team, "BU03920101", MAANDEN[0], Leefgebied.FINANCIEN, Doelgroep.OUDEREN) for team in (1, 2))
    together = Uitgesproken(frozenset([own, other]), 8, 9)
    assert audit(World({own: 6, other: 2}), [], [together], viewer=1)[other[:4]] == pytest.approx(0)
