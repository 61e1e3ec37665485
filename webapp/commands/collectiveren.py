"""How is a voorstel added and its effect told, without a browser?"""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import click
import orjson
from flask_babel import force_locale

from collectief.collectiveren.besluiten import decide, get_patroon_to_decide
from collectief.collectiveren.voorstel_invoer import MAX_KOSTEN, VoorstelInvoer, make_invoer_of_patroon
from collectief.collectiveren.voorstellen import add_voorstel, get_voorstel
from collectief.errors import InvalidInvoerError, UnknownRecordError
from collectief.kaart.aanbod import MAX_ID
from collectief.models import Gebruiker, Patroon, Voorstel
from collectief.registreren.registreren import own_buurten
from collectief.signaalwoorden import Patroonbesluit
from collectief.teams.gebruikers import find_gebruiker
from collectief.words import Doelgroep, Leefgebied
from geo.gebiedenset import Gebiedenset
from webapp.context import gebiedensets, now, session
from webapp.problems import name_problems
from webapp.ready import make_ready_app
from webapp.settings import Settings
from webapp.views.effect import as_dict, make_effectbeeld
from webapp.views.plaatsnamen import plaatsnamen_of
from webapp.views.voorstellen import why_not


@click.command()
@click.option("--door", "email", required=True, help="E-mail of the account that adds it.")
@click.option(
    "--patroon",
    "patroon_id",
    type=click.IntRange(1, MAX_ID),
    help="Number of the patroon that it answers; fills in the rest.",
)
@click.option("--titel", help="What it is called.")
@click.option("--doel", help="What it must bring about; nobody may be named.")
@click.option("--doelgroep", type=click.Choice([one.value for one in Doelgroep]))
@click.option("--leefgebied", "leefgebieden", multiple=True, type=click.Choice([one.value for one in Leefgebied]))
@click.option("--buurt", "buurten", multiple=True, help="Code of a buurt; may be given more than once.")
@click.option("--trekker", help="A function or organisatie, never a name.")
@click.option("--eerste-keer", type=click.DateTime(["%Y-%m-%d"]), help="Day of the first time.")
@click.option("--kosten", type=click.FloatRange(0, float(MAX_KOSTEN)), help="In euro's a year.")
@click.option("--uuid", type=click.UUID, help="A key of your own: what is added twice with it is stored once.")
@click.option("--json", "as_json", is_flag=True, help="Print what was stored as JSON.")
def voorstel(email: str, patroon_id: int | None, as_json: bool, **told: Any) -> None:
    """Add a voorstel; one that answers a patroon is decided on it too."""
    with make_ready_app(Settings()).app_context(), force_locale("nl"):
        door = find_gebruiker(session(), email)
        if door is None:
            raise click.BadParameter(f"no account {email}", param_hint="--door")
        made = _add(door, _find_patroon(patroon_id, door) if patroon_id else None, told)
        session().commit()
        said = _say(made)
    click.echo(orjson.dumps(said, option=orjson.OPT_INDENT_2) if as_json else f"added voorstel {said['id']}")


@click.command()
@click.argument("voorstel_id", metavar="ID", type=click.IntRange(1, MAX_ID))
@click.option("--json", "as_json", is_flag=True, help="Print all figures as JSON.")
def effect(voorstel_id: int, as_json: bool) -> None:
    """Print whether the voorstel with this ID made a difference, and how sure that is."""
    with make_ready_app(Settings()).test_request_context():
        found = _find_voorstel(voorstel_id)
        beeld = make_effectbeeld(session(), found, gebiedensets().get(found.gemeente), None)
        if as_json:
            click.echo(orjson.dumps(as_dict(found, beeld), option=orjson.OPT_INDENT_2))
        else:
            click.echo("\n".join([f"{found.titel}: {beeld.kop}", *beeld.zinnen, *beeld.let_op]))


def _find_patroon(patroon_id: int, door: Gebruiker) -> Patroon:
    try:
        return get_patroon_to_decide(session(), patroon_id, gemeente=door.gemeente)
    except UnknownRecordError as error:
        raise click.BadParameter(f"there is no {error}", param_hint="--patroon") from error


def _find_voorstel(voorstel_id: int) -> Voorstel:
    try:
        return get_voorstel(session(), voorstel_id)
    except UnknownRecordError as error:
        raise click.BadParameter(f"there is no {error}", param_hint="ID") from error


def _add(door: Gebruiker, patroon: Patroon | None, told: dict[str, Any]) -> Voorstel:
    """What answers a patroon is decided on it too."""
    gebiedenset = gebiedensets().get(door.gemeente)
    given: dict[str, Any] = {"door": door, "now": now()}
    invoer, names = _make_invoer(door.gemeente, patroon, told), plaatsnamen_of(gebiedenset)
    if unknown := sorted(invoer.buurtcodes - set(gebiedenset.buurten_of(door.gemeente))):
        raise click.BadParameter(f"no buurt of {door.gemeente}: {', '.join(unknown)}", param_hint="--buurt")
    try:
        _require_own(door, invoer, patroon, gebiedenset)
        made = add_voorstel(session(), invoer, patroon=patroon, plaatsnamen=names, **given)
        if patroon:
            decide(session(), patroon, Patroonbesluit.VOORSTEL, toelichting="", voorstel=made, **given)
    except InvalidInvoerError as error:
        raise click.UsageError(name_problems(error.problems)) from error
    return made


def _require_own(door: Gebruiker, invoer: VoorstelInvoer, patroon: Patroon | None, gebiedenset: Gebiedenset) -> None:
    """As the page does: the buurten of the own team, and those of the patroon."""
    if door.team is None:
        return
    known = own_buurten(session(), door, now()) | set(patroon.buurtcodes if patroon else ())
    if strange := invoer.buurtcodes - known:
        raise InvalidInvoerError([why_not(strange, gebiedenset)])


def _make_invoer(gemeente: str, patroon: Patroon | None, told: dict[str, Any]) -> VoorstelInvoer:
    """What was typed goes before what the patroon says."""
    start = make_invoer_of_patroon(patroon) if patroon else VoorstelInvoer(gemeente=gemeente)
    values: dict[str, Any] = {name: told[name] for name in ("titel", "doel", "trekker") if told[name]}
    if told["doelgroep"]:
        values["doelgroep"] = Doelgroep(told["doelgroep"])
    if told["leefgebieden"]:
        values["leefgebieden"] = frozenset(map(Leefgebied, told["leefgebieden"]))
    if told["buurten"]:
        values["buurtcodes"] = frozenset(told["buurten"])
    if told["eerste_keer"]:
        values["eerste_keer_op"] = told["eerste_keer"].date()
    if told["uuid"]:
        values["uuid"] = told["uuid"]
    if told["kosten"] is not None:
        values["kosten"] = Decimal(str(told["kosten"])).quantize(Decimal("0.01"))
    return replace(start, **values)


def _say(made: Voorstel) -> dict[str, Any]:
    return {
        "id": made.id,
        "titel": made.titel,
        "fase": made.fase.value,
        "team": made.team.slug,
        "patroon": made.patroon_id,
        "buurten": sorted(made.buurtcodes),
        "leefgebieden": sorted(one.value for one in made.leefgebieden),
    }
