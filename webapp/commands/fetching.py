"""How does a year get in without files at hand? Fetched from PDOK and CBS, and then imported as files are."""

from datetime import datetime
from functools import partial

import click
import httpx

from webapp.commands import loading
from webapp.commands.options import DRY_RUN, GEMEENTE, JAAR
from webapp.context import AMSTERDAM
from webapp.fetching.answers import read_features
from webapp.fetching.download import Download
from webapp.fetching.features import COLLECTIONS, make_ogc_features, make_wfs
from webapp.fetching.source import Source, download
from webapp.settings import Settings


def _base_url(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
    try:
        url = httpx.URL(value)
    except httpx.InvalidURL as error:
        raise click.BadParameter(str(error)) from error
    if value and (url.scheme not in ("http", "https") or not url.host or url.query or url.fragment):
        raise click.BadParameter("give the address of a service, like https://spiegel.example.nl/pdok")
    return value


BASE_URL = click.option(
    "--base-url", default="", callback=_base_url, help="Ask this service instead, a mirror or a proxy; the path stays."
)


@click.group()
def fetch() -> None:
    """Fetch what PDOK and CBS publish, and import it. What was fetched stays in `var`; a cut fetch goes on there."""


@fetch.command()
@GEMEENTE
@JAAR
@click.option(
    "--bron",
    type=click.Choice(["ogc", "wfs"]),
    default="ogc",
    show_default=True,
    help="Service of PDOK; wfs also has older years.",
)
@BASE_URL
@DRY_RUN
@click.pass_context
def gebieden(ctx: click.Context, gemeente: str, jaar: int, bron: str, base_url: str, dry_run: bool) -> None:
    """Fetch the boundaries of gemeente, wijken and buurten of a year from PDOK."""
    source = make_wfs(jaar=jaar) if bron == "wfs" else make_ogc_features(jaar=jaar)
    found = _download(source, gemeente=gemeente, base_url=base_url)
    files = tuple(path for name in COLLECTIONS for path in found.pages(name) if read_features(path.read_bytes()).rows)
    ctx.invoke(loading.gebieden, files=files, gemeente=gemeente, jaar=jaar, dry_run=dry_run)


def _download(source: Source, *, gemeente: str, base_url: str) -> Download:
    return download(
        source,
        gemeente=gemeente,
        root=Settings().var / "opgehaald",
        today=datetime.now(AMSTERDAM).date(),
        say=partial(click.echo, err=True),
        base_url=base_url,
    )
