"""How do CBS's squares of 100 metres get in, so that nobody has to guess where in a wijk people live?"""

from pathlib import Path

import click

from geo.gebieden import Soort, soort_of_code
from geo.vierkant_import import import_vierkanten
from webapp.settings import Settings


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--gemeente", required=True, help="Code of the gemeente, like GM0392.")
@click.option("--jaar", required=True, type=click.IntRange(2000, 2100), help="Year of the count.")
@click.option("--dry-run", is_flag=True, help="Read and check everything, change nothing.")
def vierkanten(file: Path, gemeente: str, jaar: int, dry_run: bool) -> None:
    """Read inhabitants per square of 100 m (CBS, kerncijfers per vierkant) from FILE: CSV, GeoPackage or Parquet.

    Columns: crs28992res100m and aantal_inwoners; squares of other gemeenten are skipped.
    """
    if soort_of_code(gemeente.upper()) is not Soort.GEMEENTE:
        raise click.BadParameter("a gemeente code looks like GM0392", param_hint="--gemeente")
    root = Settings().data
    report = import_vierkanten(file, gemeente=gemeente.upper(), jaar=jaar, root=root, dry_run=dry_run)
    for line in report.lines():
        click.echo(line)
