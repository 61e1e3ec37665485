"""How does somebody signal without a browser? The same rules as the page."""

from datetime import date, datetime
from uuid import UUID, uuid4

import click
import orjson
from flask_babel import force_locale

from collectief.errors import InvalidInvoerError
from collectief.models import Gebruiker, Signaal
from collectief.signaalwoorden import Huishoudens, SoortSignaal, Vindplaats
from collectief.signalen.signaleren import SignaalInvoer, add_signaal
from collectief.teams.gebruikers import find_gebruiker
from collectief.words import Doelgroep, JaNee, Keuze, Leefgebied
from webapp.context import gebiedensets, now, session, today
from webapp.problems import name_problems
from webapp.ready import make_ready_app
from webapp.settings import Settings
from webapp.views.plaatsnamen import plaatsnamen_of


def _choice(words: type[Keuze]) -> click.Choice[str]:
    return click.Choice([word.value for word in words])


@click.command()
@click.option("--buurt", "buurtcode", required=True, help="Code of the buurt, like BU03922107.")
@click.option("--soort", required=True, type=_choice(SoortSignaal))
@click.option(
    "--leefgebied", "leefgebieden", required=True, multiple=True, type=_choice(Leefgebied), help="May be repeated."
)
@click.option("--doelgroep", required=True, type=_choice(Doelgroep))
@click.option("--vindplaats", required=True, type=_choice(Vindplaats))
@click.option("--huishoudens", default=Huishoudens.EEN.value, show_default=True, type=_choice(Huishoudens))
@click.option("--zelf-opgelost", default=JaNee.ONBEKEND.value, show_default=True, type=_choice(JaNee))
@click.option("--op", type=click.DateTime(["%Y-%m-%d"]), help="The day on which it was noticed; left out: today.")
@click.option("--tekst", default="", help="What was noticed, without anything that points at a person.")
@click.option("--door", "email", help="E-mail of the account that signals; left out: the team of the buurt.")
@click.option("--gemeente", help="Code of the gemeente; left out: that of the buurt.")
@click.option("--uuid", type=click.UUID, help="A key of your own: what is added twice with it is stored once.")
@click.option("--json", "as_json", is_flag=True, help="Print what was stored as JSON, without the text.")
def signaal(email: str | None, gemeente: str | None, as_json: bool, **said: object) -> None:
    """Add a signaal; a text that points at a person is refused."""
    with make_ready_app(Settings()).app_context(), force_locale("nl"):
        door = _gebruiker(email) if email else None
        code = door.gemeente if door else (gemeente or f"GM{str(said['buurtcode'])[2:6]}")
        stored = _add(_invoer(code, **said), door=door)  # type: ignore[arg-type] # click has read each by its type
        session().commit()
        _tell(stored, as_json=as_json)


def _gebruiker(email: str) -> Gebruiker:
    found = find_gebruiker(session(), email)
    if found is None:
        raise click.BadParameter(f"there is no account {email}", param_hint="--door")
    return found


def _invoer(
    gemeente: str,
    *,
    buurtcode: str,
    soort: str,
    leefgebieden: tuple[str, ...],
    doelgroep: str,
    vindplaats: str,
    huishoudens: str,
    zelf_opgelost: str,
    op: datetime | None,
    tekst: str,
    uuid: UUID | None,
) -> SignaalInvoer:
    day: date = op.date() if op else today()
    return SignaalInvoer(
        gemeente=gemeente,
        buurtcode=buurtcode,
        soort=SoortSignaal(soort),
        leefgebieden=frozenset(map(Leefgebied, leefgebieden)),
        doelgroep=Doelgroep(doelgroep),
        vindplaats=Vindplaats(vindplaats),
        huishoudens=Huishoudens(huishoudens),
        zelf_opgelost=JaNee(zelf_opgelost),
        op=day,
        tekst=tekst,
        uuid=uuid or uuid4(),
    )


def _add(invoer: SignaalInvoer, *, door: Gebruiker | None) -> Signaal:
    gebiedenset = gebiedensets().find(invoer.gemeente)
    if gebiedenset is None:
        raise click.BadParameter(
            f"nothing is known of a gemeente {invoer.gemeente}", param_hint="--buurt or --gemeente"
        )
    codes, namen = gebiedenset.buurten_of(invoer.gemeente), plaatsnamen_of(gebiedenset)
    try:
        return add_signaal(session(), invoer, now=now(), buurtcodes=codes, plaatsnamen=namen, door=door)
    except InvalidInvoerError as error:
        raise click.UsageError(name_problems(error.problems)) from error


def _tell(stored: Signaal, *, as_json: bool) -> None:
    told = {
        "id": stored.id,
        "uuid": str(stored.uuid),
        "gemeente": stored.gemeente,
        "buurtcode": stored.buurtcode,
        "team": stored.team.slug,
        "soort": stored.soort,
        "leefgebieden": sorted(stored.leefgebieden),
        "doelgroep": stored.doelgroep,
        "vindplaats": stored.vindplaats,
        "huishoudens": stored.huishoudens,
        "zelf_opgelost": stored.zelf_opgelost,
        "op": stored.op,
        "tekst_tot": stored.tekst.verloopt_op if stored.tekst else None,
    }
    if as_json:
        click.echo(orjson.dumps(told, option=orjson.OPT_INDENT_2))
        return
    click.echo(f"added signaal {stored.id}: {stored.soort} in {stored.buurtcode} for team {stored.team.slug}")
    if stored.tekst:
        click.echo(f"its text is deleted on {stored.tekst.verloopt_op}")
