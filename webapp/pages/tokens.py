"""Which programs write for the one who is signed in, and how is that begun and ended?"""

from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from collectief.errors import InvalidInvoerError
from collectief.teams.tokens import WRITERS, add_token, is_valid, latest_uses, revoke_token, tokens_of
from webapp.access import open_to
from webapp.context import account, now, session
from webapp.token_form import TokenForm

pages = Blueprint("tokens", __name__, url_prefix="/account/tokens")

MAX_USES = 50

Answer = tuple[str, int] | AnyResponse


@pages.get("")
@open_to(*WRITERS)
def tokens() -> Answer:
    return _show(TokenForm())


@pages.post("")
@open_to(*WRITERS)
def maak() -> Answer:
    """The secret is shown once, in the answer itself: it is kept nowhere from which it could be read again."""
    form = TokenForm()
    try:
        _token, secret = add_token(
            session(),
            gebruiker=account(),
            naam=form.naam.data or "",
            rechten=form.chosen_rechten(),
            dagen=form.chosen_days(),
            now=now(),
        )
    except InvalidInvoerError as error:
        form.show_problems(error.problems)
        return _show(form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    session().commit()
    return _show(TokenForm(formdata=None), secret=secret)


@pages.post("/<int:id>/intrekken")
@open_to(*WRITERS)
def trek_in(id: int) -> Answer:  # noqa: A002 - the name in the address
    token = revoke_token(session(), id, gebruiker=account(), now=now())
    session().commit()
    flash(_("Token %(naam)s is ingetrokken. Het programma kan niets meer wijzigen.", naam=token.naam), "ok")
    return redirect(url_for("tokens.tokens"), HTTPStatus.SEE_OTHER)


def _show(form: TokenForm, *, secret: str = "", status: int = HTTPStatus.OK) -> Answer:
    found = [(token, is_valid(token, now())) for token in tokens_of(session(), account())]
    uses = latest_uses(session(), [token for token, _valid in found], limit=MAX_USES)
    names = {token.id: token.naam for token, _valid in found}
    page = render_template("account/tokens.html", form=form, tokens=found, uses=uses, names=names, secret=secret)
    return page, status
