"""In which buurt does the place lie that a program sent, and where is an address that came without a point?"""

from dataclasses import replace

from flask_babel import gettext as _

from collectief.registreren.invoer import AanbodInvoer, has_no_point
from webapp.views.territory import Spot, Territory
from webapp.writing.body import BodyError, Fault


def settled(invoer: AanbodInvoer, territory: Territory) -> AanbodInvoer:
    """The invoer with the buurt of its point; an address without a point is looked up. Raises BodyError."""
    if has_no_point(invoer) or (invoer.punt and invoer.buurtcode):
        return invoer
    spot = territory.find_spot(invoer.punt) if invoer.punt else _look_up(invoer.adres, territory)
    if spot is None:
        raise BodyError([Fault("lon" if invoer.punt else "adres", territory.outside())])
    return replace(invoer, punt=spot.punt, buurtcode=spot.buurtcode)


def _look_up(adres: str, territory: Territory) -> Spot | None:
    if not adres:
        raise BodyError([Fault("lon", _("Geef lon en lat, of een adres. Of zet plek_later of verborgen op true."))])
    found = [spot for spot in territory.search(adres) if spot.adres]
    if len(found) > 1:
        raise BodyError([Fault("adres", _("Dit adres is niet duidelijk. Geef lon en lat."))])
    return found[0] if found else None
