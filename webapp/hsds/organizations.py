"""How does a list of organizations look, each with where it is and what it offers?"""

from typing import NamedTuple

from sqlalchemy.orm import Session

from collectief.kaart.aanbod import MAX_ID
from collectief.kaart.hsds_queries import Asked, count_organisaties, locaties_of_organisatie, organisaties, services
from collectief.models import Aanbod, Organisatie
from collectief.zoeken.zoektaal import fold
from webapp.hsds.listing import Listing, Part, part_of
from webapp.hsds.parts import Object, make_location
from webapp.hsds.providers import Provider, make_organization
from webapp.hsds.services import Maker


class Depth(NamedTuple):
    """How much is told of an organization; `full_service` also all of each service."""

    full: bool
    full_service: bool


def list_organizations(session: Session, maker: Maker, search: str, depth: Depth) -> Listing:
    """The gemeenten and teams first, then every organisatie that offers something."""
    providers = maker.providers
    public = [provider for provider in providers.public() if fold(search) in fold(provider.naam)]
    own = Part(
        lambda: count_organisaties(session, search),
        lambda offset, limit: providers.organisaties(organisaties(session, search, offset=offset, limit=limit)),
    )
    return Listing([part_of(public), own], lambda provider: show_organization(session, maker, provider, depth))


def show_organization(session: Session, maker: Maker, provider: Provider, depth: Depth) -> Object:
    if not depth.full and not depth.full_service:
        return make_organization(provider)
    offered = services(session, _offered_by(maker, provider), offset=0, limit=MAX_ID, full=depth.full_service)
    shown = [_show_service(maker, aanbod, depth) for aanbod in offered]
    return make_organization(provider, full=True, locations=_locations(session, maker, provider), services=shown)


def _offered_by(maker: Maker, provider: Provider) -> Asked:
    return Asked(aanbieder=maker.providers.aanbieder(provider))


def _show_service(maker: Maker, aanbod: Aanbod, depth: Depth) -> Object:
    return maker.service(aanbod, full=True) if depth.full_service else maker.summary(aanbod)


def _locations(session: Session, maker: Maker, provider: Provider) -> list[Object]:
    """Those of an organisatie; a team or gemeente is not where the initiatieven of residents are."""
    if not isinstance(provider.record, Organisatie):
        return []
    found = locaties_of_organisatie(session, provider.record)
    return [make_location(one, plaats=maker.providers.naam_van(one.gemeente), full=True) for one in found]
