"""Is half of a verkenning filled in, and does nobody lose what they wrote?"""

import re
from html import unescape

import pypdfium2 as pdfium
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from collectief.models import Patroon, Verkenning
from collectief.teams.teams import buurten_of_team, find_team
from collectief.words import Doelgroep, Leefgebied
from tests.builders import GEMEENTE, NOW
from tests.cast import BEHEERDER, BUURTEAMLID, TEAMLID, find_token, post_form, sign_in
from tests.registering import page_of
from webapp.context import now, session, today

URL = "/team/verkenning"
TEAM = TEAMLID.team or ""


class Writer:
    """Somebody with the form of the verkenning open."""

    def __init__(self, client: FlaskClient, url: str = URL) -> None:
        self.client, self.url = client, url
        self.seen = hidden(page_of(client.get(url)))

    def send(self, **texts: str) -> TestResponse:
        return self.client.post(self.url, data={**self.seen, "actie": "bewaar", **texts})

    def hear_of_it(self, **texts: str) -> str:
        """The page that says that somebody else wrote too; from now on it is known."""
        page = page_of(self.send(**texts), status=409)
        self.seen = hidden(page)
        return page


def hidden(page: str) -> dict[str, str]:
    """What the form carries along."""
    form = page.split('<form class="wb-verkenningform"')[1].split("</form>")[0]
    inputs = re.findall(r'<input[^>]*type="hidden"[^>]*>', form)
    return {re.findall(r'name="(\w+)"', one)[0]: re.findall(r'value="([^"]*)"', one)[0] for one in inputs}


def typed_in(page: str, field: str) -> str:
    found = re.search(rf'<textarea[^>]*id="{field}"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    assert found
    return unescape(found[1]).strip()


def stored(app: Flask, jaar: int | None = None) -> dict[str, str]:
    with app.app_context():
        found = session().query(Verkenning).filter_by(jaar=jaar or today().year).one()
        return {field: getattr(found, field) for field in ("kracht", "aandachtspunten", "plekken")}


def write(app: Flask, jaar: int, slug: str = TEAM, **texts: str) -> None:
    with app.app_context():
        team = find_team(session(), slug, gemeente=GEMEENTE)
        assert team
        session().add(Verkenning(team=team, jaar=jaar, gewijzigd_op=now(), **texts))
        session().commit()


@pytest.fixture
def writer(teamlid: FlaskClient) -> Writer:
    return Writer(teamlid)


@pytest.fixture
def other(app: Flask) -> Writer:
    """Who opened the same form at the same time."""
    return Writer(sign_in(app.test_client(), BEHEERDER), f"{URL}?team={TEAM}")


# What the system fills in


def test_the_parts_of_the_system_are_there(teamlid: FlaskClient) -> None:
    page = page_of(teamlid.get(URL))
    koppen = re.findall(r'id="deel-\w+">([^<]+)<', page)
    assert koppen == [
        "Het gebied", "Wat de cijfers zeggen", "Inloopplekken", "Wie een inloopplek dichtbij heeft", "Aanbod",
        "Initiatieven van bewoners", "Patronen in signalen", "Leemten",
    ]  # fmt: skip


def test_a_figure_that_stands_out_leads_to_its_source(teamlid: FlaskClient) -> None:
    page = page_of(teamlid.get(URL))
    links = re.findall(r'href="(/wijken/boerhaavewijk-meerwijk/cijfers/[^"]+)"', page)
    assert len(links) > 2
    assert "Bron: " in page


def test_a_leemte_leads_to_what_it_rests_on(teamlid: FlaskClient) -> None:
    page = page_of(teamlid.get(URL))
    links = re.findall(r'href="(/beleid/leemten/WK\w+/\w+)"', page)
    assert links
    assert teamlid.get(links[0]).status_code == 200


def test_an_open_patroon_of_the_team_is_named_without_its_counts(app: Flask, teamlid: FlaskClient) -> None:
    add_patroon(app, TEAM, huishoudens=4321)
    page = page_of(teamlid.get(URL))
    assert re.search(r'href="/team/patronen/\d+">Financiën, jongeren<', page)
    assert "4321" not in page


def test_a_patroon_of_another_team_is_not_there(app: Flask, teamlid: FlaskClient) -> None:
    add_patroon(app, BUURTEAMLID.team or "")
    assert "jongeren" not in patronen_on(page_of(teamlid.get(URL)))


def patronen_on(page: str) -> str:
    return page[page.index("Patronen") :].split("</section>")[0]


def add_patroon(app: Flask, slug: str, *, huishoudens: int = 12) -> None:
    with app.app_context():
        team = find_team(session(), slug, gemeente=GEMEENTE)
        buurten = buurten_of_team(session(), team, op=today())
        session().add(
            Patroon(
                gemeente=GEMEENTE,
                leefgebied=Leefgebied.FINANCIEN,
                doelgroep=Doelgroep.JONGEREN,
                vanaf=NOW.date(),
                tot_en_met=NOW.date(),
                eerste_op=NOW.date(),
                signalen_aantal=12,
                huishoudens=huishoudens,
                melders=3,
                verwacht=2.0,
                kans=0.001,
                gevonden_op=NOW,
                bijgewerkt_op=NOW,
                buurtcodes={min(buurten)},
            )
        )
        session().commit()


# What the team writes


def test_what_the_team_wrote_is_kept(app: Flask, writer: Writer) -> None:
    assert writer.send(kracht="Veel vrijwilligers.").status_code == 303
    assert stored(app)["kracht"] == "Veel vrijwilligers."


def test_what_was_written_last_year_stands_beside(app: Flask, teamlid: FlaskClient) -> None:
    write(app, today_year(app) - 1, kracht="Toen was er een moestuin.")
    page = page_of(teamlid.get(URL))
    assert "Toen was er een moestuin." in page
    assert typed_in(page, "kracht") == ""


def today_year(app: Flask) -> int:
    with app.app_context():
        return today().year


def test_a_text_that_is_too_long_is_told_at_its_field_and_kept(writer: Writer) -> None:
    page = page_of(writer.send(plekken="x" * 2001), status=422)
    assert "Dit is te lang" in page
    assert typed_in(page, "plekken") == "x" * 2001


def test_a_text_that_names_somebody_is_not_kept(app: Flask, writer: Writer) -> None:
    page = page_of(writer.send(kracht="Bel 06-12345678 voor hulp."), status=422)
    assert typed_in(page, "kracht") == "Bel 06-12345678 voor hulp."
    with app.app_context():
        assert session().query(Verkenning).count() == 0


@pytest.mark.parametrize("jaar", ["1999", "2999", "x", "9" * 30])
def test_a_year_that_has_no_verkenning_is_refused(teamlid: FlaskClient, jaar: str) -> None:
    assert teamlid.get(f"{URL}?jaar={jaar}").status_code == 400


# Two who write at once


def test_two_who_write_about_different_things_both_keep_theirs(app: Flask, writer: Writer, other: Writer) -> None:
    other.send(plekken="Het plein.")
    assert writer.send(kracht="De school.").status_code == 303
    assert stored(app) == {"kracht": "De school.", "aandachtspunten": "", "plekken": "Het plein."}


def test_of_two_texts_about_the_same_both_are_shown_and_nothing_is_stored(
    app: Flask, writer: Writer, other: Writer
) -> None:
    other.send(kracht="Hun tekst.")
    page = writer.hear_of_it(kracht="Mijn tekst.")
    assert "Hun tekst." in page
    assert typed_in(page, "kracht") == "Mijn tekst."
    assert stored(app)["kracht"] == "Hun tekst."


@pytest.mark.parametrize(
    ("keuze", "kept"),
    [("samen", "Hun tekst.\n\nMijn tekst."), ("mijn", "Mijn tekst."), ("hun", "Hun tekst.")],
)
def test_what_was_chosen_of_two_texts_is_stored(
    app: Flask, writer: Writer, other: Writer, keuze: str, kept: str
) -> None:
    other.send(kracht="Hun tekst.")
    writer.hear_of_it(kracht="Mijn tekst.")
    assert writer.send(kracht="Mijn tekst.", keuze_kracht=keuze).status_code == 303
    assert stored(app)["kracht"] == kept


def test_who_is_overtaken_again_while_choosing_is_asked_again(app: Flask, writer: Writer, other: Writer) -> None:
    other.send(kracht="Hun tekst.")
    writer.hear_of_it(kracht="Mijn tekst.")
    Writer(other.client, other.url).send(kracht="Nog een tekst.")
    page = writer.hear_of_it(kracht="Mijn tekst.", keuze_kracht="mijn")
    assert "Nog een tekst." in page
    assert stored(app)["kracht"] == "Nog een tekst."


def test_two_texts_that_are_too_long_together_are_both_in_the_field(writer: Writer, other: Writer) -> None:
    other.send(kracht="a" * 1500)
    writer.hear_of_it(kracht="b" * 1500)
    page = page_of(writer.send(kracht="b" * 1500, keuze_kracht="samen"), status=422)
    assert typed_in(page, "kracht") == "a" * 1500 + "\n\n" + "b" * 1500


def test_who_came_to_another_team_meanwhile_keeps_what_was_typed(writer: Writer) -> None:
    writer.seen["team"] = "europawijk-molenwijk"  # as if that was the team when the form was opened
    page = page_of(writer.send(kracht="Over mijn vorige wijk."), status=409)
    assert "U hoort nu bij team" in page
    assert typed_in(page, "kracht") == "Over mijn vorige wijk."


def test_who_was_signed_out_gets_back_what_was_typed(client: FlaskClient) -> None:
    answer = client.post(URL, data={"csrf_token": find_token(client, "/inloggen"), "kracht": "Bewaar mij."})
    assert "Bewaar mij." in page_of(answer, status=401)


# For others


def test_a_beheerder_chooses_a_team(beheerder: FlaskClient) -> None:
    page = page_of(beheerder.get(URL))
    assert f"/team/verkenning?team={TEAM}" in page


def test_teams_are_compared_on_the_same_parts(app: Flask, beleid: FlaskClient) -> None:
    write(app, today_year(app), kracht="Sterke vrouwengroep.")
    page = page_of(beleid.get("/beleid/verkenningen"))
    assert "Sterke vrouwengroep." in page
    rows = re.findall(r"<tr.*?</tr>", page, re.DOTALL)
    cells = {row.count("<td") for row in rows[1:9]}
    assert (len(rows), cells) == (18, {8})


def test_beleid_reads_what_a_team_wrote(app: Flask, beleid: FlaskClient) -> None:
    write(app, today_year(app), plekken="Het buurthuis.")
    assert "Het buurthuis." in page_of(beleid.get(f"/beleid/verkenningen/{TEAM}"))


def test_the_report_holds_what_the_team_wrote_and_what_the_system_knows(app: Flask, teamlid: FlaskClient) -> None:
    write(app, today_year(app), kracht="Veel vrijwilligers.\nEn een koor.")
    answer = teamlid.get(f"{URL}.pdf")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    document = pdfium.PdfDocument(answer.data)
    text = " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    assert "Veel vrijwilligers. En een koor." in text
    assert "Wie een inloopplek dichtbij heeft" in text
    assert "Bron: " in text


def test_slides_are_a_long_page_without_a_script(teamlid: FlaskClient) -> None:
    page = page_of(teamlid.get(f"{URL}/presentatie"))
    assert page.count('<section class="wb-dia"') == 11
    assert "data-start-presentatie hidden" in page


def test_the_form_goes_by_its_token(teamlid: FlaskClient) -> None:
    assert post_form(teamlid, URL, {"kracht": "Zonder knop"}).status_code == 200
