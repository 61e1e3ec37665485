"""Which signalen together ask for one answer? Looked for anew, as a timer does at night, and listed."""

from typing import Any

import click
import orjson

from collectief.patronen.patronen import herbereken
from webapp.context import gebiedensets, home_set, now, session, today
from webapp.ready import make_ready_app
from webapp.settings import Settings
from webapp.views.patronen import Patroonrij, make_patronenlijst


@click.command()
@click.option("--gemeente", help="Code of the gemeente; left out: the one of the start page.")
@click.option("--json", "as_json", is_flag=True, help="Print all figures as JSON.")
def patronen(gemeente: str | None, as_json: bool) -> None:
    """Look for patronen in the signalen of the last 90 days, store and print them: counts only, never a text."""
    with make_ready_app(Settings()).app_context():
        gebiedenset = gebiedensets().get(gemeente.upper()) if gemeente else home_set()
        naam = gebiedenset.gemeente.naam
        herbereken(session(), gebiedenset, op=today(), now=now())
        session().commit()
        found = make_patronenlijst(session(), gebiedenset, naam=naam, team=None, buurten=frozenset())
        rows = [as_dict(rij) for rij in found.elders]
    if as_json:
        said = {"gemeente": gebiedenset.gemeente.code, "patronen": rows}
        click.echo(orjson.dumps(said, option=orjson.OPT_INDENT_2))
    else:
        _print(naam, rows)


def as_dict(rij: Patroonrij) -> dict[str, Any]:
    """What whoever is of no team may see: `ten_minste` are lower bounds, null where nothing may be said."""
    patroon, zicht = rij.patroon, rij.zicht
    return {
        "id": patroon.id,
        "leefgebied": patroon.leefgebied,
        "doelgroep": patroon.doelgroep,
        "buurten": [{"code": buurt.code, "naam": buurt.naam} for buurt in rij.buurten],
        "vanaf": patroon.vanaf,
        "tot_en_met": patroon.tot_en_met,
        "sinds": rij.sinds,
        "huishoudens_ten_minste": zicht.ten_minste,
        "keer_ten_minste": zicht.keer,
        "voorbeeld": rij.voorbeeld,
    }


def _print(naam: str, rows: list[dict[str, Any]]) -> None:
    click.echo(f"{naam}: {len(rows)} patronen")
    for row in rows:
        buurten = ", ".join(buurt["naam"] for buurt in row["buurten"])
        much = f"at least {row['huishoudens_ten_minste']} huishoudens"
        if row["keer_ten_minste"]:
            much += f", at least {row['keer_ten_minste']:g} times what is expected"
        mark = " (voorbeeld)" if row["voorbeeld"] else ""
        click.echo(f"  {row['id']}: {row['leefgebied']} for {row['doelgroep']} in {buurten}: {much}{mark}")
