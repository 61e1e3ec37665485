"""What is told to others once it may be? For a timer: what was told before is never told anew."""

import click

from collectief.tellingen.vrijgaven import add_vrijgaven
from webapp.context import gebiedensets, now, session
from webapp.ready import make_ready_app
from webapp.settings import Settings


@click.group()
def publish() -> None:
    """Compute what may be told to others, once."""


@publish.command()
def tellingen() -> None:
    """Count the huishoudens in signalen of each closed kwartaal; run this every day."""
    with make_ready_app(Settings()).app_context():
        for gebiedenset in gebiedensets().all():
            gemeente = gebiedenset.gemeente
            made = add_vrijgaven(session(), gemeente=gemeente.code, k=gemeente.tellingen_k, now=now())
            session().commit()
            for one in made:
                click.echo(f"tellingen: {gemeente.naam}, {one.vanaf:%Y-%m-%d} to {one.tot_en_met:%Y-%m-%d}")
            if not made:
                click.echo(f"tellingen: {gemeente.naam}, nothing new to tell")
