"""Which residents can walk to an inloopplek? The same answer as the page of the bereik, in the terminal."""

from typing import Any

import click
import orjson

from collectief.bereik.gewone_week import Dagdeel
from geo.bereik import Aandeel
from geo.errors import GeoError
from geo.gebiedenset import Gebiedenset
from geo.lopen import DETOUR
from geo.woonvakken import bereikjaren
from webapp.context import gebiedensets, home_set, session, today
from webapp.ready import make_ready_app
from webapp.settings import Settings
from webapp.views.bereik import Bereik, make_bereik
from webapp.views.bereik_vraag import USUAL_AANTAL, USUAL_M, Bereikvraag


@click.command()
@click.option("--gemeente", help="Code of the gemeente; left out: the one of the start page.")
@click.option("--afstand", type=click.IntRange(100, 5000), default=USUAL_M, show_default=True, help="Walk in metres.")
@click.option(
    "--dagdeel",
    type=click.Choice([dagdeel.value for dagdeel in Dagdeel]),
    help="Count only what is open then; left out: whenever.",
)
@click.option("--jaar", type=int, help="Year of the inhabitants; left out: the year that the pages show.")
@click.option("--json", "as_json", is_flag=True, help="Print all figures as JSON.")
def bereik(gemeente: str | None, afstand: int, dagdeel: str | None, jaar: int | None, as_json: bool) -> None:
    """Print the share of residents within a walk of an inloopplek, by wijk. All figures are an estimate (schatting)."""
    with make_ready_app(Settings()).app_context():
        gebiedenset = gebiedensets().get(gemeente.upper()) if gemeente else home_set()
        _refuse_unknown(jaar, gebiedenset)
        when = Dagdeel(dagdeel) if dagdeel else None
        vraag = Bereikvraag(gebiedenset=gebiedenset, afstand_m=afstand, dagdeel=when, jaar=jaar, aantal=USUAL_AANTAL)
        found = make_bereik(session(), vraag, op=today())
    if as_json:
        click.echo(orjson.dumps(as_dict(found), option=orjson.OPT_INDENT_2))
    else:
        _print(found)


def as_dict(bereik: Bereik) -> dict[str, Any]:
    """All that a program needs, with what it rests on."""
    vraag, woon = bereik.vraag, bereik.woon
    return {
        "gemeente": vraag.gebiedenset.gemeente.code,
        "status": "schatting",
        "methode": f"straight line times {DETOUR:g}, cells of 100 m, {_spread(bereik)}",
        "jaar": woon.jaar,
        "afstand_m": vraag.afstand_m,
        "dagdeel": vraag.dagdeel,
        "dagdelen": {str(regel.dagdeel or "altijd"): _numbers(regel.nu) for regel in bereik.dagdelen},
        "wijken": [
            {"code": regel.gebied.code, "naam": regel.gebied.naam, **_numbers(regel.nu)} for regel in bereik.wijken
        ],
        "nieuwe_plekken": [
            {"x_rd": round(one.punt.x), "y_rd": round(one.punt.y), "buurt": one.buurt.naam, "erbij": round(one.erbij)}
            for one in bereik.kansen
        ],
        "nieuwe_plekken_garantie": round(bereik.keuze.garantie, 3),
        "plekken": [
            {"id": one.punt.id, "naam": one.punt.naam, "zonder_andere_plek": round(one.verlies)}
            for one in bereik.sluiten
        ],
    }


def _refuse_unknown(jaar: int | None, gebiedenset: Gebiedenset) -> None:
    known = bereikjaren(gebiedenset)
    if jaar is not None and jaar not in known:
        raise GeoError(f"nobody knows where people lived in {jaar}; there are {', '.join(map(str, known)) or 'none'}")


def _numbers(aandeel: Aandeel) -> dict[str, Any]:
    return {
        "inwoners": round(aandeel.inwoners),
        "bereikt": round(aandeel.bereikt),
        "aandeel": _rounded(aandeel.aandeel),
        "ondergrens": _rounded(aandeel.ondergrens),
        "bovengrens": _rounded(aandeel.bovengrens),
    }


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)


def _spread(bereik: Bereik) -> str:
    return "inhabitants counted by CBS" if bereik.woon.is_geteld else "inhabitants of wijken and buurten spread evenly"


def _print(bereik: Bereik) -> None:
    vraag = bereik.vraag
    click.echo(f"{vraag.gebiedenset.gemeente.naam}: within {vraag.afstand_m} m of an inloopplek, {bereik.woon.jaar}")
    click.echo(f"schatting: straight line times {DETOUR:g}, {_spread(bereik)}")
    for regel in bereik.dagdelen:
        click.echo(f"  {regel.dagdeel or 'altijd':<40} {_share(regel.nu):>18}")
    for wijk in bereik.wijken:
        click.echo(f"  wijk {wijk.gebied.naam:<35.35} {_share(wijk.nu):>18}")
    for one in bereik.kansen:
        place = f"{one.buurt.naam} ({one.punt.x:.0f}, {one.punt.y:.0f})"
        click.echo(f"  new place {one.nummer}: {place:<43.43} {one.erbij:>+8.0f}")
    if len(bereik.kansen) > 1:
        click.echo(f"  together at least {bereik.keuze.garantie:.0%} of the best that as many places can reach")


def _share(aandeel: Aandeel) -> str:
    return "onbekend" if aandeel.aandeel is None else f"{aandeel.aandeel:.1%} ({aandeel.bereikt:.0f})"
