"""What does a team get in its mailbox when an aanbod ends and leaves a leemte?"""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from flask import Flask

from collectief.models import Aanbod, Leemtebericht
from collectief.words import Leefgebied, Status, Verzending
from tests.cast import TEAMLID, sign_in
from tests.registering import save
from tests.reminding import SENDER, text_of
from tests.smtp import Postbus, mail_server
from webapp.context import now, session
from webapp.delivering import Tally
from webapp.leemteberichten import send_berichten
from webapp.mail import Mailer, Outcome, read_server

BASE = "https://kaart.example"
LINK = re.compile(rf"{BASE}(/[^\s\"]*)")


@pytest.fixture
def postbus() -> Postbus:
    return Postbus()


def save_ended(app: Flask, **values: Any) -> int:
    """An entry on which much rested in the buurt of TEAMLID, that stopped three days ago."""
    right: dict[str, Any] = {
        "naam": "Opvoedcafé",
        "leefgebieden": {Leefgebied.OPVOEDEN_EN_OPGROEIEN},
        "capaciteit": 400,
        "openingstijden": "Mo-Fr 09:00-17:00",
        "status": Status.GESTOPT,
        "now": now() - timedelta(days=3),
    }
    return save(app, **right | values)


def send_all(app: Flask, postbus: Postbus) -> Tally:
    public = app.test_request_context(base_url=BASE)
    with mail_server(postbus) as url, Mailer(read_server(url), timeout_s=5) as mailer, public:
        return send_berichten(session(), mailer, sender=SENDER, now=now())


def became(app: Flask, aanbod_id: int) -> Verzending:
    with app.app_context():
        return session().get_one(Leemtebericht, aanbod_id).verzending


def test_the_team_is_told_once_with_links_that_it_can_open(app: Flask, postbus: Postbus) -> None:
    save_ended(app)
    assert [send_all(app, postbus).mails for _time in range(2)] == [{Outcome.SENT: 1}, {}]
    (mail,) = postbus.mails
    assert (mail["To"], mail["Subject"]) == (TEAMLID.email, "Gestopt, en misschien gemist: Opvoedcafé")
    teamlid = sign_in(app.test_client(), TEAMLID)
    for kind in ("plain", "html"):
        text = unescape(text_of(mail, kind))
        assert "opvoeden en opgroeien (" in text
        paths = LINK.findall(text)
        assert any(re.fullmatch(r"/beleid/leemten/WK\d{6}/opvoeden_en_opgroeien", path) for path in paths)
        assert "/team/?lijst=leemten" in paths
        assert {teamlid.get(path).status_code for path in paths} == {200}
        assert "@" not in text


def test_one_mail_tells_of_all_that_ended(app: Flask, postbus: Postbus) -> None:
    save_ended(app)
    save_ended(app, naam="<b>Thuis</b> & co")
    tally = send_all(app, postbus)
    assert (tally.mails, tally.entries) == ({Outcome.SENT: 1}, {Outcome.SENT: 2})
    assert "&lt;b&gt;Thuis&lt;/b&gt; &amp; co" in text_of(postbus.mails[0], "html")
    assert "<b>Thuis</b> & co" in text_of(postbus.mails[0])


def test_what_is_put_off_goes_out_with_the_next_run(app: Flask, postbus: Postbus) -> None:
    aanbod_id = save_ended(app)
    postbus.refused[TEAMLID.email] = "451 4.7.1 come back later"
    assert send_all(app, postbus).mails == {Outcome.POSTPONED: 1}
    assert became(app, aanbod_id) is Verzending.UITGESTELD
    postbus.refused.clear()
    assert send_all(app, postbus).mails == {Outcome.SENT: 1}
    assert became(app, aanbod_id) is Verzending.VERSTUURD


def test_a_second_end_is_told_too(app: Flask, postbus: Postbus) -> None:
    aanbod_id = save_ended(app)
    for status in (Status.GESTOPT, Status.GEPUBLICEERD, Status.GESTOPT):
        with app.app_context():
            session().get_one(Aanbod, aanbod_id).status = status
            session().commit()
        send_all(app, postbus)
    assert len(postbus.mails) == 2
