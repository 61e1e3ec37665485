"""Is every answer of our API HSDS 3.0, and does it tell what may be told?"""

import pytest
from flask import Flask

from geo.gebiedenset import Gebiedensets
from tests.builders import GEMEENTE
from tests.webapp.hsds.checker import Harvest, harvest, problems
from tests.webapp.hsds.conftest import RECORDS, fetching, stock_variety
from tests.webapp.hsds.schemas import Schemas


@pytest.fixture(scope="module")
def harvested(varied_app: Flask) -> Harvest:
    return harvest(fetching(varied_app))


def test_every_page_of_every_list_keeps_the_standard(harvested: Harvest, schemas: Schemas) -> None:
    assert harvested.pages["services"][0]["total_items"] == RECORDS
    assert problems(harvested, schemas) == []


def test_both_databases_answer_by_the_standard(empty_app: Flask, haarlem_sets: Gebiedensets, schemas: Schemas) -> None:
    stock_variety(empty_app, haarlem_sets.get(GEMEENTE), count=30, with_teams=False)
    assert problems(harvest(fetching(empty_app), per_page=7), schemas) == []
