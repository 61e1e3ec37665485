"""What can the API be asked by words and filters? Described for other software."""

from flask_babel import gettext as _

from collectief.words import Doelgroep, JaNee, Taal, Toegang
from webapp.openapi_parts import Schema, enum_of, list_of, number_of, parameter
from webapp.params import MAX_TEXT
from webapp.zoekvraag import MAX_STRAAL_M, NU


def search_parameters() -> list[Schema]:
    """With any of these the best answer goes first."""
    lonlat = list_of(number_of(), length=2)
    straal = {"type": "integer", "minimum": 1, "maximum": MAX_STRAAL_M}
    return [
        parameter("q", {"type": "string", "maxLength": MAX_TEXT}, _("Waar iemand naar zoekt, in eigen woorden")),
        parameter("doelgroep", list_of(enum_of(Doelgroep)), _("Mag vaker: een van deze doelgroepen")),
        parameter("gratis", list_of(enum_of(JaNee)), _("Of het gratis is; `onbekend` is niet nee")),
        parameter("toegang", list_of(enum_of(Toegang)), _("`vrij` is zonder indicatie")),
        parameter("rolstoel", list_of(enum_of(JaNee)), _("Of een rolstoel naar binnen kan")),
        parameter("taal", list_of(enum_of(Taal)), _("Mag vaker: een van deze talen, ISO 639")),
        parameter("open", enum_of([NU]), _("Alleen wat op dit moment open is")),
        parameter("nabij", lonlat, _("lengtegraad,breedtegraad: dichtbij telt mee"), explode=False),
        parameter("straal", straal, _("Hoeveel meter van `nabij` ten hoogste, in een rechte lijn")),
    ]
