"""What does another directory ask for? Every parameter of HSDS is read by its rule, or refused by name."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from flask import request
from flask_babel import gettext as _

from collectief.kaart.hsds_queries import Asked, Circle
from collectief.zoeken.zoektaal import stems_of
from webapp.context import own_sets_first
from webapp.errors import BadRequestParameter
from webapp.hsds.providers import Providers
from webapp.hsds.taxonomies import lists_by_key, words_by_key
from webapp.params import find_number, known_only, read_text
from webapp.place import Place, find_places

DEFAULT_PER_PAGE = 50
MAX_PER_PAGE = 500
ALL_ON_ONE_PAGE = 100_000  # of a minimal list, which the standard wants on one page
MAX_RADIUS_M = 50_000
MAX_DIGITS = 9
PAGING = frozenset({"page", "per_page", "perPage", "format"})
FILTERS = frozenset({"search", "taxonomy_term_id", "taxonomy_id", "organization_id", "modified_after"})

_POSTCODE = re.compile(r"[1-9]\d{3}\s?(?:[A-Za-z]{2})?", re.ASCII)
_FLAGS = {"": False, "true": True, "1": True, "false": False, "0": False}


class Format(StrEnum):
    JSON = "json"
    NDJSON = "ndjson"


class Paging(NamedTuple):
    page: int
    per_page: int
    format: Format

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.per_page


def read_paging(*allowed: str, default: int = DEFAULT_PER_PAGE) -> Paging:
    """Which page, after refusing what is neither about pages nor `allowed`."""
    known_only(PAGING | set(allowed))
    if "per_page" in request.args and "perPage" in request.args:
        raise BadRequestParameter("perPage", _("per_page en perPage zijn hetzelfde: geef er een."))
    name = "perPage" if "perPage" in request.args else "per_page"
    per_page = _read_count(name, default=default, most=max(default, MAX_PER_PAGE))
    return Paging(_read_count("page", default=1, most=10**MAX_DIGITS), per_page, _read_format())


def read_flag(name: str) -> bool:
    text = read_text(name).lower()
    if text not in _FLAGS:
        raise BadRequestParameter(name, _("%(name)s is true of false.", name=name))
    return _FLAGS[text]


def read_key(name: str) -> UUID | None:
    text = read_text(name)
    if not text:
        return None
    key = find_key(text)
    if key is None:
        raise BadRequestParameter(name, _("%(name)s moet een UUID zijn.", name=name))
    return key


def find_key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def read_asked(providers: Providers, *, is_at_places: bool = False) -> Asked:
    """Which services; `is_at_places` when also the place may be asked for."""
    term, taxonomy, organization = map(read_key, ("taxonomy_term_id", "taxonomy_id", "organization_id"))
    word = words_by_key().get(term) if term else None
    words = lists_by_key().get(taxonomy) if taxonomy else None
    provider = providers.find(organization) if organization else None
    search = read_text("search")
    stems = stems_of(search)
    is_unknown = (term and not word) or (taxonomy and not words) or (organization and not provider)
    asked = Asked(
        stems=stems,
        words=[word] if word else [],
        lists=[words] if words else [],
        aanbieder=providers.aanbieder(provider) if provider else None,
        gewijzigd_vanaf=_read_moment("modified_after"),
        is_nothing=bool(is_unknown or (search and not stems)),
    )
    return _at_place(asked) if is_at_places else asked


def _at_place(asked: Asked) -> Asked:
    """What serves the middle of the postcode, as far as that is told: in its gemeente, or else within the proximity."""
    postcode, radius_m = read_text("postcode"), _read_radius_m()
    if not postcode:
        if radius_m is not None:
            raise BadRequestParameter("proximity", _("proximity hoort bij een postcode: geef die ook."))
        return asked
    gemeente, place = _get_postcode(postcode)
    if radius_m is None:
        return replace(asked, gemeente=gemeente, buurtcode=place.buurtcode)
    return replace(asked, buurtcode=place.buurtcode, circle=Circle(place.punt, radius_m))


def _get_postcode(postcode: str) -> tuple[str, Place]:
    """The gemeente and the middle of a postcode."""
    if not _POSTCODE.fullmatch(postcode):
        raise BadRequestParameter("postcode", _("postcode moet er zo uitzien: 2011 of 2011 RD."))
    for known in own_sets_first():
        for place in find_places(postcode, gebiedenset=known):
            return known.gemeente.code, place
    raise BadRequestParameter("postcode", _("De postcode %(postcode)s kennen we niet.", postcode=postcode))


def _read_radius_m() -> float | None:
    text = read_text("proximity")
    if not text:
        return None
    radius_m = find_number(text)
    if radius_m is None or not 0 < radius_m <= MAX_RADIUS_M:
        raise BadRequestParameter(
            "proximity", _("proximity is een aantal meter, meer dan 0 en ten hoogste %(most)s.", most=MAX_RADIUS_M)
        )
    return radius_m


def _read_count(name: str, *, default: int, most: int) -> int:
    text = read_text(name)
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS and 1 <= int(text) <= most):
        raise BadRequestParameter(
            name, _("%(name)s moet een getal zijn van 1 tot en met %(most)s.", name=name, most=most)
        )
    return int(text)


def _read_format() -> Format:
    text = read_text("format") or Format.JSON
    if text not in list(Format):
        raise BadRequestParameter("format", _("format is json of ndjson."))
    return Format(text)


def _read_moment(name: str) -> datetime | None:
    """A day or a moment; without a zone it is UTC. A + that nobody escaped came in as a space."""
    text = read_text(name)
    for spelled in (text, "+".join(text.rsplit(" ", 1))):
        try:
            moment = datetime.fromisoformat(spelled)
            return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        except ValueError:
            continue
    if text:
        raise BadRequestParameter(
            name, _("%(name)s moet een dag of een moment zijn, zoals 2026-01-31T09:00:00Z.", name=name)
        )
    return None
