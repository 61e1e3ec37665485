"""How do entries of others come in from a file, or from the addresses of sources that are due?"""

import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import click
import orjson

from collectief.errors import CollectiefError, InvalidFieldError, InvalidInvoerError
from collectief.inlezen.bronnen import due_bronnen, find_or_add_bron
from collectief.inlezen.kolommen import Leeswijzer
from collectief.inlezen.lezen import read_tabel
from collectief.inlezen.rapport import Rapport
from collectief.models import Aanbodbron
from collectief.words import Inleesbesluit, Uitkomst
from geo.gebieden import Soort, soort_of_code
from webapp.context import gebiedensets, home_set, now, session
from webapp.fetching.errors import FetchError
from webapp.inlezen.besluiten import read_in, try_out
from webapp.inlezen.bestanden import read_small
from webapp.inlezen.feed import fetch_feed
from webapp.inlezen.zinnen import sentence_of_melding
from webapp.ready import make_ready_app
from webapp.settings import Settings

UNREMARKABLE = (Uitkomst.GELIJK, Uitkomst.NIEUW)


def _gemeentecode(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    if soort_of_code(value.upper()) is not Soort.GEMEENTE:
        raise click.BadParameter("a gemeente code looks like GM0392")
    return value.upper()


@click.command("aanbod")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--gemeente", callback=_gemeentecode, help="Code of the gemeente; that of the start page if left out.")
@click.option("--bron", "naam", help="Name of the source, under which is remembered what it tells; else that of FILE.")
@click.option(
    "--kolommen",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="TOML or JSON that says which column is which field; remembered for the next time.",
)
@click.option("--dry-run", is_flag=True, help="Read and check everything, tell it row by row, change nothing.")
def import_aanbod(file: Path, gemeente: str | None, naam: str | None, kolommen: Path | None, dry_run: bool) -> None:
    """Read entries from FILE (CSV, XLSX or HSDS 3.0 JSON) of a source: all of them, or none."""
    data = read_small(file)
    with make_ready_app(Settings()).app_context(), _in_words():
        known = gebiedensets().get(gemeente) if gemeente else home_set()
        bron = find_or_add_bron(session(), naam or file.stem, gemeente=known.gemeente.code)
        if kolommen:
            bron.kolommen = Leeswijzer.of(_read_kolommen(kolommen)).as_dict()
        _try(bron, data) if dry_run else _read(bron, data)


@click.command("aanbod")
@click.option("--bron", "naam", help="Only this source, due or not.")
@click.option("--base-url", default="", help="Ask this service instead, a mirror or a proxy; the path stays.")
def fetch_aanbod(naam: str | None, base_url: str) -> None:
    """Fetch the sources that are due from their addresses, and read them; for a timer."""
    with make_ready_app(Settings()).app_context():
        due = due_bronnen(session(), now=now(), naam=naam)
        if naam and not due:
            raise click.BadParameter(f"no source {naam} with an address", param_hint="--bron")
        failed = [bron.naam for bron in due if not _fetch(bron, base_url)]
    if failed:
        raise click.exceptions.Exit(2)


def _fetch(bron: Aanbodbron, base_url: str) -> bool:
    """One source that fails is no reason to leave the others."""
    click.echo(f"{bron.naam}: {bron.url}")
    try:
        with _in_words():
            _read(bron, fetch_feed(bron.url or "", say=partial(click.echo, err=True), base_url=base_url))
    except (FetchError, CollectiefError) as error:
        session().rollback()
        click.echo(f"wijkbeeld: {bron.naam}: {error}", err=True)
        return False
    return True


def _read(bron: Aanbodbron, data: bytes) -> None:
    """The reading itself is written down also where nothing of it was stored."""
    tabel = read_tabel(data)
    with _progress("reading and storing", 2 * len(tabel.rijen)) as bar:
        inlezing = read_in(bron, tabel, data=data, voortgang=bar.update)
    session().commit()
    _tell(Rapport.of(inlezing.rapport))
    if inlezing.besluit == Inleesbesluit.WACHT:
        raise CollectiefError("suspiciously few rows: held for a decision at /beheer/bronnen; nothing was changed")
    if inlezing.besluit == Inleesbesluit.GEWEIGERD:
        raise CollectiefError("nothing was changed")


def _try(bron: Aanbodbron, data: bytes) -> None:
    tabel = read_tabel(data)
    with _progress("reading", len(tabel.rijen)) as bar:
        rapport = try_out(bron, tabel, voortgang=bar.update)
    session().rollback()
    _tell(rapport)
    click.echo("dry run: nothing was changed")


def _progress(label: str, steps: int) -> Any:
    return click.progressbar(length=steps, label=label, file=sys.stderr)


def _tell(rapport: Rapport) -> None:
    for veld in rapport.ontbreekt:
        click.echo(f"no column tells {veld}: give --kolommen with a column or a fixed answer for it", err=True)
    for regel in rapport.regels:
        if regel.meldingen or regel.uitkomst not in UNREMARKABLE:
            click.echo(
                ": ".join([f"row {regel.rij}" if regel.rij else "not told any more", regel.uitkomst, regel.naam])
            )
        for melding in regel.meldingen:
            click.echo(f"  {melding.field}: {sentence_of_melding(melding)}")
    counts = ", ".join(f"{count} {uitkomst}" for uitkomst, count in rapport.tellingen().items())
    click.echo(f"{rapport.rijen} rows: {counts or 'none looked at'}")


@contextmanager
def _in_words() -> Iterator[None]:
    """What is wrong with a file, in the words of the page."""
    try:
        yield
    except InvalidFieldError as error:
        raise CollectiefError(sentence_of_melding(error)) from error
    except InvalidInvoerError as error:
        raise CollectiefError(" ".join(map(sentence_of_melding, error.problems))) from error


def _read_kolommen(path: Path) -> dict[str, Any]:
    """The file as it stands; what is wrong in it is for `Leeswijzer` to say."""
    try:
        found = tomllib.loads(path.read_text("utf-8")) if path.suffix == ".toml" else orjson.loads(path.read_bytes())
    except (UnicodeError, tomllib.TOMLDecodeError, orjson.JSONDecodeError) as error:
        raise click.BadParameter(f"{path.name} cannot be read: {error}", param_hint="--kolommen") from error
    if not isinstance(found, dict):
        raise click.BadParameter(f"{path.name} is a list, and no object", param_hint="--kolommen")
    return found
