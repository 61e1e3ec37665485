"""What does the service know of one gebied? The same answers as the pages, in the terminal."""

from collections.abc import Sequence

import click
import orjson

from geo.cijfers import Cijfer
from geo.errors import GeoError
from geo.profiel import Profiel
from geo.themascores import ThemaScore
from webapp.gebied import get_gebied, profiel_of
from webapp.ready import make_ready_app
from webapp.settings import Settings


@click.command()
@click.argument("code")
@click.option("--jaar", type=int, help="Year of the figures; left out: the year that the pages show.")
@click.option("--referentie", help="What scores are held against: nl or gemeente.")
@click.option("--json", "as_json", is_flag=True, help="Print the answer of /api/gebieden/CODE/profiel.")
def profiel(code: str, jaar: int | None, referentie: str | None, as_json: bool) -> None:
    """Print the profiel of a gemeente, wijk, buurt (CODE) or team (its slug)."""
    with make_ready_app(Settings()).app_context():
        gebied = get_gebied(code)
        _refuse_unknown("figure of", jaar, gebied.gebiedenset.jaren())
        _refuse_unknown("reference", referentie, list(gebied.gebiedenset.referenties))
        found = profiel_of(gebied, jaar=jaar, referentie=referentie)
    if as_json:
        click.echo(orjson.dumps(found.as_dict(), option=orjson.OPT_INDENT_2))
    else:
        _print_table(found)


def _refuse_unknown(what: str, asked: object, known: Sequence[object]) -> None:
    if asked is not None and asked not in known:
        raise GeoError(f"there is no {what} {asked}; there are {', '.join(map(str, known)) or 'none'}")


def _print_table(found: Profiel) -> None:
    click.echo(f"{found.gebied.naam} ({found.gebied.soort} {found.gebied.code}), {found.jaar or 'no figures'}")
    if found.cijfers_van:
        click.echo(f"cijfers van {found.cijfers_van.soort} {found.cijfers_van.naam}")
    for cijfer in found.cijfers:
        naam, eenheid = cijfer.indicator.naam, cijfer.indicator.eenheid
        click.echo(f"  {naam:<50.50} {_figure(cijfer):>24} {eenheid:<16} {cijfer.status}")
    for one in found.themas:
        click.echo(f"  score {one.thema.naam:<44.44} {_score(one):>24}")


def _score(themascore: ThemaScore) -> str:
    return "onvoldoende gegevens" if themascore.score is None else f"{themascore.score:.0f}"


def _figure(cijfer: Cijfer) -> str:
    if cijfer.waarde is None:
        return "onbekend"
    decimals = cijfer.decimalen
    bounds = ""
    if cijfer.ondergrens is not None and cijfer.bovengrens is not None:
        bounds = f" ({cijfer.ondergrens:.{decimals}f}-{cijfer.bovengrens:.{decimals}f})"
    return f"{cijfer.waarde:.{decimals}f}{bounds}"
