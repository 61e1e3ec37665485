"""How do new files get in? Every import says what it read, skipped and mended, and changes nothing when it fails."""

from datetime import date
from pathlib import Path

import click
from sqlalchemy.orm import Session

from collectief.database import make_engine
from collectief.plekken.locaties import recode_locaties
from geo.gebieden import Soort, soort_of_code
from geo.gebiedenset import read_gebiedenset
from geo.importing import import_gebieden
from geo.kerncijfer_import import import_kerncijfers
from geo.straten_import import import_straten
from webapp.commands.importing_aanbod import import_aanbod
from webapp.commands.importing_vierkanten import vierkanten
from webapp.settings import Settings


def _gemeentecode(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
    if soort_of_code(value.upper()) not in (Soort.GEMEENTE, Soort.LAND):
        raise click.BadParameter("a gemeente code looks like GM0392; NL00 is the whole land")
    return value.upper()


GEMEENTE = click.option(
    "--gemeente", required=True, callback=_gemeentecode, help="Code of the gemeente, like GM0392; NL00 for the land."
)


@click.group("import")
def import_() -> None:
    """Read published files into a gebiedenset, and entries of others onto the map."""


import_.add_command(import_aanbod)
import_.add_command(vierkanten)


@import_.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@GEMEENTE
@click.option("--jaar", required=True, type=click.IntRange(1995, 2100), help="Year of the boundaries.")
@click.option("--dry-run", is_flag=True, help="Read and check everything, change nothing.")
def gebieden(files: tuple[Path, ...], gemeente: str, jaar: int, dry_run: bool) -> None:
    """Read boundaries of buurten, wijken and gemeente from FILES, in any order."""
    settings = Settings()
    report = import_gebieden(files, gemeente=gemeente, jaar=jaar, root=settings.data, dry_run=dry_run)
    for line in report.lines():
        click.echo(line)
    if not dry_run:
        _move_entries(settings, report.folder)


@import_.command()
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@GEMEENTE
@click.option("--jaar", required=True, type=click.IntRange(1995, 2100), help="Year of the figures.")
@click.option(
    "--indicatoren",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="TOML with definitions of your own indicatoren, which are added to the set.",
)
@click.option("--tabel", help="Name of the table, where the file does not tell it.")
@click.option("--bron", help="Code of a source in the definitions, such as kwb_2022, where the file does not tell it.")
@click.option("--dry-run", is_flag=True, help="Read and check everything, tell it row by row, change nothing.")
def kerncijfers(
    path: Path,
    gemeente: str,
    jaar: int,
    indicatoren: Path | None,
    tabel: str | None,
    bron: str | None,
    dry_run: bool,
) -> None:
    """Read figures of one year from PATH: a file of CBS or PDOK, a table of your own, or a folder that was fetched."""
    report = import_kerncijfers(
        path,
        gemeente=gemeente,
        jaar=jaar,
        root=Settings().data,
        op=date.today(),  # noqa: DTZ011 - the day on the clock of who runs this
        indicatoren=indicatoren,
        tabel=tabel,
        bron=bron,
        dry_run=dry_run,
    )
    for line in report.lines():
        click.echo(line)


@import_.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@GEMEENTE
@click.option("--dry-run", is_flag=True, help="Read and check everything, change nothing.")
def straten(file: Path, gemeente: str, dry_run: bool) -> None:
    """Read addresses or streets from FILE (CSV, GeoPackage, GeoJSON), so that visitors find streets and postcodes.

    Of each street and of each postcode one point is kept, and no house number. Columns: straat (or openbare_ruimte),
    postcode, woonplaats, and in a CSV lon and lat (WGS84), or rd_x and rd_y.
    """
    for line in import_straten(file, gemeente=gemeente, root=Settings().data, dry_run=dry_run).lines():
        click.echo(line)


def _move_entries(settings: Settings, folder: Path) -> None:
    """Give every locatie of the gemeente the buurt that its point has within the new boundaries."""
    if not settings.has_database():
        return
    gebiedenset = read_gebiedenset(folder)
    with Session(make_engine(settings.make_database_url())) as session:
        report = recode_locaties(session, gebiedenset.gemeente.code, gebiedenset.find_buurten)
        session.commit()
    click.echo(f"locaties: {report.moved} of {report.total} moved to another buurt")
    for locatie_id in report.outside:
        click.echo(f"locatie {locatie_id} now lies outside every buurt and keeps the one it had", err=True)
