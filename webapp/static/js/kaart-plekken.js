/* Puts places on a map: those that the page names, or those that the API has in view. */

const MAX_PLACES = 500;
const WAIT_MS = 250;
const DECIMALS = 5;

/* A plek: {naam, soort, lon, lat, url?, tekst?}. The shape and colour of a soort stand in kaart.css. */
export function makeMarker(plek, texts) {
  const naam = [texts.soorten[plek.soort], plek.naam].filter(Boolean).join(": ");
  const marker = L.marker([plek.lat, plek.lon], {
    icon: L.divIcon({ className: `wb-punt wb-punt--${plek.soort}`, iconSize: [24, 24] }),
    title: naam,
    riseOnHover: true,
  });
  marker.on("add", () => marker.getElement().setAttribute("aria-label", naam));
  marker.bindPopup(() => makePopup(plek, texts), { autoPanPadding: [16, 16] });
  keepFocus(marker, texts);
  return marker;
}

function makePopup(plek, texts) {
  const popup = document.createElement("div");
  const naam = document.createElement(plek.url ? "a" : "strong");
  if (plek.url) naam.href = plek.url;
  naam.textContent = plek.naam;
  naam.className = "wb-kaart__popup-naam";
  popup.append(naam);
  for (const line of [texts.soorten[plek.soort], plek.tekst].filter(Boolean)) {
    const text = document.createElement("p");
    text.textContent = line;
    popup.append(text);
  }
  return popup;
}

/* Opened by keyboard, the popup gets the focus; closed, it gives the focus back to its marker. */
function keepFocus(marker, texts) {
  let isByKeyboard = false;
  marker.on("keydown", (event) => (isByKeyboard = event.originalEvent.key === "Enter"));
  marker.on("popupopen", ({ popup }) => {
    const box = popup.getElement();
    box.querySelector(".leaflet-popup-close-button")?.setAttribute("aria-label", texts.sluiten);
    box.onkeydown = (event) => {
      if (event.key === "Escape") marker.closePopup();
    };
    if (isByKeyboard) box.querySelector("a").focus();
  });
  marker.on("popupclose", () => {
    if (isByKeyboard) marker.getElement()?.focus();
    isByKeyboard = false;
  });
}

export function showPunten({ map, texts }, punten, { fit }) {
  const group = L.featureGroup(punten.map((plek) => makeMarker(plek, texts))).addTo(map);
  if (fit) map.fitBounds(group.getBounds(), { maxZoom: 16, padding: [32, 32], animate: false });
}

/* Keeps on the map what lies in view. Markers that stay are left alone, so that an open popup stays open. */
export function loadAanbod({ map, texts, say }, url) {
  const markers = new Map();
  let underWay = new AbortController();
  let timer;
  const load = async () => {
    underWay.abort();
    underWay = new AbortController();
    try {
      const answer = await fetch(urlOfView(url, map.getBounds()), { signal: underWay.signal });
      if (!answer.ok) throw new Error(answer.status);
      const found = await answer.json();
      update(map, markers, found.features, texts);
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

function update(map, markers, features, texts) {
  const inView = new Set(features.map((feature) => feature.id));
  for (const [id, marker] of markers) {
    if (!inView.has(id)) {
      marker.remove();
      markers.delete(id);
    }
  }
  for (const feature of features) {
    if (!markers.has(feature.id)) markers.set(feature.id, makeMarker(asPlek(feature), texts).addTo(map));
  }
}

function asPlek({ geometry, properties }) {
  const [lon, lat] = geometry.coordinates;
  const { naam, soort, url, adres } = properties;
  return { naam, soort, lon, lat, url: new URL(url).pathname, tekst: adres };
}
