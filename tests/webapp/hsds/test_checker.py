"""Does the checker see what is wrong?"""

from copy import deepcopy

import pytest
from flask import Flask

from tests.webapp.hsds.checker import Harvest, harvest, problems
from tests.webapp.hsds.conftest import fetching
from tests.webapp.hsds.planted import PLANTED, Planted
from tests.webapp.hsds.schemas import Schemas


@pytest.fixture(scope="module")
def right(few_app: Flask) -> Harvest:
    return harvest(fetching(few_app), per_page=20, singles=1)


def test_it_finds_nothing_where_nothing_is_wrong(right: Harvest, schemas: Schemas) -> None:
    assert problems(right, schemas) == []


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: planted.name)
def test_it_finds_a_planted_mistake(right: Harvest, schemas: Schemas, planted: Planted) -> None:
    wrong = deepcopy(right)
    planted.plant(wrong)
    assert [sentence for sentence in problems(wrong, schemas) if planted.said in sentence]
