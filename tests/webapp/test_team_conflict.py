"""Does nobody overwrite what somebody else changed of the same entry, and is it clear what to choose?"""

import re
from html import unescape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from collectief.words import Doelgroep
from tests.cast import BEHEERDER, post_form, sign_in
from tests.registering import change, page_of, save, stored, typed, value_of

STORED: dict[str, Any] = {"naam": "Samen koken", "omschrijving": "Bewoners koken samen.", "kosten": "€ 1"}
SEEN = ("versie", "basis")


class Editor:
    """Somebody with the form of an entry open."""

    def __init__(self, client: FlaskClient, aanbod_id: int) -> None:
        self.client, self.url = client, f"/team/aanbod/{aanbod_id}/wijzig"
        self.seen = self.read_seen(page_of(client.get(self.url)))

    @staticmethod
    def read_seen(page: str) -> dict[str, str]:
        return {field: value_of(page, field) for field in SEEN}

    def send(self, **values: Any) -> TestResponse:
        return post_form(self.client, self.url, typed(**{"kosten": "€ 1", **self.seen, **values}))

    def hear_of_it(self, **values: Any) -> str:
        """The page that says what somebody else changed; from now on it is known."""
        page = page_of(self.send(**values), status=409)
        self.seen = self.read_seen(page)
        return page


def offered(page: str) -> dict[str, tuple[str, str, str]]:
    """Per part what the other and the own value are, and which is chosen."""
    parts = re.findall(r'<fieldset[^>]*wb-verschil">(.*?)</fieldset>', page, re.DOTALL)
    return {name: (theirs, mine, chosen) for name, theirs, mine, chosen in map(_read_part, parts)}


def _read_part(part: str) -> tuple[str, str, str, str]:
    name = re.findall(r'name="keuze-(\w+)"', part)[0]
    theirs, mine = (unescape(text) for text in re.findall(r"</strong> (.*?)</label>", part))
    return name, theirs, mine, "".join(re.findall(r'value="(\w+)" checked', part))


@pytest.fixture
def aanbod_id(app: Flask) -> int:
    return save(app, **STORED, doelgroepen={Doelgroep.OUDEREN, Doelgroep.GEZINNEN})


def overtake(app: Flask, aanbod_id: int, **values: Any) -> None:
    """Somebody else saves the same entry first."""
    other = sign_in(app.test_client(), BEHEERDER)
    assert change(other, aanbod_id, **{"kosten": "€ 1", **values}).status_code == 303


def test_of_what_both_changed_one_has_to_choose(app: Flask, teamlid: FlaskClient, aanbod_id: int) -> None:
    editor = Editor(teamlid, aanbod_id)
    overtake(app, aanbod_id, kosten="€ 5")
    assert offered(editor.hear_of_it(kosten="€ 9")) == {"kosten": ("€ 5", "€ 9", "")}
    assert stored(app, aanbod_id)["kosten"] == "€ 5"


def test_what_only_the_other_changed_stays_unless_one_chooses_otherwise(
    app: Flask, teamlid: FlaskClient, aanbod_id: int
) -> None:
    editor = Editor(teamlid, aanbod_id)
    overtake(app, aanbod_id, doelgroepen=["kinderen"])
    page = editor.hear_of_it(kosten="€ 9")
    assert offered(page) == {"doelgroepen": ("kinderen", "ouderen, gezinnen", "hun")}
    assert editor.send(kosten="€ 9", **{"keuze-doelgroepen": "hun"}).status_code == 303
    assert stored(app, aanbod_id)["kosten"] == "€ 9"
    assert "kinderen" in page_of(teamlid.get(f"/aanbod/{aanbod_id}"))


def test_nothing_is_asked_of_what_nobody_else_changed(app: Flask, teamlid: FlaskClient, aanbod_id: int) -> None:
    editor = Editor(teamlid, aanbod_id)
    overtake(app, aanbod_id, kosten="€ 5")
    assert offered(editor.hear_of_it(naam="Samen eten")).keys() == {"kosten"}


@pytest.mark.parametrize(("keuze", "kosten"), [("mijn", "€ 9"), ("hun", "€ 5")])
def test_what_was_chosen_is_stored(app: Flask, teamlid: FlaskClient, aanbod_id: int, keuze: str, kosten: str) -> None:
    editor = Editor(teamlid, aanbod_id)
    overtake(app, aanbod_id, kosten="€ 5")
    editor.hear_of_it(kosten="€ 9")
    assert editor.send(kosten="€ 9", **{"keuze-kosten": keuze}).status_code == 303
    assert stored(app, aanbod_id)["kosten"] == kosten


def test_without_a_choice_it_is_asked_again(app: Flask, teamlid: FlaskClient, aanbod_id: int) -> None:
    editor = Editor(teamlid, aanbod_id)
    overtake(app, aanbod_id, kosten="€ 5")
    editor.hear_of_it(kosten="€ 9")
    assert offered(page_of(editor.send(kosten="€ 9"), status=409)) == {"kosten": ("€ 5", "€ 9", "")}
    assert stored(app, aanbod_id)["kosten"] == "€ 5"


def test_who_is_overtaken_again_while_choosing_hears_it_again(app: Flask, teamlid: FlaskClient, aanbod_id: int) -> None:
    editor = Editor(teamlid, aanbod_id)
    overtake(app, aanbod_id, kosten="€ 5")
    editor.hear_of_it(kosten="€ 9")
    overtake(app, aanbod_id, kosten="€ 6")
    page = page_of(editor.send(kosten="€ 9", **{"keuze-kosten": "mijn"}), status=409)
    assert offered(page)["kosten"][0] == "€ 6"
    assert stored(app, aanbod_id)["kosten"] == "€ 6"


def test_hours_are_compared_in_words_and_taken_over_as_a_whole(
    app: Flask, teamlid: FlaskClient, aanbod_id: int
) -> None:
    editor = Editor(teamlid, aanbod_id)
    overtake(app, aanbod_id, openingstijden="ma 9-12", dicht_op_feestdagen="y")
    own = {"openingstijden": "di 9-12"}
    theirs = "maandag van 9.00 tot 12.00 uur; niet op feestdagen"
    assert offered(editor.hear_of_it(**own)) == {"openingstijden": (theirs, "dinsdag van 9.00 tot 12.00 uur", "")}
    assert editor.send(**own, **{"keuze-openingstijden": "hun"}).status_code == 303
    assert stored(app, aanbod_id)["openingstijden"] == "Mo 09:00-12:00; PH off"


def test_a_place_is_compared_as_one_thing(app: Flask, teamlid: FlaskClient, aanbod_id: int) -> None:
    editor = Editor(teamlid, aanbod_id)
    hidden = {"waar": "verborgen", "bereikbaar_via": "Bel 0800 0000"}
    overtake(app, aanbod_id, **hidden)
    found = offered(editor.hear_of_it())
    assert found == {"plek": ("geheim. Contact: Bel 0800 0000", "het punt op de kaart", "hun")}
    assert editor.send(**{"keuze-plek": "hun"}).status_code == 303
    assert stored(app, aanbod_id)["verborgen"]


def test_who_did_the_same_as_the_other_only_has_to_save(app: Flask, teamlid: FlaskClient, aanbod_id: int) -> None:
    editor = Editor(teamlid, aanbod_id)
    overtake(app, aanbod_id, kosten="€ 5")
    assert "U vulde hetzelfde in als de ander." in editor.hear_of_it(kosten="€ 5")
    assert editor.send(kosten="€ 5").status_code == 303


@pytest.mark.parametrize("versie", ["", "x", "-1", "9" * 30])
def test_a_version_that_was_tampered_with_overwrites_nothing(
    app: Flask, teamlid: FlaskClient, aanbod_id: int, versie: str
) -> None:
    editor = Editor(teamlid, aanbod_id)
    assert editor.send(versie=versie, kosten="€ 9").status_code == 409
    assert stored(app, aanbod_id)["kosten"] == "€ 1"


@pytest.mark.parametrize("basis", ["", "[]", "{", "null", '{"kosten": 1}'])
def test_without_what_was_seen_every_difference_is_asked(
    app: Flask, teamlid: FlaskClient, aanbod_id: int, basis: str
) -> None:
    editor = Editor(teamlid, aanbod_id)
    overtake(app, aanbod_id, doelgroepen=["kinderen"])
    found = offered(editor.hear_of_it(basis=basis, kosten="€ 9"))
    assert [found[name][2] for name in ("kosten", "doelgroepen")] == ["", ""]
