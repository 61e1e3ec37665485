"""How do other directories read our entries? The read API of Open Referral HSDS 3.0, open to every origin."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, render_template, url_for

from collectief.kaart import hsds_queries as queries
from webapp.access import IEDEREEN, open_to
from webapp.context import own_sets_first, session, today
from webapp.hsds.asked import ALL_ON_ONE_PAGE, FILTERS, find_key, read_asked, read_flag, read_key, read_paging
from webapp.hsds.keys import key_of_plek
from webapp.hsds.listing import Listing, Part, answer_list, part_of
from webapp.hsds.openapi import make_openapi
from webapp.hsds.organizations import Depth, list_organizations, show_organization
from webapp.hsds.profiel import make_profiel
from webapp.hsds.providers import Providers
from webapp.hsds.services import Maker, make_stamp
from webapp.hsds.taxonomies import (
    find_taxonomies,
    find_terms,
    lists_by_key,
    make_taxonomy,
    make_term,
    words_by_key,
)
from webapp.json import answer
from webapp.params import known_only, read_text

pages = Blueprint("hsds", __name__, url_prefix="/hsds")

VERSION = "3.0"
URLS = {"profile": "profiel", "openapi_url": "openapi"}
PLEKKEN = (
    (queries.count_own_plekken, queries.own_plekken),
    (queries.count_other_plekken, queries.other_plekken),
)


@pages.after_request
def _open_to_every_origin(response: Response) -> Response:
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
    response.headers["Access-Control-Allow-Headers"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "ETag"
    return response


@pages.get("/")
@open_to(IEDEREEN)
def base() -> Response:
    known_only(())
    urls = {name: url_for(f"hsds.{page}", _external=True) for name, page in URLS.items()}
    return answer({"version": VERSION, **urls})


@pages.get("/services")
@open_to(IEDEREEN)
def services() -> Response:
    minimal, full = read_flag("minimal"), read_flag("full")
    paging = read_paging(*FILTERS, "minimal", "full", **({"default": ALL_ON_ONE_PAGE} if minimal else {}))
    maker = _maker()
    asked = read_asked(maker.providers)
    if minimal:
        stamps = _part(queries.count_services, queries.service_stamps, asked)
        return answer_list(Listing([stamps], lambda stamp: make_stamp(*stamp)), paging)
    found = _part(queries.count_services, queries.services, asked, full=full)
    return answer_list(Listing([found], partial(maker.service, full=full)), paging)


@pages.get("/services/<key>")
@open_to(IEDEREEN)
def service(key: str) -> Response:
    known_only(())
    aanbod = queries.find_service(session(), _get_key(key))
    return answer(_maker().service(aanbod, full=True)) if aanbod else abort(404)


@pages.get("/service_at_locations")
@open_to(IEDEREEN)
def service_at_locations() -> Response:
    paging, full = read_paging(*FILTERS, "full", "postcode", "proximity"), read_flag("full")
    maker = _maker()
    asked = read_asked(maker.providers, is_at_places=True)
    parts = [_part(total, found, asked, full=full) for total, found in PLEKKEN]
    return answer_list(Listing(parts, partial(maker.plek, full=full)), paging)


@pages.get("/service_at_locations/<key>")
@open_to(IEDEREEN)
def service_at_location(key: str) -> Response:
    known_only(())
    asked = _get_key(key)
    plek = queries.find_plek(session(), own=key_of_plek(asked), other=asked)
    return answer(_maker().plek(plek, full=True)) if plek else abort(404)


@pages.get("/organizations")
@open_to(IEDEREEN)
def organizations() -> Response:
    paging = read_paging("search", "full", "full_service")
    depth = Depth(full=read_flag("full"), full_service=read_flag("full_service"))
    return answer_list(list_organizations(session(), _maker(), read_text("search"), depth), paging)


@pages.get("/organizations/<key>")
@open_to(IEDEREEN)
def organization(key: str) -> Response:
    known_only({"full_service"})
    maker, depth = _maker(), Depth(full=True, full_service=read_flag("full_service"))
    provider = maker.providers.find(_get_key(key))
    return answer(show_organization(session(), maker, provider, depth)) if provider else abort(404)


@pages.get("/taxonomies")
@open_to(IEDEREEN)
def taxonomies() -> Response:
    paging = read_paging("search")
    return answer_list(Listing([part_of(find_taxonomies(read_text("search")))], make_taxonomy), paging)


@pages.get("/taxonomies/<key>")
@open_to(IEDEREEN)
def taxonomy(key: str) -> Response:
    known_only(())
    words = lists_by_key().get(_get_key(key))
    return answer(make_taxonomy(words)) if words else abort(404)


@pages.get("/taxonomy_terms")
@open_to(IEDEREEN)
def taxonomy_terms() -> Response:
    """Every term is at the top of its taxonomy, so `top_only` leaves none out."""
    paging = read_paging("search", "taxonomy_id", "top_only", "parent_id")
    read_flag("top_only")
    found = find_terms(read_text("search"), taxonomy=read_key("taxonomy_id"), parent=read_key("parent_id"))
    return answer_list(Listing([part_of(found)], make_term), paging)


@pages.get("/taxonomy_terms/<key>")
@open_to(IEDEREEN)
def taxonomy_term(key: str) -> Response:
    known_only(())
    word = words_by_key().get(_get_key(key))
    return answer(make_term(word)) if word else abort(404)


@pages.get("/openapi.json")
@open_to(IEDEREEN)
def openapi() -> Response:
    known_only(())
    return answer(make_openapi())


@pages.get("/profiel")
@open_to(IEDEREEN)
def profiel() -> str:
    return render_template("hsds.html", profiel=make_profiel())


def _part(count: Callable[..., int], find: Callable[..., Sequence[Any]], asked: queries.Asked, **how: bool) -> Part:
    return Part(
        lambda: count(session(), asked),
        lambda offset, limit: find(session(), asked, offset=offset, limit=limit, **how),
    )


def _maker() -> Maker:
    return Maker(Providers(session(), own_sets_first(), today()), today())


def _get_key(text: str) -> UUID:
    return find_key(text) or abort(404)
