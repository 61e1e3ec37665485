"""How does a map of figures look as a picture: as SVG, and as PNG?"""

from pathlib import Path

import resvg_py
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from geo.kaart_svg import Kaartbeeld, Vlak, draw_kaart
from webapp.views.kaart_grenzen import omtrekken
from webapp.views.kaart_pagina import PREFIX, Cijferkaart

FONT_FOLDER = Path("/usr/share/fonts/truetype/dejavu")
FONTS = [path for path in (FONT_FOLDER / "DejaVuSans.ttf", FONT_FOLDER / "DejaVuSans-Bold.ttf") if path.exists()]


def kaart_svg(session: Session, kaart: Cijferkaart) -> str:
    """The map as SVG; NotFound where there is none."""
    if kaart.leeg:
        raise NotFound
    return draw_kaart(_make_beeld(session, kaart))


def kaart_png(session: Session, kaart: Cijferkaart, *, breedte_px: int) -> bytes:
    fonts = [str(path) for path in FONTS]
    svg = kaart_svg(session, kaart)
    return resvg_py.svg_to_bytes(svg_string=svg, width=breedte_px, font_files=fonts, skip_system_fonts=bool(fonts))


def _make_beeld(session: Session, kaart: Cijferkaart) -> Kaartbeeld:
    vraag, ingedeeld = kaart.vraag, kaart.ingedeeld
    outlines = omtrekken(session, vraag.gebiedenset, vraag.binnen, vraag.niveau).geometry
    vlakken = [Vlak(r.gebied.naam, r.waarde, outlines[r.gebied.code], r.vulling) for r in ingedeeld.rijen]
    return Kaartbeeld(
        id=PREFIX,
        titel=kaart.titel,
        ondertitel=kaart.eenheid,
        beschrijving=kaart.describe(),
        vlakken=vlakken,
        kleuren=ingedeeld.kleuren,
        legenda=ingedeeld.legenda,
        bron=" ".join([kaart.bron, *kaart.kanttekeningen]),
    )
