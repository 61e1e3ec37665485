/* Shows places as markers that never lie on top of each other: places that would, share one marker with their number. */

import { asText } from "./kaart-maken.js";

const NEAREST_PX = 34;
const MOST_IN_POPUP = 12;
const POPUP = { autoPanPadding: [16, 16], maxHeight: 240, minWidth: 180 };

/* Returns {add}; a plek is added once, by its address, and without address always. */
export function makeGroups({ map, texts }) {
  const plekken = new Map();
  let groups = [];

  const place = (plek) => {
    const point = map.project([plek.lat, plek.lon]);
    const near = groups.find((group) => group.point.distanceTo(point) < NEAREST_PX);
    if (near) {
      near.plekken.push(plek);
      near.marker.setIcon(makeIcon(near.plekken));
      nameMarker(near, texts);
    } else {
      groups.push(makeGroup(map, texts, plek, point));
    }
  };

  map.on("zoomend", () => {
    for (const { marker } of groups) marker.remove();
    groups = [];
    const view = map.getBounds().pad(1);
    for (const [key, plek] of plekken) {
      if (view.contains([plek.lat, plek.lon])) place(plek);
      else plekken.delete(key);
    }
  });

  const add = (plek) => {
    const key = plek.url ?? plek;
    if (plekken.has(key)) return;
    plekken.set(key, plek);
    place(plek);
  };
  return { add };
}

function makeGroup(map, texts, plek, point) {
  const plekken = [plek];
  const marker = L.marker([plek.lat, plek.lon], { icon: makeIcon(plekken), riseOnHover: true });
  const group = { plekken, marker, point };
  marker.on("add", () => nameMarker(group, texts));
  marker.bindPopup(() => makePopup(plekken, texts), POPUP);
  marker.on("popupopen", () => {
    if (plekken.length <= MOST_IN_POPUP || map.getZoom() === map.getMaxZoom()) return;
    marker.closePopup();
    map.getContainer().focus();
    map.fitBounds(L.latLngBounds(plekken.map(({ lat, lon }) => [lat, lon])), { maxZoom: map.getZoom() + 2 });
  });
  keepFocus(marker, texts);
  marker.addTo(map);
  return group;
}

function makeIcon(plekken) {
  if (plekken.length === 1) return L.divIcon({ className: `wb-punt wb-punt--${plekken[0].soort}`, iconSize: [24, 24] });
  return L.divIcon({ className: "wb-groep", html: asText(String(plekken.length)), iconSize: [32, 32] });
}

function nameMarker({ marker, plekken }, texts) {
  const names = plekken.map((plek) => [texts.soorten[plek.soort], plek.naam].filter(Boolean).join(": ")).join("; ");
  const name = plekken.length === 1 ? names : `${plekken.length} ${texts.plekken}: ${names}`;
  marker.getElement().setAttribute("aria-label", name);
  marker.getElement().title = name;
}

function makePopup(plekken, texts) {
  const list = document.createElement("ul");
  list.className = "wb-kaart__popup";
  for (const plek of plekken) {
    const item = document.createElement("li");
    item.append(makeName(plek), ...[texts.soorten[plek.soort], plek.tekst].filter(Boolean).map(makeLine));
    list.append(item);
  }
  return list;
}

function makeName({ naam, url }) {
  const name = document.createElement(url ? "a" : "strong");
  if (url) name.href = url;
  name.textContent = naam;
  return name;
}

function makeLine(text) {
  const line = document.createElement("p");
  line.textContent = text;
  return line;
}

/* Opened by keyboard, the popup gets the focus; closed, it gives the focus back to its marker. */
function keepFocus(marker, texts) {
  let isByKeyboard = false;
  marker.on("keydown", (event) => (isByKeyboard = event.originalEvent.key === "Enter"));
  marker.on("popupopen", ({ popup }) => {
    if (!popup.isOpen()) return;
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
