"""How do new files get in? Every import says what it read, skipped and mended, and changes nothing when it fails."""

from pathlib import Path

import click
from sqlalchemy.orm import Session

from collectief.database import make_engine
from collectief.locaties import recode_locaties
from geo.gebieden import Soort, soort_of_code
from geo.gebiedenset import read_gebiedenset
from geo.importing import import_gebieden
from webapp.settings import Settings


def _gemeentecode(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
    if soort_of_code(value.upper()) is not Soort.GEMEENTE:
        raise click.BadParameter("a gemeente code looks like GM0392")
    return value.upper()


@click.group("import")
def import_() -> None:
    """Read published files into a gebiedenset."""


@import_.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--gemeente", required=True, callback=_gemeentecode, help="Code of the gemeente, like GM0392.")
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
