"""What does a device keep, so that somebody without network still knows where to walk in?"""

from datetime import datetime

from flask import Blueprint, Response, current_app, make_response, render_template, request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _

from collectief.plekken.locaties import Plek
from collectief.tijden.dutch_time import day_of
from webapp.access import IEDEREEN, open_to
from webapp.context import gebiedensets, home_set, now, session
from webapp.json import answer
from webapp.show import dag, uur
from webapp.static_files import StaticFiles
from webapp.taal import TALEN
from webapp.views.inloop_lijst import InloopLijst, make_inloop_lijst
from webapp.views.open_minuten import kept_until, open_minuten
from webapp.zoekvraag import read_pagina

pages = Blueprint("offline", __name__)

AN_HOUR_S = 3600
ICONS = {"192x192": "any", "512x512": "any maskable"}
# What the list needs to look as it should, and to tell by itself what is open.
KEPT_FILES = (
    *("css/basis.css", "css/inloop.css", "img/icon.svg"),
    *("js/offline.js", "js/bewaard.js"),
)
NEVER_OFFLINE = ("/team", "/beleid", "/beheer", "/account", "/inloggen", "/uitloggen")


@pages.get("/inloop/alle")
@open_to(IEDEREEN)
def alle() -> Response:
    lijst = make_inloop_lijst(session(), home_set(), page=read_pagina(), moment=now())
    page = make_response(render_template("inloop_alle.html", lijst=lijst))
    if lijst.has_next:
        page.headers["Link"] = f'<{url_of_page(lijst, 1)}>; rel="next"'
    return page


@pages.get("/manifest.webmanifest")
@open_to(IEDEREEN)
def manifest() -> Response:
    start, locale = url_for("bewoner.start"), get_locale()
    naam = home_set().gemeente.naam
    body = {
        "id": f"{_mount()}/",
        "name": _("Inloop in %(gemeente)s", gemeente=naam),
        "short_name": _("Inloop"),
        "description": _("Vind een plek in uw buurt waar u kunt binnenlopen met een vraag."),
        "lang": str(locale),
        "dir": str(locale.text_direction if locale else "ltr"),
        "start_url": start,
        "scope": f"{_mount()}/",
        "display": "standalone",
        "display_override": ["minimal-ui", "standalone"],
        "background_color": "#ffffff",
        "theme_color": "#154273",
        "icons": [_icon(sizes, purpose) for sizes, purpose in ICONS.items()],
        "shortcuts": [{"name": _("Alle inloopplekken"), "url": url_for("offline.alle")}],
    }
    return answer(body, mimetype="application/manifest+json", max_age_s=AN_HOUR_S)


@pages.get("/sw.js")
@open_to(IEDEREEN)
def service_worker() -> Response:
    """Fetched again at every visit, so that a new version never waits for an old one."""
    script = Response(render_template("offline/sw.js", instellingen=_settings()), mimetype="text/javascript")
    script.cache_control.no_cache = True
    script.add_etag()
    script.make_conditional(request)
    return script


@pages.app_template_global()
def open_uren(plek: Plek) -> str | None:
    """What a device keeps of one place, to tell without network whether it is open."""
    known = gebiedensets().get(plek.aanbod.gemeente)
    return open_minuten(plek, now(), kalender=known.vakantiekalender)


@pages.app_template_global()
def dit_moment() -> datetime:
    return now()


pages.add_app_template_global(kept_until, "bewaard_tot")


def url_of_page(lijst: InloopLijst, step: int) -> str:
    page = lijst.page + step
    return url_for("offline.alle", pagina=page) if page > 1 else url_for("offline.alle")


pages.add_app_template_global(url_of_page, "lijst_url")


@pages.app_template_filter()
def moment_in_words(moment: datetime) -> str:
    return _("%(dag)s om %(uur)s uur", dag=dag(day_of(moment)), uur=uur(moment))


def _mount() -> str:
    """Where the whole site stands, in every language."""
    return url_for("offline.service_worker").removesuffix("/sw.js")


def _icon(sizes: str, purpose: str) -> dict[str, str]:
    width = sizes.partition("x")[0]
    src = url_for("static", filename=f"vendor/icon-{width}.png")
    return {"src": src, "sizes": sizes, "type": "image/png", "purpose": purpose}


def _settings() -> dict[str, object]:
    """What the service worker must know of this installation."""
    files: StaticFiles = current_app.extensions["static_files"]
    return {
        "versie": files.version,
        "mount": _mount(),
        "talen": list(TALEN),
        "statisch": f"{_mount()}/static",
        "bestanden": [url_for("static", filename=name) for name in KEPT_FILES if files.has(name)],
        "nooit": NEVER_OFFLINE,
        "signaal": {"formulier": url_for("signalen.nieuw"), "schil": url_for("signalen.zonder_internet")},
    }
