"""Is what stands there already offered in time, joined, merged, split again, or called different for good?"""

import re
from html import unescape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from collectief.kaart.aanbod import get_aanbod
from collectief.models import Contactpersoon, Wijzigingsvoorstel
from collectief.spatial import Punt
from collectief.words import Doelgroep, Indiener, Status, Toestemmingswijze
from geo.crs import to_rd
from tests.builders import NOW
from tests.cast import post_form, read_token
from tests.registering import AT_THE_NEIGHBOURS, NEW, count_stored, page_of, save, typed
from webapp.context import session

LIKE = {"naam": "Zanggroep De Wielewaal", "omschrijving": "Samen zingen."}
THERE = {"punt": Punt(*to_rd(4.6535, 52.349)), "buurtcode": "BU03922005"}


def ask(client: FlaskClient, **values: Any) -> dict[str, Any]:
    fields = {"csrf_token": read_token(client, NEW), **typed(**LIKE | values)}
    answer: dict[str, Any] = client.post("/team/lijkt-op", data=fields).get_json()
    return answer


def join(client: FlaskClient, aanbod_id: int, **values: Any) -> Any:
    fields = {"csrf_token": read_token(client, NEW), **typed(**LIKE | values)}
    return client.post(f"/team/aanbod/{aanbod_id}/aansluiten", data=fields)


def pair(app: Flask) -> tuple[int, int]:
    return save(app, **LIKE), save(app, naam="Zanggroep Wielewaal", omschrijving="Elke week samen zingen.")


def merge(client: FlaskClient, blijft: int, vervalt: int, **fields: Any) -> Any:
    url = f"/team/dubbelen/{blijft}/{vervalt}"
    page = page_of(client.get(url))
    versies = dict(re.findall(r'name="(versie_\w+)" value="(\d+)"', page))
    return post_form(client, url, versies | fields)


def test_what_somebody_types_is_held_against_the_map(app: Flask, teamlid: FlaskClient) -> None:
    save(app, **LIKE)
    found = ask(teamlid)
    assert found["aantal"] == 1
    assert "Zanggroep De Wielewaal" in found["html"]
    assert "Zelfde plek, zelfde naam" in found["html"]


def test_asking_stores_nothing(app: Flask, teamlid: FlaskClient) -> None:
    before = count_stored(app)
    ask(teamlid)
    assert count_stored(app) == before


def test_what_is_like_nothing_shows_nothing(teamlid: FlaskClient) -> None:
    assert ask(teamlid, naam="Bijenhotel Zoemzang") == {"html": "", "aantal": 0}


@pytest.mark.parametrize("naam", ["", "Za"])
def test_a_name_that_was_just_begun_shows_nothing(app: Flask, teamlid: FlaskClient, naam: str) -> None:
    save(app, **LIKE)
    assert ask(teamlid, naam=naam)["aantal"] == 0


def test_a_name_with_html_is_shown_as_it_was_typed(app: Flask, teamlid: FlaskClient) -> None:
    save(app, **LIKE | {"naam": "Zanggroep De Wielewaal <b>nu</b>"})
    assert "&lt;b&gt;nu&lt;/b&gt;" in ask(teamlid)["html"]


def test_joining_says_what_it_means_and_keeps_what_was_typed(app: Flask, teamlid: FlaskClient) -> None:
    page = page_of(join(teamlid, save(app, **LIKE), kosten="€ 2 per keer"))
    assert "U maakt geen nieuw initiatief" in page
    assert 'name="kosten" value="€ 2 per keer"' in page


def test_what_is_ticked_is_added_to_an_entry_of_the_own_team(app: Flask, teamlid: FlaskClient) -> None:
    aanbod_id = save(app, **LIKE, doelgroepen={Doelgroep.JONGEREN})
    answer = join(teamlid, aanbod_id, kosten="€ 2", actie="aansluiten", veld=["doelgroepen"])
    assert answer.headers["Location"] == f"/aanbod/{aanbod_id}"
    with app.app_context():
        aanbod = get_aanbod(session(), aanbod_id)
        assert aanbod.doelgroepen == {Doelgroep.JONGEREN, Doelgroep.OUDEREN, Doelgroep.GEZINNEN}
        assert aanbod.kosten == ""


def test_what_is_added_to_an_entry_of_another_team_waits_for_that_team(app: Flask, teamlid: FlaskClient) -> None:
    aanbod_id = save(app, **LIKE, **THERE)
    page = page_of(join(teamlid, aanbod_id))
    assert "Stuur naar team" in page
    before = voorstellen(app)
    join(teamlid, aanbod_id, actie="aansluiten", veld=["doelgroepen"], toelichting="Wij doen mee.")
    new = voorstellen(app)[len(before) :]
    assert [(one.aanbod_id, one.indiener, one.toelichting) for one in new] == [
        (aanbod_id, Indiener.TEAM, "Wij doen mee.")
    ]


def voorstellen(app: Flask) -> list[Wijzigingsvoorstel]:
    with app.app_context():
        return list(session().scalars(select(Wijzigingsvoorstel).order_by(Wijzigingsvoorstel.id)))


def test_nothing_is_sent_to_another_team_without_anything_to_say(app: Flask, teamlid: FlaskClient) -> None:
    answer = join(teamlid, save(app, **LIKE, **THERE), actie="aansluiten")
    assert answer.status_code == 422


def test_a_concept_of_another_team_cannot_be_joined(app: Flask, teamlid: FlaskClient) -> None:
    hidden = save(app, **LIKE, **THERE, status=Status.CONCEPT)
    assert join(teamlid, hidden).status_code == 404


def test_likely_doubles_are_listed(app: Flask, teamlid: FlaskClient) -> None:
    pair(app)
    page = page_of(teamlid.get("/team/dubbelen"))
    assert "Zanggroep De Wielewaal en Zanggroep Wielewaal" in unescape(page)


def test_a_pair_that_is_called_different_leaves_the_list(app: Flask, teamlid: FlaskClient) -> None:
    eerste, tweede = pair(app)
    post_form(teamlid, "/team/dubbelen", {"eerste": eerste, "tweede": tweede})
    assert "Wielewaal" not in page_of(teamlid.get("/team/dubbelen"))


def test_the_neighbours_may_not_call_them_different(app: Flask, buurteamlid: FlaskClient) -> None:
    eerste, tweede = pair(app)
    token = read_token(buurteamlid, NEW)
    answer = buurteamlid.post("/team/dubbelen", data={"csrf_token": token, "eerste": eerste, "tweede": tweede})
    assert answer.status_code == 403


def test_two_become_one_by_what_is_chosen(app: Flask, teamlid: FlaskClient) -> None:
    blijft, vervalt = pair(app)
    answer = merge(teamlid, blijft, vervalt, **{"veld-naam": "vervalt", "veld-omschrijving": "blijft"})
    assert answer.status_code == 303
    with app.app_context():
        aanbod = get_aanbod(session(), blijft)
        assert (aanbod.naam, aanbod.omschrijving) == ("Zanggroep Wielewaal", "Samen zingen.")


def test_the_address_of_the_one_that_went_leads_to_the_one_that_stayed(
    app: Flask, teamlid: FlaskClient, client: FlaskClient
) -> None:
    blijft, vervalt = pair(app)
    merge(teamlid, blijft, vervalt)
    answer = client.get(f"/aanbod/{vervalt}")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/aanbod/{blijft}")


def test_the_form_of_the_one_that_went_leads_to_that_of_the_one_that_stayed(app: Flask, teamlid: FlaskClient) -> None:
    blijft, vervalt = pair(app)
    merge(teamlid, blijft, vervalt)
    answer = teamlid.get(f"/team/aanbod/{vervalt}/wijzig")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/team/aanbod/{blijft}/wijzig")


def test_a_merge_is_undone_by_a_button(app: Flask, teamlid: FlaskClient) -> None:
    blijft, vervalt = pair(app)
    merge(teamlid, blijft, vervalt, **{"veld-naam": "vervalt"})
    url = f"/team/aanbod/{vervalt}/samenvoeging"
    assert post_form(teamlid, url, {}).status_code == 303
    with app.app_context():
        assert get_aanbod(session(), blijft).naam == "Zanggroep De Wielewaal"
        assert get_aanbod(session(), vervalt).status == Status.GEPUBLICEERD
    assert teamlid.get(url).status_code == 404


def test_what_changed_meanwhile_is_shown_again(app: Flask, teamlid: FlaskClient) -> None:
    blijft, vervalt = pair(app)
    assert merge(teamlid, blijft, vervalt, versie_blijft="0").status_code == 409


def test_a_contactpersoon_is_never_kept_or_erased_unasked(app: Flask, teamlid: FlaskClient) -> None:
    blijft, vervalt = pair(app)
    with app.app_context():
        how: dict[str, Any] = {"toestemming_op": NOW.date(), "toestemming_hoe": Toestemmingswijze.MONDELING}
        get_aanbod(session(), vervalt).contactpersoon = Contactpersoon(naam="Mevrouw Een", **how)
        session().commit()
    assert merge(teamlid, blijft, vervalt).status_code == 409
    assert merge(teamlid, blijft, vervalt, contactpersoon="vervalt").status_code == 303
    with app.app_context():
        assert session().scalars(select(Contactpersoon)).one().aanbod_id == blijft


def test_an_entry_cannot_be_merged_with_itself(app: Flask, teamlid: FlaskClient) -> None:
    blijft, _ = pair(app)
    assert teamlid.get(f"/team/dubbelen/{blijft}/{blijft}").headers["Location"] == "/team/dubbelen"


def test_the_neighbours_may_not_merge(app: Flask, buurteamlid: FlaskClient) -> None:
    blijft, vervalt = pair(app)
    assert buurteamlid.get(f"/team/dubbelen/{blijft}/{vervalt}").status_code == 403


def test_a_new_entry_that_looks_double_is_asked_about_once(app: Flask, teamlid: FlaskClient) -> None:
    save(app, **LIKE)
    before = count_stored(app)
    page = page_of(post_form(teamlid, NEW, typed(**LIKE, kosten="€ 2", toch_nieuw="")))
    assert "Lijkt dit op" in page
    assert 'value="€ 2"' in page
    assert count_stored(app) == before
    assert post_form(teamlid, NEW, typed(**LIKE, toch_nieuw="ja")).status_code == 303


def test_nothing_is_offered_at_the_neighbours_place(app: Flask, teamlid: FlaskClient) -> None:
    save(app, naam="Koffie-inloop", omschrijving="Koffie.", **THERE)
    assert ask(teamlid, naam="Koffie-inloop")["aantal"] == 0
    assert ask(teamlid, naam="Koffie-inloop", **AT_THE_NEIGHBOURS)["aantal"] == 1
