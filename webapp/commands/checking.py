"""Is this set-up sound, and do the contacts on the map still work?"""

from collections import Counter
from functools import partial

import click

from collectief.words import Contactfout, Contactsoort
from webapp.checking import check_contacts, probe_addresses
from webapp.checks import find_faults
from webapp.context import now, session, today
from webapp.links import LinkProber
from webapp.maildomains import make_resolver
from webapp.ready import make_ready_app
from webapp.settings import Settings


@click.group(invoke_without_command=True)
@click.pass_context
def check(ctx: click.Context) -> None:
    """Say what is wrong with this set-up, and how to mend it."""
    if ctx.invoked_subcommand is None:
        _check_setup()


def _check_setup() -> None:
    faults = find_faults(Settings(), today=today())
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        raise click.exceptions.Exit(2)
    click.echo("nothing wrong found")


@check.command()
@click.option("--limit", default=5000, show_default=True, type=click.IntRange(1), help="At most so many of each kind.")
@click.option("--workers", default=8, show_default=True, type=click.IntRange(1, 64), help="Hosts asked at once.")
@click.option("--timeout", "timeout_s", default=10.0, show_default=True, help="Seconds that a website may take.")
def links(limit: int, workers: int, timeout_s: float) -> None:
    """Try the websites and mail domains of organisaties, those tried longest ago first; run this every week."""
    websites = LinkProber(timeout_s=timeout_s, workers=workers).probe_all
    domains = partial(probe_addresses, resolver=make_resolver())
    with make_ready_app(Settings()).app_context():
        for soort, try_all in ((Contactsoort.WEBSITE, websites), (Contactsoort.EMAIL, domains)):
            _tell(soort, check_contacts(session(), soort, try_all, limit=limit, now=now()))


def _tell(soort: Contactsoort, counted: Counter[str]) -> None:
    fails = [f"{counted[fout]} {fout.naam}" for fout in Contactfout if counted[fout]]
    click.echo(f"{soort}: {counted.total()} tried, {counted.total() - counted['works']} do not work")
    for fail in fails:
        click.echo(f"  {fail}")
