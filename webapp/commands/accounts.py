"""Who gets an account? Only people of the gemeente and its teams."""

import sys

import click
from flask_security import hash_password

from collectief.teams.gebruikers import add_gebruiker, find_gebruiker
from collectief.teams.teams import find_team
from collectief.teams.vertrek import delete_gebruiker
from collectief.words import Rol
from geo.gebieden import LAND
from webapp.context import gebiedensets, session
from webapp.ready import make_ready_app
from webapp.settings import Settings

MIN_PASSWORD = 12


@click.group()
def add() -> None:
    """Add something to the database."""


@click.group()
def delete() -> None:
    """Delete something from the database."""


@delete.command("gebruiker")
@click.argument("email")
@click.option("--yes", is_flag=True, help="Do not ask whether it is sure.")
def delete_account(email: str, yes: bool) -> None:
    """Delete the account of EMAIL; what it wrote stays, as of an oud-teamlid."""
    with make_ready_app(Settings()).app_context():
        found = find_gebruiker(session(), email)
        if found is None:
            raise click.BadParameter(f"nobody has the address {email}", param_hint="EMAIL")
        if not yes:
            click.confirm(f"Delete the account of {found.email}? This cannot be undone", abort=True)
        delete_gebruiker(session(), found, door=None)
        session().commit()
    click.echo("deleted the account; what it wrote is of an oud-teamlid")


@add.command()
@click.argument("email")
@click.option("--gemeente", required=True, help="Code of the gemeente, like GM0392.")
@click.option("--rol", required=True, type=click.Choice([r.value for r in Rol]))
@click.option("--team", "slug", help="Slug of the team; needed for a teamlid.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input instead of asking for it.")
def gebruiker(email: str, gemeente: str, rol: str, slug: str | None, password_stdin: bool) -> None:
    """Add an account for EMAIL; the password is asked for, or read from standard input."""
    password = _read_password(from_stdin=password_stdin)
    with make_ready_app(Settings()).app_context():
        if gemeente == LAND:
            raise click.BadParameter("an account is of a gemeente, not of all the land", param_hint="--gemeente")
        gebiedensets().get(gemeente)
        team = find_team(session(), slug, gemeente=gemeente) if slug else None
        if slug and team is None:
            raise click.BadParameter(f"no team {slug} in {gemeente}", param_hint="--team")
        if rol == Rol.TEAMLID and team is None:
            raise click.BadParameter("a teamlid needs a team", param_hint="--team")
        add_gebruiker(
            session(), gemeente=gemeente, email=email, rol=Rol(rol), team=team, password_hash=hash_password(password)
        )
        session().commit()
    click.echo(f"added {rol} {email}" + (f" of team {slug}" if slug else ""))


def _read_password(*, from_stdin: bool) -> str:
    given = (
        sys.stdin.readline().rstrip("\n")
        if from_stdin
        else click.prompt("Password", hide_input=True, confirmation_prompt=True)
    )
    if len(given) < MIN_PASSWORD:
        raise click.UsageError(f"a password has at least {MIN_PASSWORD} characters")
    return str(given)
