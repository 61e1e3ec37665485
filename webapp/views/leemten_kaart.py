"""How does a map show the leemten of one leefgebied?"""

from flask_babel import gettext as _

from collectief.leemten.leemten import LEEFGEBIEDEN, Leemteklasse
from geo.kaart_legend import LegendRow, Vulling
from geo.kaart_svg import Kaartbeeld, Vlak, draw_kaart
from webapp.leemtegeheugen import Leemtestand
from webapp.views.leemten_rijen import bron_of
from webapp.views.leemten_vraag import Leemtevraag
from webapp.views.leemten_woorden import bereik_in_woorden

KLASSEN = (Leemteklasse.GEEN, Leemteklasse.MOGELIJK, Leemteklasse.LEEMTE)
KLEUREN = ("#f7f3ee", "#f0a35e", "#b85400")
VULLING_OF = {klasse: Vulling(number) for number, klasse in enumerate(KLASSEN)}
ONBEKEND = Vulling(None)


def leemten_svg(stand: Leemtestand, vraag: Leemtevraag) -> str:
    """The map as one picture; the matrix tells the same in words."""
    leemten, column = stand.leemten, LEEFGEBIEDEN.index(vraag.leefgebied)
    outlines = vraag.gebiedenset.grenzen.geometry
    vlakken = [
        Vlak(
            gebied.naam,
            bereik_in_woorden(leemten.cellen.laag[row, column], leemten.cellen.hoog[row, column]),
            outlines[gebied.code],
            VULLING_OF.get(leemten.klassen[row, column], ONBEKEND),
        )
        for row, gebied in enumerate(leemten.gebieden)
    ]
    legenda = [LegendRow(VULLING_OF[klasse], klasse.naam) for klasse in KLASSEN]
    naam, leefgebied = vraag.gebiedenset.gemeente.naam, vraag.leefgebied.naam
    return draw_kaart(
        Kaartbeeld(
            id="leemten",
            titel=_("Leemten in %(gemeente)s: %(leefgebied)s", gemeente=naam, leefgebied=leefgebied),
            ondertitel=_("0 tot 100; schatting, van het minste tot het meeste dat het kan zijn"),
            beschrijving=_("De tabel op de pagina van de leemten zegt hetzelfde in woorden."),
            vlakken=vlakken,
            kleuren=KLEUREN,
            legenda=[*legenda, LegendRow(ONBEKEND, Leemteklasse.ONVOLDOENDE_GEGEVENS.naam)],
            bron=_("Bron: %(bron)s.", bron=bron_of(stand, column)),
        )
    )
