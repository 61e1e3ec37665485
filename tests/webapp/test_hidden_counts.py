"""Does anything that leaves the service tell two worlds apart which differ only in what is hidden?

The linear programmes of tests/collectief look at what may be said. These tests look at what is said, on pages, in files
and as JSON: all of it is the same, to the byte, before and after something changed that a viewer may not know of. So
nothing is rendered beyond what the programmes know of.
"""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete

from collectief.models import Signaal, Team, Vrijgave, Vrijgavetelling
from collectief.patronen.patronen import herbereken
from collectief.signaalwoorden import Huishoudens, SoortSignaal, Vindplaats
from collectief.teams.teams import find_team
from collectief.tellingen.kwartalen import kwartaal_of
from collectief.tellingen.vrijgaven import add_vrijgaven
from collectief.words import Doelgroep, Leefgebied
from tests.builders import GEMEENTE, build_signaal
from tests.cast import BELEID, BUURTEAMLID, TEAMLID, Person, sign_in
from tests.stock import BUURT, find_stock
from webapp.context import gebiedensets, now, session, today

ELDERS = ("BU03922106", "BU03922108")
BOTH = (
    *("/beleid/signalen", "/beleid/signalen?wijk=WK039221&leefgebied=financien"),
    *("/beleid/signalen.csv", "/beleid/signalen.xlsx"),
    *("/beleid/leemten?soort=buurt&signalen=met", "/beleid/leemten.csv?soort=buurt&signalen=met"),
    *("/beleid/leemten/WK039221/financien?signalen=met", "/beleid/leemten.xlsx?signalen=met"),
    *("/team/voorstellen", "/team/voorstellen/{collectief}", "/team/voorstellen/{collectief}/effect"),
)
OF_TEAM = (
    *("/team/", "/team/?lijst=signalen", "/team/signalen", "/team/terugkoppeling", "/team/overleg"),
    *("/team/patronen", "/team/patronen/{patroon}", "/team/patronen/{patroon}/besluit"),
    *("/team/voorstellen/nieuw?patroon={patroon}", "/team/verkenning", "/team/verkenning/presentatie"),
)
OF_BELEID = (
    *("/beleid/patronen", "/beleid/overleg", "/beleid/overleg/{overleg}", "/beleid/overleg/punten/{punt}"),
    *("/beleid/verkenningen", "/beleid/verkenningen/boerhaavewijk-meerwijk"),
)
VIEWERS = ((TEAMLID, (*BOTH, *OF_TEAM)), (BELEID, (*BOTH, *OF_BELEID)))
CHANGES_ITSELF = re.compile(
    rb'name="(csrf_token|uuid)"[^>]*>|nonce="[^"]*"|\d{1,2}[.:]\d{2} uur|<dcterms:(created|modified).*?</dcterms:\w+>'
)


class Hidden(NamedTuple):
    """Signalen of the neighbours that nobody else may count."""

    huisvesting: list[Signaal]
    opvoeden: list[Signaal]
    of_patroon: list[Signaal]


class World:
    """What the neighbours told of, beside enough of everybody that something may be known."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        with app.app_context():
            self.known, self.moment = find_stock(), now()
            self.hidden = [[signaal.id for signaal in signalen] for signalen in make_signalen()]
            self._look()

    def change(self, change: Callable[[Hidden], None]) -> None:
        with self.app.app_context():
            change(Hidden(*([session().get_one(Signaal, number) for number in ids] for ids in self.hidden)))
            self._look()

    def read_all(self, clients: dict[str, FlaskClient]) -> dict[str, bytes]:
        asked = [(person, url) for person, urls in VIEWERS for url in urls]
        return {f"{who.rol} {url}": read(clients[who.email], url.format(**self.known)) for who, url in asked}

    def _look(self) -> None:
        """Look for patronen and tell of the kwartaal, as if for the first time, at the same moment in each world."""
        for table in (Vrijgavetelling, Vrijgave):
            session().execute(delete(table))
        herbereken(session(), gebiedensets().get(GEMEENTE), op=today(), now=self.moment)
        add_vrijgaven(session(), gemeente=GEMEENTE, k=5, now=self.moment)
        session().commit()


def make_signalen() -> Hidden:
    eigen, buren = team_of(TEAMLID), team_of(BUURTEAMLID)
    first, second, third = kwartaal_of(today() - timedelta(days=110)).maanden
    tell(eigen, 8)
    tell(buren, 14, op=second)
    return Hidden(
        tell(buren, 2, buurtcode=ELDERS[0], op=first, leefgebieden={Leefgebied.HUISVESTING}),
        tell(buren, 2, buurtcode=ELDERS[1], op=third, leefgebieden={Leefgebied.OPVOEDEN_EN_OPGROEIEN}),
        tell(buren, 12),
    )


def team_of(person: Person) -> Team:
    assert person.team
    team = find_team(session(), person.team, gemeente=GEMEENTE)
    assert team
    return team


def tell(team: Team, count: int, **values: Any) -> list[Signaal]:
    told: dict[str, Any] = {"buurtcode": BUURT, "op": today(), **values}
    received = now() - (today() - told["op"])
    return [build_signaal(session(), team=team, ontvangen_op=received, **told) for _number in range(count)]


def move_to_another_buurt(hidden: Hidden) -> None:
    for signaal in hidden.huisvesting:
        signaal.buurtcode = ELDERS[1]


def move_to_another_month(hidden: Hidden) -> None:
    for signaal in hidden.opvoeden:
        signaal.op -= timedelta(days=40)


def tell_of_something_else(hidden: Hidden) -> None:
    for signaal in hidden.huisvesting:
        signaal.leefgebieden = {Leefgebied.JUSTITIE}
        signaal.doelgroep = Doelgroep.OUDEREN


def tell_otherwise(hidden: Hidden) -> None:
    """Where it came up, and whether it was a question, in the midst of what stands out."""
    for signaal in hidden.of_patroon[:4]:
        signaal.soort, signaal.vindplaats = SoortSignaal.LACUNE, Vindplaats.STRAAT


def tell_of_more(hidden: Hidden) -> None:
    hidden.of_patroon[0].huishoudens = Huishoudens.TWEE_TOT_VIJF


def tell_of_another_day(hidden: Hidden) -> None:
    for signaal in hidden.of_patroon[:3]:
        signaal.op -= timedelta(days=9)


def tell_of_fewer(hidden: Hidden) -> None:
    """Where they were few, and where they were many."""
    for signaal in (hidden.opvoeden[0], *hidden.of_patroon[:2]):
        session().delete(signaal)


def tell_of_many_more(hidden: Hidden) -> None:
    for signaal in hidden.of_patroon:
        signaal.huishoudens = Huishoudens.ZES_TOT_TIEN


# Each comes on top of those before it.
CHANGES = (
    *(move_to_another_buurt, move_to_another_month, tell_of_something_else, tell_otherwise),
    *(tell_of_more, tell_of_another_day, tell_of_fewer),
)


def read(client: FlaskClient, url: str) -> bytes:
    answer = client.get(url)
    assert answer.status_code == 200, url
    body = contents_of(answer.data) if answer.data.startswith(b"PK") else answer.data
    return CHANGES_ITSELF.sub(b"", body)


def contents_of(workbook: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return b"".join(archive.read(name) for name in sorted(archive.namelist()))


@pytest.fixture
def clients(app: Flask) -> dict[str, FlaskClient]:
    return {person.email: sign_in(app.test_client(), person) for person, _urls in VIEWERS}


def test_what_others_told_a_little_differently_changes_no_byte(app: Flask, clients: dict[str, FlaskClient]) -> None:
    world = World(app)
    before = world.read_all(clients)
    for change in CHANGES:
        world.change(change)
        told = [url for url, body in world.read_all(clients).items() if body != before[url]]
        assert told == [], f"to {change.__name__.replace('_', ' ')} can be seen"


def test_what_may_be_known_is_there_to_be_seen(app: Flask, clients: dict[str, FlaskClient]) -> None:
    """Else the test above would look at empty pages."""
    world = World(app)
    before = world.read_all(clients)
    assert b"14" in before["beleid /beleid/signalen.csv"]
    world.change(tell_of_many_more)
    after = world.read_all(clients)
    changed = {url for url, body in after.items() if body != before[url]}
    assert {"teamlid /team/patronen", "teamlid /team/patronen/{patroon}", "beleid /beleid/patronen"} <= changed
