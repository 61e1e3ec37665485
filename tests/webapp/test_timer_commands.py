"""`wijkbeeld send herinneringen`, `send leemteberichten` and `check links`: what a timer runs, again and again."""

import re
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from collectief.database import make_engine
from collectief.models import Contactcontrole, Herinnering
from collectief.spatial import Punt
from collectief.words import Contactfout, Leefgebied, Status
from geo.crs import to_rd
from tests.builders import build_aanbod, build_signaal, build_team
from tests.cast import TEAMLID
from tests.smtp import Postbus, closed_port, mail_server
from webapp.cli import main
from webapp.context import now
from webapp.settings import Settings

Add = Callable[..., None]
MAIL = {"WIJKBEELD_MAIL_FROM": "Wijkbeeld <kaart@haarlem.example>", "WIJKBEELD_PUBLIC_URL": "https://kaart.example"}
ENDED = {
    "punt": Punt(*to_rd(4.6665, 52.3557)),
    "buurtcode": "BU03922103",
    "leefgebieden": {Leefgebied.OPVOEDEN_EN_OPGROEIEN},
    "capaciteit": 400,
    "openingstijden": "Mo-Fr 09:00-17:00",
    "status": Status.GESTOPT,
}
ALL = {**MAIL, "WIJKBEELD_SMTP_URL": "smtp://mail.example"}


@pytest.fixture
def installation(stocked_spatialite: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """With teams and examples, which nobody is asked about."""
    shutil.copy(stocked_spatialite, tmp_path / "wijkbeeld.db")
    monkeypatch.setenv("WIJKBEELD_VAR", str(tmp_path))
    return Settings()


@pytest.fixture
def add_due(installation: Settings) -> Add:
    def add(**values: Any) -> None:
        with Session(make_engine(installation.make_database_url())) as session:
            usual = {"organisatie": "De Kerk", "organisatie_email": "kerk@kerk.example"}
            build_aanbod(session, **{"now": now() - timedelta(days=200)} | usual | values)
            session.commit()

    return add


def run(*words: str, **environment: str) -> Result:
    return CliRunner().invoke(main, words, prog_name="wijkbeeld", env=environment)


def count(installation: Settings, model: type[Herinnering | Contactcontrole]) -> int:
    with Session(make_engine(installation.make_database_url())) as session:
        return session.scalars(select(func.count()).select_from(model)).one()


def test_reminders_are_sent_once_however_often_the_timer_runs(add_due: Add) -> None:
    add_due()
    postbus = Postbus()
    with mail_server(postbus) as url:
        said = [run("send", "herinneringen", WIJKBEELD_SMTP_URL=url, **MAIL) for _ in range(2)]
    assert [(result.exit_code, result.stdout) for result in said] == [
        (0, "herinneringen: 1 mails about 1 entries sent\n"),
        (0, "herinneringen: nothing to send\n"),
    ]
    assert postbus.addresses() == ["kerk@kerk.example"]


def test_teams_are_told_of_a_leemte_once_however_often_the_timer_runs(add_due: Add) -> None:
    add_due(**ENDED, now=now() - timedelta(days=3))
    postbus = Postbus()
    would = run("send", "leemteberichten", "--dry-run")
    with mail_server(postbus) as url:
        said = [run("send", "leemteberichten", WIJKBEELD_SMTP_URL=url, **MAIL) for _ in range(2)]
    assert [(result.exit_code, result.stdout) for result in (would, *said)] == [
        (0, "leemteberichten: 1 mails about 1 entries would be sent\n"),
        (0, "leemteberichten: 1 mails about 1 entries sent\n"),
        (0, "leemteberichten: nothing to send\n"),
    ]
    assert postbus.addresses() == [TEAMLID.email]


def test_a_dry_run_of_reminders_needs_no_mail_server_and_sends_nothing(add_due: Add, installation: Settings) -> None:
    add_due()
    before = count(installation, Herinnering)
    result = run("send", "herinneringen", "--dry-run")
    assert (result.exit_code, result.stdout) == (0, "herinneringen: 1 mails about 1 entries would be sent\n")
    assert count(installation, Herinnering) == before


@pytest.mark.usefixtures("installation")
@pytest.mark.parametrize(
    ("environment", "missing"),
    [
        ({}, "WIJKBEELD_SMTP_URL, WIJKBEELD_MAIL_FROM, WIJKBEELD_PUBLIC_URL"),
        ({**MAIL, "WIJKBEELD_SMTP_URL": "smtp://a.example", "WIJKBEELD_MAIL_FROM": "kaart"}, "WIJKBEELD_MAIL_FROM"),
        (
            {**MAIL, "WIJKBEELD_SMTP_URL": "smtp://a.example", "WIJKBEELD_PUBLIC_URL": "kaart.example"},
            "WIJKBEELD_PUBLIC_URL",
        ),
    ],
    ids=["none", "no address", "no web address"],
)
def test_what_is_missing_to_send_mail_is_named(environment: dict[str, str], missing: str) -> None:
    result = run("send", "herinneringen", **environment)
    assert (result.exit_code, result.stderr) == (2, f"wijkbeeld: to send mail, set {missing}\n")


def test_without_a_mail_server_nothing_is_claimed(add_due: Add, installation: Settings) -> None:
    add_due()
    before = count(installation, Herinnering)
    result = run("send", "herinneringen", WIJKBEELD_SMTP_URL=closed_port(), **MAIL)
    assert (result.exit_code, result.stderr) == (
        2,
        "wijkbeeld: the mail server cannot be used: ConnectionRefusedError\n",
    )
    assert count(installation, Herinnering) == before


def test_a_run_that_ends_early_says_so(add_due: Add) -> None:
    postbus = Postbus()
    for name in "abcd":
        postbus.dropped.add(f"{name}@weg.example")
        add_due(organisatie=name, organisatie_email=f"{name}@weg.example")
    with mail_server(postbus) as url:
        result = run("send", "herinneringen", WIJKBEELD_SMTP_URL=url, **MAIL)
    assert result.exit_code == 2
    assert "put off to the next run" in result.stdout
    assert "time after time; what was not sent goes out with the next run" in result.stderr
    assert "weg.example" not in result.output


def test_links_are_tried_and_written_down(
    add_due: Add, installation: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_due(organisatie_email="", organisatie_website="http://127.0.0.1:9/")
    monkeypatch.setattr("webapp.commands.checking.make_resolver", object)
    result = run("check", "links")
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == [
        "website: 1 tried, 1 do not work",
        f"  1 {Contactfout.NIET_OPENBAAR.naam}",
        "email: 0 tried, 0 do not work",
    ]
    assert count(installation, Contactcontrole) == 1


def test_a_kwartaal_is_told_of_once_however_often_the_timer_runs(installation: Settings) -> None:
    with Session(make_engine(installation.make_database_url())) as session:
        op = now() - timedelta(days=200)
        build_signaal(session, team=build_team(session, "bos-en-vaart", buurten=()), op=op.date(), ontvangen_op=op)
        session.commit()
    first, second = run("publish", "tellingen"), run("publish", "tellingen")
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert re.search(r"tellingen: Haarlem, \d{4}-\d\d-01 to ", first.output)
    assert "tellingen: Haarlem, nothing new to tell" in second.output
