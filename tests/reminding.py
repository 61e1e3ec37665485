"""How does a mail with a question come about in tests?"""

import re
from datetime import UTC, datetime, time, timedelta
from email.message import EmailMessage
from typing import Any

from flask import Flask

from collectief.models import Aanbod
from collectief.spatial import Punt
from geo.crs import to_rd
from tests.builders import build_aanbod
from tests.smtp import Postbus, mail_server
from webapp.context import now, session, today
from webapp.delivering import Tally
from webapp.mail import Mailer, read_server
from webapp.reminding import send_due

SENDER = "Wijkbeeld <kaart@haarlem.example>"
EMAIL = "kerk@kerk.example"
HALF_A_YEAR_DAYS = 180
LINK = re.compile(r"https?://\S+/controle/([\w-]{43})\?antwoord=(\w+)")


def noon(days_ago: int) -> datetime:
    """A moment of so many days ago, by the calendar: the clock may have been put back or forward since."""
    return datetime.combine(today() - timedelta(days=days_ago), time(12), UTC)


def save_due(app: Flask, **values: Any) -> int:
    """An entry that is due today, in the teamgebied of TEAMLID."""
    with app.app_context():
        usual: dict[str, Any] = {
            "punt": Punt(*to_rd(4.6665, 52.3557)),
            "buurtcode": "BU03922103",
            "organisatie": "De Kerk",
            "organisatie_email": EMAIL,
            "gecontroleerd": True,
        }
        aanbod = build_aanbod(session(), now=noon(HALF_A_YEAR_DAYS), **usual | values)
        session().commit()
        return aanbod.id


def send_all(
    app: Flask, postbus: Postbus, *, at: datetime | None = None, base_url: str = "https://kaart.example"
) -> Tally:
    public = app.test_request_context(base_url=base_url)
    with mail_server(postbus) as url, Mailer(read_server(url), timeout_s=5) as mailer, public:
        return send_due(session(), mailer, sender=SENDER, now=at or now())


def text_of(mail: EmailMessage, kind: str = "plain") -> str:
    part = mail.get_body((kind,))
    assert part is not None
    content = part.get_content()
    assert isinstance(content, str)
    return content


def secret_for(app: Flask) -> str:
    """The secret in the newest mail about what is due."""
    postbus = Postbus()
    send_all(app, postbus)
    found = LINK.search(text_of(postbus.mails[-1]))
    assert found is not None
    return found[1]


def find_entry(app: Flask, aanbod_id: int) -> Aanbod:
    with app.app_context():
        aanbod = session().get_one(Aanbod, aanbod_id)
        session().expunge(aanbod)
        return aanbod
