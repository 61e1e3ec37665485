"""What has been kept long enough? A timer deletes it every day, from the files of the database as well."""

import click

from collectief.signalen.bewaren import LEZING_KEPT, delete_expired, delete_remains
from collectief.signalen.signaleren import TEXT_KEPT
from webapp.context import session, today
from webapp.ready import make_ready_app
from webapp.settings import Settings


@click.command()
def cleanup() -> None:
    """Delete what may not be kept any longer; run this every day, and after a restore."""
    with make_ready_app(Settings()).app_context():
        deleted = delete_expired(session(), op=today())
        session().commit()
        is_gone = delete_remains(session().get_bind().engine)
    click.echo(f"cleanup: {deleted.teksten} texts of signalen deleted, kept {TEXT_KEPT.days} days; the signalen stay")
    click.echo(f"cleanup: {deleted.lezingen} notes of who read a text deleted, kept {LEZING_KEPT.days} days")
    if is_gone:
        click.echo("cleanup: nothing of what was deleted is left in the files of the database")
    else:
        click.echo("cleanup: somebody was reading: remains of what was deleted go with the next run")
