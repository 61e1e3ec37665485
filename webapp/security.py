"""How does somebody sign in? Flask-Security over our own `Gebruiker`: argon2, CSRF, cookies, no open doors."""

from datetime import timedelta
from http import HTTPStatus

from flask import Flask, render_template, request
from flask_babel import lazy_gettext as _
from flask_security import RoleMixin, Security, UserMixin, current_user
from flask_security.datastore import SQLAlchemySessionUserDatastore
from flask_wtf import CSRFProtect
from sqlalchemy.orm import Session, scoped_session

from collectief.models import Gebruiker
from collectief.words import Rol
from webapp.errors import HTTP_SENTENCES
from webapp.limiting import seconds_to_wait
from webapp.settings import Settings

SIGN_IN_LIMIT = "10 per minute"  # tries that failed

csrf = CSRFProtect()


class Role(RoleMixin):
    """A rol as the sign-in library wants it."""

    def __init__(self, rol: Rol) -> None:
        self.name = rol.value


class Account(UserMixin, Gebruiker):  # type: ignore[misc] # password is a column, and no union as in the library
    """A Gebruiker as the sign-in library wants it: the same table, no columns of its own."""

    @property
    def roles(self) -> list[RoleMixin]:  # type: ignore[override] # follows from `rol`, so it cannot be set
        return [Role(self.rol)]


def init_app(app: Flask, *, settings: Settings, session: scoped_session[Session]) -> None:
    secret = settings.read_secret()
    app.config.update(
        SECRET_KEY=secret,
        SESSION_COOKIE_SECURE=settings.https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(hours=12),
        WTF_CSRF_TIME_LIMIT=None,  # lives as long as the session, so that a form left open can still be sent
        SECURITY_PASSWORD_SALT=secret,
        SECURITY_PASSWORD_HASH="argon2",  # noqa: S106 - the name of a method, no password
        SECURITY_PASSWORD_SCHEMES=["argon2"],
        SECURITY_DEPRECATED_PASSWORD_SCHEMES=[],
        SECURITY_PASSWORD_SINGLE_HASH=["argon2"],
        SECURITY_PASSWORD_LENGTH_MIN=12,
        SECURITY_LOGIN_URL="/inloggen",
        SECURITY_LOGOUT_URL="/uitloggen",
        SECURITY_LOGOUT_METHODS=["POST"],
        SECURITY_POST_LOGIN_VIEW="account.begin",
        SECURITY_POST_LOGOUT_VIEW="/",
        SECURITY_JOIN_USER_ROLES=False,
        SECURITY_RETURN_GENERIC_RESPONSES=True,
        SECURITY_DEFAULT_REMEMBER_ME=False,
        SECURITY_EMAIL_VALIDATOR_ARGS={"check_deliverability": False, "test_environment": True},
        SECURITY_FLASH_MESSAGES=False,
        SECURITY_CSRF_IGNORE_UNAUTH_ENDPOINTS=False,
        SECURITY_MSG_GENERIC_AUTHN_FAILED=(_("Deze combinatie van e-mailadres en wachtwoord klopt niet."), "error"),
    )
    csrf.init_app(app)
    app.before_request(_slow_down_guesses)
    Security(app, SQLAlchemySessionUserDatastore(session, Account, Role))


def _slow_down_guesses() -> tuple[str, int, dict[str, str]] | None:
    """Whoever failed to sign in too often waits; who signs in is not counted."""
    if (request.endpoint, request.method) != ("security.login", "POST"):
        return None
    wait_s = seconds_to_wait(SIGN_IN_LIMIT, scope="inloggen", counts=lambda _answer: not current_user.is_authenticated)
    if not wait_s:
        return None
    status = HTTPStatus.TOO_MANY_REQUESTS
    page = render_template("error.html", status=status, sentence=HTTP_SENTENCES[status])
    return page, status, {"Retry-After": str(wait_s)}
