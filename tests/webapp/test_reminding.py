"""What do aanbieders get in their mailbox, and what is known of it afterwards?"""

import logging
from datetime import timedelta
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import select

from collectief.models import Aanbod, Contactpersoon, Herinnering
from collectief.versheid.contactcontroles import dode_contacten
from collectief.words import Contactfout, Toestemmingswijze, Verzending
from tests.reminding import EMAIL, LINK, save_due, send_all, text_of
from tests.smtp import Postbus
from webapp.context import now, session, today
from webapp.mail import Outcome

DAY = timedelta(days=1)


@pytest.fixture
def postbus() -> Postbus:
    return Postbus()


def became(app: Flask) -> list[Verzending]:
    """Of the mails about what the test itself added."""
    query = select(Herinnering.verzending).join(Herinnering.aanbod).where(~Aanbod.voorbeeld)
    with app.app_context():
        return list(session().scalars(query.order_by(Herinnering.id)))


def dead(app: Flask) -> list[Contactfout]:
    with app.app_context():
        found = dode_contacten(session(), gemeente="GM0392", buurtcodes={"BU03922103"}, now=now(), limit=10)
        return [contact.fout for contact in found]


def test_one_mail_has_three_links_for_each_entry(app: Flask, postbus: Postbus) -> None:
    save_due(app)
    save_due(app, naam="Thee in de Kerk")
    tally = send_all(app, postbus)
    assert (tally.mails, tally.entries) == ({Outcome.SENT: 1}, {Outcome.SENT: 2})
    (mail,) = postbus.mails
    assert (mail["To"], mail["Subject"]) == (EMAIL, "Klopt dit nog? Koffie in de Kerk en nog 1")
    for kind in ("plain", "html"):
        text = text_of(mail, kind)
        found = LINK.findall(unescape(text))
        assert [antwoord for _secret, antwoord in found] == ["klopt", "aangepast", "gestopt"] * 2
        assert len({secret for secret, _antwoord in found}) == 2
        assert "Koffie in de Kerk" in text
        assert "Thee in de Kerk" in text


def test_the_links_lead_to_the_public_address(app: Flask, postbus: Postbus) -> None:
    save_due(app)
    send_all(app, postbus, base_url="https://kaart.example/haarlem")
    assert "https://kaart.example/haarlem/controle/" in text_of(postbus.mails[0])


def test_a_name_with_html_stays_text(app: Flask, postbus: Postbus) -> None:
    save_due(app, naam="<b>Koffie</b> & thee")
    send_all(app, postbus)
    assert "&lt;b&gt;Koffie&lt;/b&gt; &amp; thee" in text_of(postbus.mails[0], "html")
    assert "<b>Koffie</b> & thee" in text_of(postbus.mails[0])


def test_a_contactpersoon_reads_how_to_stop_it(app: Flask, postbus: Postbus) -> None:
    aanbod_id = save_due(app, organisatie="", organisatie_email="")
    with app.app_context():
        session().get_one(Aanbod, aanbod_id).contactpersoon = Contactpersoon(
            naam="Bo", email="bo@bo.example", toestemming_op=today(), toestemming_hoe=Toestemmingswijze.MONDELING
        )
        session().commit()
        key = session().get_one(Aanbod, aanbod_id).contactpersoon.uuid  # type: ignore[union-attr]
    send_all(app, postbus)
    assert postbus.addresses() == ["bo@bo.example"]
    for kind in ("plain", "html"):
        assert "omdat u toestemming gaf" in text_of(postbus.mails[0], kind)
        assert f"https://kaart.example/toestemming/{key}" in text_of(postbus.mails[0], kind)


def test_an_organisatie_is_not_told_of_consent(app: Flask, postbus: Postbus) -> None:
    save_due(app)
    send_all(app, postbus)
    assert "toestemming" not in text_of(postbus.mails[0])


def test_nothing_is_sent_twice(app: Flask, postbus: Postbus) -> None:
    save_due(app)
    send_all(app, postbus)
    assert send_all(app, postbus).mails == {}
    assert len(postbus.mails) == 1


def test_the_three_mails_come_at_0_14_and_28_days(app: Flask, postbus: Postbus) -> None:
    save_due(app)
    for day in (0, 1, 14, 27, 28, 29, 100):
        send_all(app, postbus, at=now() + day * DAY)
    assert len(postbus.mails) == 3


def test_a_refused_address_is_dead_and_the_others_get_theirs(app: Flask, postbus: Postbus) -> None:
    save_due(app, organisatie="De Aula", organisatie_email="weg@weg.example")
    save_due(app)
    postbus.refused["weg@weg.example"] = "550 5.1.1 no such user"
    tally = send_all(app, postbus)
    assert tally.mails == {Outcome.BAD_ADDRESS: 1, Outcome.SENT: 1}
    assert became(app) == [Verzending.VERSTUURD, Verzending.GEWEIGERD]
    assert dead(app) == [Contactfout.GEWEIGERD]
    assert send_all(app, postbus, at=now() + 14 * DAY).mails == {Outcome.SENT: 1}


def test_an_address_that_is_none_is_dead_too(app: Flask, postbus: Postbus) -> None:
    save_due(app, organisatie_email="é@kerk.example")
    save_due(app, organisatie="De Aula", organisatie_email="aula@aula.example")
    assert send_all(app, postbus).mails == {Outcome.BAD_ADDRESS: 1, Outcome.SENT: 1}
    assert dead(app) == [Contactfout.GEWEIGERD]


def test_what_is_put_off_goes_out_with_the_next_run_and_its_link_works(app: Flask, postbus: Postbus) -> None:
    save_due(app)
    postbus.refused[EMAIL] = "451 4.7.1 come back later"
    assert send_all(app, postbus).mails == {Outcome.POSTPONED: 1}
    del postbus.refused[EMAIL]
    assert send_all(app, postbus, at=now() + DAY).mails == {Outcome.SENT: 1}
    (mail,) = postbus.mails
    found = LINK.search(text_of(mail))
    assert found is not None
    assert app.test_client().get(f"/controle/{found[1]}").status_code == 200
    assert dead(app) == []


def test_a_server_that_hangs_up_for_good_ends_the_run_and_loses_nothing(app: Flask, postbus: Postbus) -> None:
    addresses = [f"{name}@weg.example" for name in "abcde"]
    for address in addresses:
        save_due(app, organisatie=address, organisatie_email=address)
    postbus.dropped = set(addresses)
    tally = send_all(app, postbus)
    assert "time after time" in tally.stopped
    assert set(became(app)) == {Verzending.UITGESTELD}
    postbus.dropped = set()
    assert send_all(app, postbus).mails == {Outcome.SENT: 5}


def test_no_address_stands_in_a_log(app: Flask, postbus: Postbus, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    save_due(app)
    save_due(app, organisatie="De Aula", organisatie_email="weg@weg.example")
    postbus.refused["weg@weg.example"] = "550 no such user"
    send_all(app, postbus)
    ours = [record.getMessage() for record in caplog.records if not record.name.startswith("mail.")]
    assert [line for line in ours if "@kerk" in line or "@weg" in line] == []
