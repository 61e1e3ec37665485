"""What does a timer send? Once a day, or as often as it likes: nothing is sent twice."""

from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

import click

from collectief.leemten.berichten import due_berichten
from collectief.versheid.herinneringen import due_letters
from webapp.context import gebiedensets, now, session
from webapp.delivering import Tally
from webapp.leemteberichten import send_berichten
from webapp.mail import Mailer, MailError, make_address, read_server
from webapp.ready import make_ready_app
from webapp.reminding import send_due
from webapp.settings import Settings


@click.group()
def send() -> None:
    """Send the mail that is due."""


DRY_RUN = click.option("--dry-run", is_flag=True, help="Only say how many mails would be sent.")
SendAll = Callable[..., Tally]


@send.command()
@DRY_RUN
def herinneringen(dry_run: bool) -> None:
    """Ask aanbieders whether their entries still hold; run this every day."""
    if dry_run:
        with make_ready_app(Settings()).app_context():
            letters = due_letters(session(), now=now())
        _tell_due("herinneringen", [len(letter.questions) for letter in letters])
    else:
        _send("herinneringen", send_due)


@send.command()
@DRY_RUN
def leemteberichten(dry_run: bool) -> None:
    """Tell teams once of aanbod that ended and left a leemte; run this every day."""
    if dry_run:
        with make_ready_app(Settings()).app_context():
            berichten = due_berichten(session(), gebiedensets().all(), now=now())
        _tell_due("leemteberichten", [len(bericht.gestopt) for bericht in berichten])
    else:
        _send("leemteberichten", send_berichten)


def _send(what: str, send_all: SendAll) -> None:
    settings = Settings()
    _check(settings)
    server = read_server(settings.smtp_url.get_secret_value())
    app = make_ready_app(settings)
    # Links in a mail lead to the address that visitors know.
    public = app.test_request_context(base_url=settings.public_url)
    with Mailer(server, timeout_s=settings.smtp_timeout_s) as mailer, public:
        tally = send_all(session(), mailer, sender=settings.mail_from, now=now())
    _tell(what, tally)


def _check(settings: Settings) -> None:
    """Raises MailError that names every setting that is missing or wrong."""
    given = {
        "WIJKBEELD_SMTP_URL": bool(settings.smtp_url.get_secret_value()),
        "WIJKBEELD_MAIL_FROM": _is_address(settings.mail_from),
        "WIJKBEELD_PUBLIC_URL": _is_web_address(settings.public_url),
    }
    if wrong := [name for name, is_right in given.items() if not is_right]:
        raise MailError(f"to send mail, set {', '.join(wrong)}")


def _is_address(text: str) -> bool:
    try:
        return bool(make_address(text).domain)
    except ValueError:
        return False


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not (parts.query or parts.fragment)


def _tell_due(what: str, entries: Sequence[int]) -> None:
    """How many mails, each about so many entries."""
    click.echo(f"{what}: {len(entries)} mails about {sum(entries)} entries would be sent")


def _tell(what: str, tally: Tally) -> None:
    for outcome, mails in sorted(tally.mails.items()):
        click.echo(f"{what}: {mails} mails about {tally.entries[outcome]} entries {outcome}")
    if not tally.mails:
        click.echo(f"{what}: nothing to send")
    if tally.stopped:
        raise MailError(f"{tally.stopped}; what was not sent goes out with the next run")
