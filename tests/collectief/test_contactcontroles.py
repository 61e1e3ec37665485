"""Which contacts are tried, and since when do they not work?"""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from collectief.models import Aanbod, Contactcontrole, Organisatie
from collectief.versheid.contactcontroles import Contact, contacts_to_try, dode_contacten, record
from collectief.words import Contactfout, Contactsoort, Status
from tests.builders import ELDERS, GEMEENTE, HIER, LATER, NOW, build_aanbod

WEBSITE = Contactsoort.WEBSITE
URL = "https://kerk.example"
A_DAY = timedelta(days=1)


def build_organisatie(session: Session, naam: str = "De Kerk", **values: Any) -> Organisatie:
    aanbod = build_aanbod(session, organisatie=naam, **({"organisatie_website": URL} | values))
    assert aanbod.organisatie is not None
    return aanbod.organisatie


def website_of(organisatie: Organisatie) -> Contact:
    return Contact(organisatie.id, WEBSITE, str(organisatie.website))


def known(session: Session, organisatie: Organisatie) -> Contactcontrole:
    return session.get_one(Contactcontrole, (organisatie.id, WEBSITE), populate_existing=True)


def dead(session: Session, now: datetime = LATER) -> list[tuple[Contactsoort, Contactfout]]:
    found = dode_contacten(session, gemeente=GEMEENTE, buurtcodes={HIER}, now=now, limit=10)
    return [(contact.soort, contact.fout) for contact in found]


def test_a_contact_that_fails_again_fails_since_the_first_time(session: Session) -> None:
    organisatie = build_organisatie(session)
    record(session, website_of(organisatie), Contactfout.GEEN_ANTWOORD, now=NOW)
    record(session, website_of(organisatie), Contactfout.NIET_GEVONDEN, now=LATER)
    controle = known(session, organisatie)
    assert (controle.fout, controle.fout_sinds, controle.op) == (Contactfout.NIET_GEVONDEN, NOW, LATER)


def test_a_contact_that_answers_again_is_well(session: Session) -> None:
    organisatie = build_organisatie(session)
    record(session, website_of(organisatie), Contactfout.GEEN_ANTWOORD, now=NOW)
    record(session, website_of(organisatie), None, now=LATER)
    assert (known(session, organisatie).fout, known(session, organisatie).fout_sinds) == (None, None)


def test_another_website_starts_anew(session: Session) -> None:
    organisatie = build_organisatie(session)
    record(session, website_of(organisatie), Contactfout.GEEN_ANTWOORD, now=NOW)
    organisatie.website = "https://nieuw.example"
    session.flush()
    assert dead(session) == []
    record(session, website_of(organisatie), Contactfout.SERVERFOUT, now=LATER)
    assert known(session, organisatie).fout_sinds == LATER


def test_what_was_changed_while_it_was_tried_is_not_kept(session: Session) -> None:
    organisatie = build_organisatie(session)
    record(session, Contact(organisatie.id, WEBSITE, "https://oud.example"), Contactfout.GEEN_ANTWOORD, now=NOW)
    assert session.get(Contactcontrole, (organisatie.id, WEBSITE)) is None


def test_a_website_is_dead_when_it_failed_for_a_day(session: Session) -> None:
    organisatie = build_organisatie(session)
    record(session, website_of(organisatie), Contactfout.GEEN_ANTWOORD, now=NOW)
    assert dead(session, NOW + timedelta(hours=23)) == []
    assert dead(session, NOW + A_DAY) == [(WEBSITE, Contactfout.GEEN_ANTWOORD)]


def test_a_refused_mail_address_is_dead_at_once_and_tried_again_after_half_a_year(session: Session) -> None:
    organisatie = build_organisatie(session, organisatie_email="kerk@kerk.example")
    contact = Contact(organisatie.id, Contactsoort.EMAIL, "kerk@kerk.example")
    record(session, contact, Contactfout.GEWEIGERD, now=NOW)
    assert dead(session, NOW) == [(Contactsoort.EMAIL, Contactfout.GEWEIGERD)]
    assert contacts_to_try(session, Contactsoort.EMAIL, now=LATER, limit=10) == []
    assert dead(session, NOW + 180 * A_DAY) == []
    assert contacts_to_try(session, Contactsoort.EMAIL, now=NOW + 180 * A_DAY, limit=10) == [contact]


def test_the_entry_that_shows_a_dead_contact_is_named(session: Session) -> None:
    organisatie = build_organisatie(session)
    record(session, website_of(organisatie), Contactfout.GEEN_ANTWOORD, now=NOW)
    (found,) = dode_contacten(session, gemeente=GEMEENTE, buurtcodes={HIER}, now=LATER, limit=10)
    assert session.get_one(Aanbod, found.aanbod_id).organisatie is organisatie
    assert found.sinds == NOW


@pytest.mark.parametrize("values", [{"buurtcode": ELDERS}, {"status": Status.GESTOPT}], ids=min)
def test_a_dead_contact_of_what_is_not_ours_to_keep_is_not_named(session: Session, values: dict[str, Any]) -> None:
    organisatie = build_organisatie(session, **values)
    record(session, website_of(organisatie), Contactfout.GEEN_ANTWOORD, now=NOW)
    assert dead(session) == []


def test_what_was_tried_longest_ago_is_tried_first(session: Session) -> None:
    earlier, later, never = (build_organisatie(session, naam, organisatie_website=f"{URL}/{naam}") for naam in "abc")
    record(session, website_of(later), None, now=LATER)
    record(session, website_of(earlier), None, now=NOW)
    found = contacts_to_try(session, WEBSITE, now=LATER, limit=2)
    assert [contact.organisatie_id for contact in found] == [never.id, earlier.id]


def test_only_what_visitors_see_is_tried(session: Session) -> None:
    build_organisatie(session, status=Status.CONCEPT)
    assert contacts_to_try(session, WEBSITE, now=NOW, limit=10) == []
