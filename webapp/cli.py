"""What can be done without a browser? The `wijkbeeld` command: exits 0, or says what is wrong and exits 2."""

from typing import Any, NoReturn

import click

from collectief.errors import CollectiefError
from geo.errors import FileRefusedError, GeoError
from webapp.commands.accounts import add, delete
from webapp.commands.bereiken import bereik
from webapp.commands.checking import check
from webapp.commands.cleaning import cleanup
from webapp.commands.collectiveren import effect, voorstel
from webapp.commands.fetching import fetch
from webapp.commands.leemten import leemten
from webapp.commands.loading import import_
from webapp.commands.patronen import patronen
from webapp.commands.publishing import publish
from webapp.commands.reminding import send
from webapp.commands.serving import demo, serve
from webapp.commands.showing import profiel
from webapp.commands.signaleren import signaal
from webapp.fetching.errors import FetchError
from webapp.links import NoVerdictError
from webapp.mail import MailError


class Wijkbeeld(click.Group):
    """A group whose commands answer a known error with its message and exit status 2, never with a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except FileRefusedError as error:
            _refuse(ctx, *error.lines(), "nothing was changed")
        except (GeoError, CollectiefError, FetchError, MailError, NoVerdictError, OSError) as error:
            _refuse(ctx, str(error))


def _refuse(ctx: click.Context, *lines: str) -> NoReturn:
    for line in lines:
        click.echo(f"wijkbeeld: {line}", err=True)
    ctx.exit(2)


@click.group(cls=Wijkbeeld, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="wijkbeeld")
def main() -> None:
    """Social map and neighbourhood profiles for Dutch municipalities."""


for command in (
    demo,
    serve,
    check,
    import_,
    fetch,
    profiel,
    bereik,
    patronen,
    leemten,
    effect,
    add,
    delete,
    publish,
    send,
    cleanup,
):
    main.add_command(command)
for command in (signaal, voorstel):
    add.add_command(command)
