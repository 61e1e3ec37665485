/* Shows places as markers that never lie on top of each other: places that would, share one marker with their number. */

import { asText } from "./kaart-maken.js";
import { keepOneStop, rove } from "./kaart-toetsen.js";

const MARKERS = ".leaflet-marker-icon";
const NEAREST_PX = 34;
const MOST_IN_POPUP = 12;
const POPUP = { autoPanPadding: [16, 16], maxHeight: 240, minWidth: 180 };

/* All places of a map. What was added stays until the map zooms, so that a popup that is open stays open. */
export class Places {
  constructor({ map, texts }) {
    this.map = map;
    this.texts = texts;
    this.known = new Map();
    this.groups = [];
    rove(map.getContainer(), MARKERS);
    map.on("zoomend", () => this.regroup());
  }

  /* A plek is added once, by its id or address; one without either is always new. */
  add(plek) {
    const key = plek.id ?? plek.url ?? plek;
    if (this.known.has(key)) return;
    this.known.set(key, plek);
    this.place(plek);
  }

  place(plek) {
    const point = this.map.project([plek.lat, plek.lon]);
    const near = this.groups.find((group) => group.point.distanceTo(point) < NEAREST_PX);
    if (near) near.add(plek);
    else this.groups.push(new Group(this.map, this.texts, plek, point));
    keepOneStop(this.map.getContainer(), MARKERS);
  }

  regroup() {
    for (const group of this.groups) group.marker.remove();
    this.groups = [];
    const around = this.map.getBounds().pad(1);
    for (const [key, plek] of this.known) {
      if (around.contains([plek.lat, plek.lon])) this.place(plek);
      else this.known.delete(key);
    }
  }
}

/* Places that share a marker, and the popup that tells them apart. */
class Group {
  constructor(map, texts, plek, point) {
    this.map = map;
    this.texts = texts;
    this.point = point;
    this.plekken = [plek];
    this.isByKeyboard = false;
    this.marker = L.marker([plek.lat, plek.lon], { icon: this.icon(), riseOnHover: true })
      .bindPopup(() => makePopup(this.plekken, texts), POPUP)
      .on("keydown", (event) => (this.isByKeyboard = event.originalEvent.key === "Enter"))
      .on("popupopen", ({ popup }) => this.opened(popup.getElement()))
      .on("popupclose", () => this.closed())
      .addTo(map);
    this.name();
  }

  add(plek) {
    this.plekken.push(plek);
    this.marker.setIcon(this.icon());
    this.name();
  }

  icon() {
    const [first, ...others] = this.plekken;
    if (others.length === 0) return L.divIcon({ className: `wb-punt wb-punt--${first.soort}`, iconSize: [24, 24] });
    return L.divIcon({ className: "wb-groep", html: asText(String(this.plekken.length)), iconSize: [32, 32] });
  }

  name() {
    const count = this.plekken.length;
    const names = this.plekken.map(({ soort, naam }) => [this.texts.soorten[soort], naam].filter(Boolean).join(": "));
    const said = [count > 1 ? `${count} ${this.texts.plekken}` : [], count > MOST_IN_POPUP ? [] : names.join("; ")];
    const element = this.marker.getElement();
    element.title = said.flat().join(": ");
    element.setAttribute("aria-label", element.title);
  }

  /* Opened by keyboard, the popup gets the focus. What is too much for a popup is brought nearer instead. */
  opened(box) {
    if (this.plekken.length > MOST_IN_POPUP && this.map.getZoom() < this.map.getMaxZoom()) {
      this.zoomIn();
      return;
    }
    box.querySelector(".leaflet-popup-close-button").setAttribute("aria-label", this.texts.sluiten);
    box.onkeydown = (event) => {
      if (event.key === "Escape") this.marker.closePopup();
    };
    if (this.isByKeyboard) box.querySelector("a")?.focus();
  }

  closed() {
    if (this.isByKeyboard) this.marker.getElement()?.focus();
    this.isByKeyboard = false;
  }

  zoomIn() {
    this.marker.closePopup();
    this.map.getContainer().focus(); // the marker itself will be gone
    const bounds = L.latLngBounds(this.plekken.map(({ lat, lon }) => [lat, lon]));
    const zoom = Math.max(this.map.getZoom() + 1, this.map.getBoundsZoom(bounds));
    this.map.setView(bounds.getCenter(), Math.min(zoom, this.map.getMaxZoom()));
  }
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
