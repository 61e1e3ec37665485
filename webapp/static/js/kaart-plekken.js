/* Puts places on a map: those that the page names, or those that the API has in view.
   A plek is {naam, soort, lon, lat, url?, tekst?}. The shape and colour of a soort stand in kaart.css. */

import { makeGroups } from "./kaart-groepen.js";

const MAX_PLACES = 500;
const WAIT_MS = 250;
const DECIMALS = 5;

export function showPunten(kaart, punten, { fit }) {
  const groups = makeGroups(kaart);
  for (const plek of punten) groups.add(plek);
  const bounds = L.latLngBounds(punten.map(({ lat, lon }) => [lat, lon]));
  if (fit) kaart.map.fitBounds(bounds, { maxZoom: 16, padding: [32, 32], animate: false });
}

/* What was loaded stays until the map zooms, so that a popup that is open stays open while the map moves. */
export function loadAanbod(kaart, url) {
  const { map, texts, say } = kaart;
  const groups = makeGroups(kaart);
  let underWay = new AbortController();
  let timer;
  const load = async () => {
    underWay.abort();
    underWay = new AbortController();
    try {
      const answer = await fetch(urlOfView(url, map.getBounds()), { signal: underWay.signal });
      if (!answer.ok) throw new Error(answer.status);
      const found = await answer.json();
      for (const feature of found.features) groups.add(asPlek(feature));
      say((found.links ?? []).some((link) => link.rel === "next") ? texts.meer : "");
    } catch (error) {
      if (error.name !== "AbortError") say(texts.mislukt);
    }
  };
  map.on("moveend", () => {
    clearTimeout(timer);
    timer = setTimeout(load, WAIT_MS);
  });
  load();
}

function urlOfView(url, bounds) {
  const view = new URL(url);
  const corners = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
  view.searchParams.set("bbox", corners.map((degrees) => degrees.toFixed(DECIMALS)).join(","));
  view.searchParams.set("limit", MAX_PLACES);
  return view;
}

function asPlek({ geometry, properties }) {
  const [lon, lat] = geometry.coordinates;
  const { naam, soort, url, adres } = properties;
  return { naam, soort, lon, lat, url: new URL(url).pathname, tekst: adres };
}
