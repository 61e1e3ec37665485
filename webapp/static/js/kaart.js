/* Turns a <div data-kaart> into a map; kaart-laden.js fetches Leaflet first. templates/macros/kaart.html writes the div.

   The page says everything by data attributes on the div; all but data-kaart and data-teksten may be left out:
     data-lon, data-lat, data-zoom   where the map opens
     data-grenzen    address of a GeoJSON with boundaries (properties code and naam)
     data-gebied     code of the boundary that is drawn strongly and fills the map
     data-aanbod     address of /api/aanbod with its filters: what is in view is loaded from it
     data-punten     JSON list of fixed places [{naam, soort, lon, lat, url, tekst}]; the map opens around them
     data-op-verzoek there if the visitor asked to save data: the map comes when asked for
     data-tegels     address of the background's tiles, with {z}, {x} and {y}
     data-teksten    JSON object with every word that the map says
   A list with the same places must stand on the page: the map comes on top of it. */

import { makeKaart } from "./kaart-maken.js";
import { loadAanbod, showPunten } from "./kaart-plekken.js";

export function showKaart(element) {
  const kaart = makeKaart(element);
  const punten = JSON.parse(element.dataset.punten || "[]");
  if (punten.length) showPunten(kaart, punten, { fit: !element.dataset.gebied });
  if (element.dataset.aanbod) loadAanbod(kaart, new URL(element.dataset.aanbod, location.href));
}
