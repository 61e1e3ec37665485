"""How does a year get in without files at hand? Fetched from PDOK, CBS and Rijksoverheid, and then imported."""

from datetime import datetime
from functools import partial

import click
import httpx

from collectief.tijden.dutch_time import AMSTERDAM
from geo.gebieden import Soort, soort_of_code
from geo.vakantie_import import get_vakantieregio, import_schoolvakanties
from webapp.commands import loading
from webapp.commands.importing_aanbod import fetch_aanbod
from webapp.fetching.answers import read_features
from webapp.fetching.download import Download
from webapp.fetching.features import COLLECTIONS, make_ogc_features, make_wfs
from webapp.fetching.odata import make_odata_v3, make_odata_v4
from webapp.fetching.schoolvakanties import fetch_schoolvakanties
from webapp.fetching.source import Source, download
from webapp.fetching.tables import get_tabel
from webapp.settings import Settings


def _gemeentecode(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
    if soort_of_code(value.upper()) is not Soort.GEMEENTE:
        raise click.BadParameter("a gemeente code looks like GM0392")
    return value.upper()


def _base_url(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
    try:
        url = httpx.URL(value)
    except httpx.InvalidURL as error:
        raise click.BadParameter(str(error)) from error
    if value and (url.scheme not in ("http", "https") or not url.host or url.query or url.fragment):
        raise click.BadParameter("give the address of a service, like https://spiegel.example.nl/pdok")
    return value


def _tabel(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    if value is not None and not (value.isascii() and value.isalnum()):
        raise click.BadParameter("a table of CBS is called like 85984NED")
    return value


GEMEENTE = click.option("--gemeente", required=True, callback=_gemeentecode, help="Code of the gemeente, like GM0392.")
JAAR = click.option("--jaar", required=True, type=click.IntRange(1995, 2100), help="Year of what is fetched.")
BASE_URL = click.option(
    "--base-url", default="", callback=_base_url, help="Ask this service instead, a mirror or a proxy; the path stays."
)
DRY_RUN = click.option("--dry-run", is_flag=True, help="Fetch, read and check everything; import nothing.")


@click.group()
def fetch() -> None:
    """Fetch what PDOK, CBS and Rijksoverheid publish, and import it. A fetch that was cut goes on where it stopped."""


fetch.add_command(fetch_aanbod)


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


@fetch.command()
@GEMEENTE
@JAAR
@click.option(
    "--bron",
    type=click.Choice(["odata3", "odata4", "ogc"]),
    default="odata3",
    show_default=True,
    help="OData of CBS, version 3 or 4, with all figures; or PDOK, with the most asked.",
)
@click.option("--tabel", callback=_tabel, help="Table of CBS, like 85984NED, for a year that is not known here.")
@BASE_URL
@DRY_RUN
@click.pass_context
def kerncijfers(
    ctx: click.Context, gemeente: str, jaar: int, bron: str, tabel: str | None, base_url: str, dry_run: bool
) -> None:
    """Fetch the figures of gemeente, wijken and buurten of a year from CBS or PDOK; their boundaries come first."""
    found = _download(_kerncijfers_source(bron, jaar, tabel), gemeente=gemeente, base_url=base_url)
    ctx.invoke(loading.kerncijfers, path=found.folder, gemeente=gemeente, jaar=jaar, dry_run=dry_run)


@fetch.command()
@GEMEENTE
@BASE_URL
def schoolvakanties(gemeente: str, base_url: str) -> None:
    """Fetch the school holidays of the region of a gemeente from Rijksoverheid; do this every year."""
    root = Settings().data
    regio = get_vakantieregio(root, gemeente)
    found = fetch_schoolvakanties(regio, say=partial(click.echo, err=True), base_url=base_url)
    path = import_schoolvakanties(found, gemeente=gemeente, root=root)
    click.echo(f"{path.name}: {len(found)} rows of regio {regio}, from {found[0].van} up to {found[-1].tot}")


def _kerncijfers_source(bron: str, jaar: int, tabel: str | None) -> Source:
    if bron == "ogc":
        if tabel:
            raise click.UsageError("--tabel is for CBS; PDOK has the figures of a year in one place")
        return make_ogc_features(jaar=jaar)
    make = make_odata_v4 if bron == "odata4" else make_odata_v3
    return make(tabel=get_tabel(jaar, tabel), jaar=jaar)


def _download(source: Source, *, gemeente: str, base_url: str) -> Download:
    return download(
        source,
        gemeente=gemeente,
        root=Settings().var / "opgehaald",
        today=datetime.now(AMSTERDAM).date(),
        say=partial(click.echo, err=True),
        base_url=base_url,
    )
