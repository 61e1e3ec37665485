"""What may other software know? The public data as JSON and GeoJSON, open to every origin."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from collectief.kaart.aanbod import AanbodFilter, aanbod_page
from collectief.words import Leefgebied, SoortAanbod
from collectief.zoeken.gevonden import rows_of
from geo.gebieden import Soort
from webapp.access import IEDEREEN, open_to
from webapp.context import session
from webapp.features import make_features
from webapp.figure_params import read_jaar, read_referentie
from webapp.gebied import get_gebied, profiel_of
from webapp.headers import open_to_every_origin
from webapp.json import GEOJSON, answer
from webapp.openapi import make_openapi
from webapp.params import Bbox, known_only, read_bbox, read_cursor, read_gebied, read_limit, read_words
from webapp.url_base import aanbod_url_base
from webapp.zoekvraag import PARAMETERS, find, needs_index, read_gevraagd

pages = Blueprint("api", __name__)
pages.after_request(open_to_every_origin)


@pages.get("/api/aanbod")
@open_to(IEDEREEN)
def aanbod() -> Response:
    known_only({*PARAMETERS, "limit", "cursor"})
    if needs_index():
        return _found()
    box, limit = read_bbox(), read_limit()
    rows, next_cursor = aanbod_page(session(), _read_filter(box), after=read_cursor(), limit=limit)
    return _page(make_features(rows, url_base=aanbod_url_base(), within=box), next_cursor=next_cursor)


def _found() -> Response:
    """The best first; `cursor` says how many came before."""
    gevraagd, limit, start = read_gevraagd(), read_limit(), read_cursor() or 0
    ids, end = find(gevraagd).ids, start + limit
    rows = rows_of(session(), ids[start:end], buurten=gevraagd.buurten)
    features = make_features(rows, url_base=aanbod_url_base(), within=gevraagd.box)
    return _page(features, next_cursor=end if end < len(ids) else None)


def _read_filter(box: Bbox | None) -> AanbodFilter:
    """A whole gemeente also has what is nowhere to be seen on its map."""
    gebied = read_gebied()
    is_gemeente = gebied is not None and gebied.gebied.soort is Soort.GEMEENTE
    return AanbodFilter(
        box=box.in_rd() if box else None,
        gemeente=gebied.gebied.gemeente if gebied and is_gemeente else None,
        buurten=gebied.buurten if gebied and gebied.gebied.soort not in (Soort.LAND, Soort.GEMEENTE) else None,
        soorten=read_words("soort", SoortAanbod),
        leefgebieden=read_words("leefgebied", Leefgebied),
    )


def _page(features: list[dict[str, Any]], *, next_cursor: int | None) -> Response:
    """One part of a list; `links` and the Link header say where the next part is."""
    links = [] if next_cursor is None else [{"rel": "next", "type": GEOJSON, "href": _next_href(next_cursor)}]
    response = answer(
        {"type": "FeatureCollection", "features": features, "numberReturned": len(features), "links": links},
        mimetype=GEOJSON,
    )
    for link in links:
        response.headers["Link"] = f'<{link["href"]}>; rel="{link["rel"]}"; type="{link["type"]}"'
    return response


def _next_href(cursor: int) -> str:
    asked: dict[str, Any] = request.args.to_dict(flat=False) | {"cursor": cursor}
    return url_for("api.aanbod", _external=True, **asked)


@pages.get("/api/gebieden/<code>/profiel")
@open_to(IEDEREEN)
def profiel(code: str) -> Response:
    known_only({"jaar", "referentie"})
    found = get_gebied(code)
    jaar, referentie = read_jaar(found.gebiedenset), read_referentie(found.gebiedenset)
    return answer(profiel_of(found, jaar=jaar, referentie=referentie).as_dict())


@pages.get("/api/openapi.json")
@open_to(IEDEREEN)
def openapi() -> Response:
    known_only(())
    return answer(make_openapi())
