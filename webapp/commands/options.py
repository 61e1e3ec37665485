"""Which options do several commands share?"""

import click

from geo.gebieden import Soort, soort_of_code


def _gemeentecode(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
    if soort_of_code(value.upper()) is not Soort.GEMEENTE:
        raise click.BadParameter("a gemeente code looks like GM0392")
    return value.upper()


GEMEENTE = click.option("--gemeente", required=True, callback=_gemeentecode, help="Code of the gemeente, like GM0392.")
JAAR = click.option("--jaar", required=True, type=click.IntRange(1995, 2100), help="Year of what is read.")
DRY_RUN = click.option("--dry-run", is_flag=True, help="Read and check everything, change nothing.")
