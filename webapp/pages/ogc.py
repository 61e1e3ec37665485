"""How do QGIS and other maps read our gebieden and aanbod? By OGC API Features, open to every origin."""

from collections.abc import Callable

import orjson
from flask import Blueprint, Response, render_template, request
from flask_babel import gettext as _
from werkzeug.http import generate_etag

from collectief.words import SoortAanbod
from geo.gebieden import Soort
from webapp.access import IEDEREEN, open_to
from webapp.context import gebiedensets, session
from webapp.json import GEOJSON, answer
from webapp.ogc import aanbod as ogc_aanbod
from webapp.ogc import documents
from webapp.ogc.asked import read_asked, read_crs, read_word, wants_html
from webapp.ogc.crs import Crs
from webapp.ogc.documents import AANBOD, COLLECTIONS, GEBIEDEN, Document
from webapp.ogc.gebieden import Gebieden, Wanted
from webapp.ogc.links import JSON, OPENAPI
from webapp.ogc.openapi import make_openapi
from webapp.params import known_only, read_cursor, read_text
from webapp.url_base import aanbod_url_base, url_base_of

pages = Blueprint("ogc", __name__, url_prefix="/ogc")

ITEM_ENDPOINTS = {GEBIEDEN: "ogc.gebied", AANBOD: "ogc.entry"}


@pages.after_request
def _open_to_every_origin(response: Response) -> Response:
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "Content-Crs, Link"
    response.vary.add("Accept")
    return response


@pages.get("/")
@open_to(IEDEREEN)
def landing() -> Response | str:
    return _show(documents.make_landing, _("Wijkbeeld als OGC API"))


@pages.get("/conformance")
@open_to(IEDEREEN)
def conformance() -> Response | str:
    return _show(documents.make_conformance, _("Aan welke standaard dit voldoet"))


@pages.get("/api")
@open_to(IEDEREEN)
def api() -> Response | str:
    return _show(make_openapi, _("Wat u de OGC API kunt vragen"), mimetype=OPENAPI)


@pages.get("/collections")
@open_to(IEDEREEN)
def collections() -> Response | str:
    return _show(lambda: documents.make_collections(gebiedensets().all()), _("Verzamelingen van de OGC API"))


@pages.get(f"/collections/<any({','.join(COLLECTIONS)}):collection>")
@open_to(IEDEREEN)
def collection(collection: str) -> Response | str:
    return _show(lambda: documents.make_collection(collection, gebiedensets().all()), documents.titles()[collection])


@pages.get(f"/collections/{GEBIEDEN}/items")
@open_to(IEDEREEN)
def gebieden() -> Response | str:
    asked = read_asked("soort", "gemeente")
    wanted = Wanted(read_word("soort", Soort), read_text("gemeente"))
    found = Gebieden(session(), gebiedensets().all()).find(asked, wanted, url_base=url_base_of("wijken.gebied", "code"))
    return _show_features(documents.make_items(GEBIEDEN, found), GEBIEDEN, asked.crs)


@pages.get(f"/collections/{AANBOD}/items")
@open_to(IEDEREEN)
def aanbod() -> Response | str:
    asked, after = read_asked("soort"), read_cursor()
    soort = read_word("soort", SoortAanbod)
    url_base = aanbod_url_base()
    found = ogc_aanbod.find_features(session(), asked, soort=soort, after=after, url_base=url_base)
    return _show_features(documents.make_items(AANBOD, found), AANBOD, asked.crs)


@pages.get(f"/collections/{GEBIEDEN}/items/<feature_id>")
@open_to(IEDEREEN)
def gebied(feature_id: str) -> Response | str:
    known_only({"crs", "f"})
    crs, url_base = read_crs("crs"), url_base_of("wijken.gebied", "code")
    feature = Gebieden(session(), gebiedensets().all()).get(feature_id, crs=crs, url_base=url_base)
    return _show_features(documents.make_item(GEBIEDEN, feature), GEBIEDEN, crs)


@pages.get(f"/collections/{AANBOD}/items/<feature_id>")
@open_to(IEDEREEN)
def entry(feature_id: str) -> Response | str:
    known_only({"crs", "f"})
    crs, url_base = read_crs("crs"), aanbod_url_base()
    feature = ogc_aanbod.get_feature(session(), feature_id, crs=crs, url_base=url_base)
    return _show_features(documents.make_item(AANBOD, feature), AANBOD, crs)


def _show(make: Callable[[], Document], titel: str, *, mimetype: str = JSON) -> Response | str:
    known_only({"f"})
    document = make()
    return _page(document, titel) if wants_html() else answer(document, mimetype=mimetype)


def _show_features(document: Document, name: str, crs: Crs) -> Response | str:
    """A page of features or one of them."""
    if wants_html():
        titel = document["properties"]["naam"] if "properties" in document else documents.titles()[name]
        return _page(document, titel, item_endpoint=ITEM_ENDPOINTS[name])
    response = Response(orjson.dumps(documents.stamped(document)), mimetype=GEOJSON)
    response.headers["Content-Crs"] = f"<{crs.uri}>"
    response.cache_control.public, response.cache_control.max_age = True, 0
    response.set_etag(generate_etag(orjson.dumps(document)), weak=True)  # the same but for the moment of answering
    response.make_conditional(request)
    return response


def _page(document: Document, titel: str, *, item_endpoint: str = "") -> str:
    return render_template("ogc.html", document=document, titel=titel, item_endpoint=item_endpoint)
