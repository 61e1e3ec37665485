"""What is asked of HSDS? Its lists: the first page, the last one, and each filter that leaves many."""

import json
from typing import Any
from urllib.request import urlopen

PER_PAGE = 50
LISTS = ("/hsds/services", "/hsds/service_at_locations", "/hsds/organizations")
FILTERS = ("search=wandelen", "modified_after=2025-01-01", "taxonomy_term_id={term}")


def make_hsds_questions(address: str) -> dict[str, list[str]]:
    """Per name of a question the paths to ask in turn; how many pages there are is asked first."""
    questions = {}
    for path in LISTS:
        pages = _read(f"{address}{path}?per_page={PER_PAGE}")["total_pages"]
        questions[f"{path}, a page"] = [
            f"{path}?per_page={PER_PAGE}&page={number}" for number in (1, pages // 2, pages)
        ]
    term = _read(f"{address}/hsds/taxonomy_terms")["contents"][0]["id"]
    asked = [f"/hsds/services?{told.format(term=term)}" for told in FILTERS]
    return questions | {"/hsds/services, filtered": asked}


def _read(url: str) -> Any:
    with urlopen(url) as answer:  # noqa: S310 - an address of our own making
        return json.load(answer)
