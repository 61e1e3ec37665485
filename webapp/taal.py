"""In which language does a visitor read this? Their address says so, else their browser: nothing is stored."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, urlsplit

from babel import Locale
from flask import Flask, Response, has_request_context, request
from flask_babel import force_locale, get_locale
from flask_security import current_user
from markupsafe import Markup
from werkzeug.utils import redirect

from webapp.catalogi import Vertalers
from webapp.huisnummer import query_without_huisnummers, shareable_query

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

NL = "nl"
# Each language as its speakers call it.
TALEN = {NL: "Nederlands", "en": "English", "tr": "Türkçe", "ar": "العربية", "pl": "Polski"}
MOVED_FOR_GOOD = 308
SAFE_IN_QUERY = "/?:@!$&'()*+,;=-._~%"

_TAAL, _MOUNT = "wijkbeeld.taal", "wijkbeeld.mount"

# What visitors read; all else is Dutch, under whatever address.
_VISITORS = frozenset(
    {
        *("bewoner", "wijken", "zoeken", "kaart", "aanbod", "organisaties", "locaties"),
        *("melden", "recept", "feeds", "papier", "offline", "privacy"),
    }
)
# What has pictures of figures, drawn for white paper, or is laid within the page of another website.
_ALWAYS_LIGHT = frozenset({"wijken.gebied", "feeds.insluiten", "papier.poster_wijk", "papier.poster_aanbod"})
_FIGURES = frozenset({"wijken.cijfer", "wijken.themascore"})
# What a program or a picture needs once, whatever the language: never under the address of one.
_DATA = frozenset(
    {
        *("static", "api", "api_writing", "api_inloop", "ogc", "hsds", "open_data", "tegels", "afbeeldingen"),
        "vindbaar",
    }
)
_DATA_ENDPOINTS = frozenset(
    {
        *("security.static", "kaart.svg", "kaart.png", "kaart.grenzen", "kaart.bestand", "wijken.profieltaart"),
        *("feeds.bestand", "operation.healthz"),
        "offline.service_worker",
    }
)
# What a program fetches again and again for somebody: that has no browser to ask, so only the address counts.
_FETCHED = frozenset({"feeds.agenda", "feeds.agenda_aanbod", "feeds.nieuws"})


class Taalkeuze(NamedTuple):
    """This page in one language, as a link."""

    code: str
    naam: str
    url: str
    is_chosen: bool


class TaalLayer:
    """Moves a language at the start of the path to SCRIPT_NAME, so that every link that we make keeps it."""

    def __init__(self, app: "WSGIApplication") -> None:
        self._app = app

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        taal, slash, rest = environ.get("PATH_INFO", "").removeprefix("/").partition("/")
        if taal not in TALEN:
            return self._app(environ, start_response)
        mount = environ.get("SCRIPT_NAME", "")
        if not slash:
            query = query_without_huisnummers(
                environ.get("QUERY_STRING", "").encode("latin-1").decode(errors="replace")
            )
            return redirect(_with_query(f"{mount}/{taal}/", query), MOVED_FOR_GOOD)(environ, start_response)
        environ |= {_TAAL: taal, _MOUNT: mount, "SCRIPT_NAME": f"{mount}/{taal}", "PATH_INFO": slash + rest}
        return self._app(environ, start_response)


def _with_query(path: str, query: str) -> str:
    return f"{path}?{quote(query, safe=SAFE_IN_QUERY)}" if query else path


class Website(Flask):
    """Flask whose links to data and pictures leave the language out, so that nobody fetches those once for each."""

    def url_for(
        self,
        /,
        endpoint: str,
        *,
        _anchor: str | None = None,
        _method: str | None = None,
        _scheme: str | None = None,
        _external: bool | None = None,
        **values: Any,
    ) -> str:
        url = super().url_for(
            endpoint, _anchor=_anchor, _method=_method, _scheme=_scheme, _external=_external, **values
        )
        taal = taal_of_address()
        return _without(taal, url) if taal and _is_data(endpoint) else url


def init_app(app: Flask) -> None:
    app.config.update(BABEL_DEFAULT_LOCALE=NL, BABEL_DEFAULT_TIMEZONE="Europe/Amsterdam")
    Vertalers(app, locale_selector=select_taal)  # type: ignore[no-untyped-call] # the library has no types
    app.wsgi_app = TaalLayer(app.wsgi_app)  # type: ignore[method-assign]
    app.jinja_env.globals.update(nederlands=nederlands)
    app.context_processor(_for_every_page)
    app.after_request(_say_what_it_depends_on)


def taal_of_address() -> str:
    """The language that the address begins with; empty where it names none."""
    return str(request.environ.get(_TAAL, "")) if has_request_context() else ""


def select_taal() -> str:
    """The language of this answer."""
    if not has_request_context() or not is_vertaald():
        return NL
    if taal := taal_of_address():
        return taal
    if not _asks_browser():
        return NL
    return request.accept_languages.best_match(TALEN, default=NL) or NL


def is_vertaald() -> bool:
    """Whether the page that was asked for is there in every language; that something is not there, is."""
    if request.endpoint is None:
        return True
    is_visitors = request.blueprint in _VISITORS and not _is_data(request.endpoint)
    return is_visitors and request.endpoint not in _FIGURES and not _shows_figures()


def direction_of(taal: str) -> str:
    """Which way it is written: "ltr" or "rtl"."""
    return str(Locale.parse(taal).text_direction)


def nederlands(caller: Callable[[], Markup]) -> Markup:
    """A part that is Dutch in every language, such as figures: `{% call nederlands() %}`."""
    if str(get_locale()) == NL:
        return caller()
    with force_locale(NL):
        return Markup('<div lang="nl" dir="ltr">{}</div>').format(caller())


def _shows_figures() -> bool:
    return request.endpoint == "kaart.kaart" and "indicator" in request.args


def _asks_browser() -> bool:
    """Who is signed in works in Dutch, whatever machine they sit at."""
    return request.endpoint not in _FETCHED and not current_user.is_authenticated


def _is_data(endpoint: str) -> bool:
    full = f"{request.blueprint}{endpoint}" if endpoint.startswith(".") else endpoint
    return full in _DATA_ENDPOINTS or full.partition(".")[0] in _DATA


def _without(taal: str, url: str) -> str:
    """Only the path is looked at: a host may be called after a language too."""
    parts, mount = urlsplit(url), str(request.environ[_MOUNT])
    return parts._replace(path=mount + parts.path.removeprefix(f"{mount}/{taal}")).geturl()


def _say_what_it_depends_on(response: Response) -> Response:
    if is_vertaald() and not taal_of_address() and _asks_browser():
        response.vary.add("Accept-Language")
    return response


def _for_every_page() -> dict[str, Any]:
    taal = str(get_locale() or NL)
    keuzes = make_taalkeuzes(taal) if has_request_context() and is_vertaald() else []
    return {
        "taal": taal,
        "text_direction": direction_of(taal),
        "taalkeuzes": keuzes,
        "in_other_talen": _alternates(keuzes),
        "may_be_dark": bool(keuzes) and request.endpoint not in _ALWAYS_LIGHT,
    }


def make_taalkeuzes(taal: str) -> list[Taalkeuze]:
    """The same page in every language; what was asked stays asked."""
    mount = str(request.environ.get(_MOUNT, request.script_root))
    rest = _with_query(quote(request.path), shareable_query() if request.method == "GET" else "")
    return [Taalkeuze(code, naam, f"{mount}/{code}{rest}", code == taal) for code, naam in TALEN.items()]


def _alternates(keuzes: list[Taalkeuze]) -> list[Taalkeuze]:
    """For search engines: pages that anybody may come upon, and no search of anybody."""
    if not keuzes or request.endpoint is None or request.query_string or request.method != "GET":
        return []
    root = request.host_url.rstrip("/")
    return [keuze._replace(url=root + keuze.url) for keuze in keuzes]
