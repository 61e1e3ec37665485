"""How does somebody fill in the form of an aanbod, and what does the page say then?"""

import re
from html import unescape
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from collectief.kaart.aanbod import get_aanbod
from collectief.models import Aanbod
from collectief.spatial import Punt
from geo.crs import to_rd
from tests.builders import build_aanbod
from tests.cast import post_form
from webapp.context import session

NEW = "/team/aanbod/nieuw"
HERE = {"lon": "4.6665", "lat": "52.3557"}  # postcode 2037, in the teamgebied of TEAMLID
AT_THE_NEIGHBOURS = {"lon": "4.6535", "lat": "52.349"}
IN_AMSTERDAM = {"lon": "4.9", "lat": "52.37"}
TYPED: dict[str, Any] = {
    "actie": "bewaar",
    "naam": "Samen koken",
    "soort": "initiatief",
    "waar": "kaart",
    "omschrijving": "Bewoners koken samen.",
    "karakter": "collectief",
    "toegang": "vrij",
    "doelgroepen": ["ouderen", "gezinnen"],
    "leefgebieden": ["sociaal_netwerk"],
    "status": "gepubliceerd",
    "toch_nieuw": "ja",  # whether it looks like another is asked in tests of that only
    **HERE,
}


def typed(**values: Any) -> dict[str, Any]:
    """What somebody types who does everything right, but for `values`."""
    return TYPED | values


def page_of(answer: TestResponse, *, status: int = 200) -> str:
    assert answer.status_code == status
    return answer.get_data(as_text=True)


def errors_on(page: str) -> dict[str, str]:
    """Per field what is wrong with it."""
    return {field: unescape(text) for field, text in re.findall(r'id="(\w+)-fout">([^<]+)<', page)}


def value_of(page: str, field: str) -> str:
    found = re.search(rf'<input[^>]* name="{field}"[^>]* value="([^"]*)"', page)
    assert found is not None, field
    return unescape(found[1])


def count_stored(app: Flask) -> int:
    with app.app_context():
        return session().scalars(select(func.count(Aanbod.id))).one()


def save(app: Flask, **values: Any) -> int:
    """An entry that stands there already; in the teamgebied of TEAMLID, unless `values` say otherwise."""
    with app.app_context():
        place = {"punt": Punt(*to_rd(4.6665, 52.3557)), "buurtcode": "BU03922103"}
        aanbod = build_aanbod(session(), **(place | values))
        session().commit()
        return aanbod.id


def stored(app: Flask, aanbod_id: int) -> dict[str, Any]:
    with app.app_context():
        aanbod = get_aanbod(session(), aanbod_id)
        fields = ("naam", "kosten", "versie", "status", "openingstijden", "verborgen", "bereikbaar_via", "op_afspraak")
        return {field: getattr(aanbod, field) for field in fields}


def add(client: FlaskClient, **values: Any) -> int:
    """Register by the form; the id of what came of it."""
    answer = post_form(client, NEW, typed(**values))
    assert answer.status_code == 303, errors_on(answer.get_data(as_text=True))
    return int(answer.headers["Location"].removeprefix("/aanbod/"))


def change(client: FlaskClient, aanbod_id: int, **values: Any) -> TestResponse:
    """Save the form as it was read, but for `values`."""
    url = f"/team/aanbod/{aanbod_id}/wijzig"
    page = page_of(client.get(url))
    seen = {field: value_of(page, field) for field in ("versie", "basis")}
    return post_form(client, url, typed(**seen, **values))
