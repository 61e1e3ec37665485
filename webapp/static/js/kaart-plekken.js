/* Puts places on a map: those that the page names, or those that the API has in view.
   A plek is {naam, soort, lon, lat, id?, url?, tekst?}. The shape and colour of a soort stand in kaart.css. */

import { Places } from "./kaart-groepen.js";

const MAX_PLACES = 500;
const WAIT_MS = 250;
const DECIMALS = 5;

export function showPunten(kaart, punten, { fit }) {
  const places = new Places(kaart);
  for (const plek of punten) places.add(plek);
  const bounds = L.latLngBounds(punten.map(({ lat, lon }) => [lat, lon]));
  if (fit) kaart.map.fitBounds(bounds, { maxZoom: 16, padding: [32, 32], animate: false });
}

export function loadAanbod(kaart, url) {
  const places = new Places(kaart);
  let underWay = new AbortController();
  let timer;
  const load = async () => {
    underWay.abort();
    underWay = new AbortController();
    const said = await loadView(kaart, url, places, underWay.signal);
    if (said !== undefined) kaart.say(said);
  };
  kaart.settled.then(() => {
    load();
    kaart.map.on("moveend", () => {
      clearTimeout(timer);
      timer = setTimeout(load, WAIT_MS);
    });
  });
}

/* What there is to say about it; undefined when the map has moved on meanwhile. */
async function loadView({ map, texts }, url, places, signal) {
  try {
    const answer = await fetch(urlOfView(url, map.getBounds()), { signal });
    if (!answer.ok) return texts.mislukt;
    const { features, links } = await answer.json();
    for (const feature of features) if (feature.geometry) places.add(asPlek(feature));
    return links.some((link) => link.rel === "next") ? texts.meer : "";
  } catch (error) {
    return error.name === "AbortError" ? undefined : texts.mislukt;
  }
}

function urlOfView(url, bounds) {
  const view = new URL(url);
  const corners = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
  view.searchParams.set("bbox", corners.map((degrees) => degrees.toFixed(DECIMALS)).join(","));
  view.searchParams.set("limit", MAX_PLACES);
  return view;
}

function asPlek({ id, geometry, properties }) {
  const [lon, lat] = geometry.coordinates;
  const { naam, soort, url, adres } = properties;
  return { id, naam, soort, lon, lat, url: new URL(url).pathname, tekst: adres };
}
