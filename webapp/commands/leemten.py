"""Where is need without offer that people can reach? The same answer as the page of the leemten, in the terminal."""

from typing import Any

import click
import orjson

from collectief.leemten.leemten import LEEFGEBIEDEN
from collectief.leemten.opstellen import USUAL_M, Opzet
from geo.gebieden import Soort
from geo.gebiedenset import Gebiedenset
from geo.lopen import DETOUR
from webapp.context import gebiedensets, home_set, today
from webapp.leemtegeheugen import Leemtestand, leemtestand_of
from webapp.ready import make_ready_app
from webapp.settings import Settings
from webapp.views.leemten_rijen import SCHATTING, as_record
from webapp.views.leemten_vraag import Leemtevraag

COLUMN = 9
SHORT = 7


@click.command()
@click.option("--gemeente", help="Code of the gemeente; left out: the one of the start page.")
@click.option("--soort", type=click.Choice([Soort.WIJK.value, Soort.BUURT.value]), default=Soort.WIJK.value)
@click.option("--afstand", type=click.IntRange(100, 5000), default=USUAL_M, show_default=True, help="Walk in metres.")
@click.option("--signalen", is_flag=True, help="Count signalen in the need, corrected for how much is reported.")
@click.option("--json", "as_json", is_flag=True, help="Print all numbers as JSON.")
def leemten(gemeente: str | None, soort: str, afstand: int, signalen: bool, as_json: bool) -> None:
    """Print need against reachable offer by gebied and leefgebied, 0 to 100. Each is an estimate (schatting)."""
    opzet = Opzet(soort=Soort(soort), afstand_m=afstand, met_signalen=signalen)
    with make_ready_app(Settings()).app_context():
        gebiedenset = gebiedensets().get(gemeente.upper()) if gemeente else home_set()
        stand = leemtestand_of(gebiedenset, opzet)
        if as_json:
            found = as_dict(stand, Leemtevraag(gebiedenset=gebiedenset, opzet=opzet))
            click.echo(orjson.dumps(found, option=orjson.OPT_INDENT_2))
        else:
            _print(stand, gebiedenset, opzet)


def as_dict(stand: Leemtestand, vraag: Leemtevraag) -> dict[str, Any]:
    """All that a program needs, with what it rests on."""
    rows, columns = range(len(stand.leemten.gebieden)), range(len(LEEFGEBIEDEN))
    return {
        "gemeente": vraag.gebiedenset.gemeente.code,
        "status": SCHATTING,
        "methode": f"geometric mean of need and shortage; 2SFCA, straight line times {DETOUR:g}, cells of 100 m",
        "soort": vraag.opzet.soort.value,
        "trekkingen": stand.stabiliteit.trekkingen,
        "bovenste": stand.stabiliteit.aantal,
        "leemten": [as_record(stand, vraag, row, column, op=today()) for row in rows for column in columns],
    }


def _print(stand: Leemtestand, gebiedenset: Gebiedenset, opzet: Opzet) -> None:
    click.echo(f"{gebiedenset.gemeente.naam}: leemten by {opzet.soort}, within {opzet.afstand_m} m; schatting, 0-100")
    heads = "".join(f"{one.value[:SHORT]:>{COLUMN}}" for one in LEEFGEBIEDEN)
    click.echo(f"{'':<24}{heads}")
    cellen = stand.leemten.cellen
    for gebied, laag, hoog in zip(stand.leemten.gebieden, cellen.laag, cellen.hoog, strict=True):
        numbers = "".join(f"{_range(*ends):>{COLUMN}}" for ends in zip(laag, hoog, strict=True))
        click.echo(f"{gebied.naam:<24.24}{numbers}")


def _range(laag: float, hoog: float) -> str:
    return "?" if laag != laag else f"{laag:.0f}" if round(laag) == round(hoog) else f"{laag:.0f}-{hoog:.0f}"
