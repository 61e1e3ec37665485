"""How is a map of figures kept in one file that opens anywhere, also without a network?

folium writes the map. What it would load from other hosts is left out or put into the file, and the page around the map
is ours: with a title, landmarks and the same figures as a table.
"""

import re
from functools import cache
from typing import NamedTuple

import folium
import geopandas as gpd
from flask import render_template
from markupsafe import Markup
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from webapp.settings import PROJECT
from webapp.views.kaart_grenzen import coarser, omtrekken
from webapp.views.kaart_pagina import Cijferkaart

VENDOR = PROJECT / "webapp" / "static" / "vendor"
IMAGE_IN_CSS = re.compile(r"url\([^)]*\)")
DETAIL_OF_WIDTH = 1 / 4000  # finer than a screen shows


def make_bestand(session: Session, kaart: Cijferkaart) -> str:
    """The file; NotFound where there is no map."""
    if kaart.leeg:
        raise NotFound
    drawn = _draw(session, kaart)
    return render_template(
        "kaart_bestand.html", kaart=kaart, leaflet_css=_css(), leaflet_js=_js(), map_html=drawn.html, map_js=drawn.js
    )


class _Drawn(NamedTuple):
    """The two parts of a map that folium drew: its place in the page, and the script that fills it."""

    html: Markup
    js: Markup


def _draw(session: Session, kaart: Cijferkaart) -> _Drawn:
    vlakken = _vlakken(session, kaart)
    west, south, east, north = vlakken.total_bounds
    tooltip = folium.GeoJsonTooltip(["naam", "cijfer", "klasse"], labels=False, sticky=True)
    shapes = folium.GeoJson(
        vlakken.to_json(), style_function=_style, highlight_function=lambda _shape: {"weight": 4}, tooltip=tooltip
    )
    map_ = folium.Map(tiles=None, attribution_control=False, zoom_snap=0.25)
    map_.default_js = map_.default_css = []  # 14 assets of other hosts
    map_.add_child(shapes)
    map_.fit_bounds([[south, west], [north, east]])
    figure = folium.Figure()
    figure.add_child(map_)
    for element in (map_, shapes, tooltip):
        element._id = "kaart"  # folium draws lots: the same map would be another file each time
    figure.render()
    return _Drawn(*(Markup(part.render()) for part in (figure.html, figure.script)))  # noqa: S704 - folium escapes names


def _style(feature: dict[str, dict[str, str]]) -> dict[str, object]:
    return {"fillColor": feature["properties"]["vulling"], "fillOpacity": 1, "color": "#1a1a1a", "weight": 1}


def _vlakken(session: Session, kaart: Cijferkaart) -> gpd.GeoDataFrame:
    vraag = kaart.vraag
    outlines = omtrekken(session, vraag.gebiedenset, vraag.binnen, vraag.niveau).geometry
    west, _south, east, _north = outlines.total_bounds
    rijen = kaart.ingedeeld.rijen
    said = {
        "naam": [rij.gebied.naam for rij in rijen],
        "cijfer": [rij.in_woorden for rij in rijen],
        "klasse": [rij.klasse for rij in rijen],
        "vulling": [kaart.vulling(rij.vulling) for rij in rijen],
    }
    codes = [rij.gebied.code for rij in rijen]
    simple = coarser(outlines, (east - west) * DETAIL_OF_WIDTH)[codes].to_crs("EPSG:4326")
    return gpd.GeoDataFrame(said, geometry=simple.set_precision(1e-6).values, index=codes, crs=simple.crs)


@cache
def _css() -> Markup:
    """Leaflet's style without its images: the file has none to give."""
    return Markup(IMAGE_IN_CSS.sub("none", (VENDOR / "leaflet.css").read_text("utf-8")))  # noqa: S704 - a file of ours


@cache
def _js() -> Markup:
    return Markup((VENDOR / "leaflet.js").read_text("utf-8").replace("</script", r"<\/script"))  # noqa: S704
