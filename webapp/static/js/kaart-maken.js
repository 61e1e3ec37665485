/* Makes a map: its view, its boundaries with their names, and a background that can be switched off. */

const BACKGROUND_KEY = "wijkbeeld.achtergrondkaart";
const LETTER_PX = 6.5;
export const NAMES = "wb-namen";

/* Returns {map, texts, say, settled}: Leaflet's map, the page's words, a function that puts a sentence below the map,
   and a promise that is kept when the map shows what it should show first. */
export function makeKaart(element) {
  const data = element.dataset;
  const texts = JSON.parse(data.teksten);
  element.classList.add("wb-kaart--aan"); // gives it its height, which Leaflet reads
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(element, {
    center: [Number(data.lat) || 52.2, Number(data.lon) || 5.3],
    zoom: Number(data.zoom) || 8,
    minZoom: 7,
    maxZoom: 19,
    zoomControl: false,
    scrollWheelZoom: false,
    fadeAnimation: !isCalm,
    zoomAnimation: !isCalm,
    inertia: !isCalm,
  });
  map.attributionControl.setPrefix(false);
  L.control.zoom({ zoomInTitle: texts.inzoomen, zoomOutTitle: texts.uitzoomen }).addTo(map);
  // A wheel that passes over the map scrolls the page; once the map has the focus it zooms.
  map.on("focus", () => map.scrollWheelZoom.enable()).on("blur", () => map.scrollWheelZoom.disable());
  if (data.tegels) addBackground(map, data.tegels, texts);
  const say = makeSay(element);
  const settled = data.grenzen
    ? addBoundaries(map, data.grenzen, data.gebied).catch(() => say(texts.mislukt))
    : Promise.resolve();
  return { map, texts, say, settled };
}

function makeSay(element) {
  const line = document.createElement("p");
  line.className = "wb-kaart__melding";
  line.setAttribute("role", "status");
  element.after(line);
  return (sentence) => {
    if (line.textContent !== sentence) line.textContent = sentence;
  };
}

/* The switch stands below the map, where it covers nothing. */
function addBackground(map, url, texts) {
  const tiles = L.tileLayer(url, { attribution: texts.bron, minZoom: 7, maxZoom: 19 });
  const label = document.createElement("label");
  const box = document.createElement("input");
  box.type = "checkbox";
  box.checked = readChoice() !== "uit";
  label.className = "wb-kaart__achtergrond";
  label.append(box, ` ${texts.achtergrond}`);
  const show = () => (box.checked ? tiles.addTo(map) : tiles.remove());
  box.addEventListener("change", () => {
    keepChoice(box.checked ? "aan" : "uit");
    show();
  });
  show();
  map.getContainer().after(label);
}

/* A browser may refuse storage: the choice then lasts as long as the page. */
function readChoice() {
  try {
    return localStorage.getItem(BACKGROUND_KEY);
  } catch {
    return null;
  }
}

function keepChoice(choice) {
  try {
    localStorage.setItem(BACKGROUND_KEY, choice);
  } catch {
    /* see readChoice */
  }
}

async function addBoundaries(map, url, chosen) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(answer.status);
  makeNamesPane(map);
  const isChosen = (feature) => feature.properties.code === chosen;
  const layer = L.geoJSON(await answer.json(), {
    interactive: false,
    style: (feature) => ({ className: `wb-grens${isChosen(feature) ? " wb-grens--gekozen" : ""}` }),
    onEachFeature: (feature, shape) =>
      shape.bindTooltip(asText(feature.properties.naam), {
        permanent: true,
        direction: "center",
        className: "wb-kaart__naam",
        pane: NAMES,
      }),
  }).addTo(map);
  layer.eachLayer((shape) => {
    if (isChosen(shape.feature)) map.fitBounds(shape.bringToFront().getBounds(), { animate: false });
  });
  const fit = () => layer.eachLayer((shape) => showNameThatFits(map, shape));
  map.on("zoomend", fit);
  fit();
}

/* Names stand below the markers, unlike Leaflet's own tooltips; read out loud they would be a row without a place. */
export function makeNamesPane(map) {
  const pane = map.createPane(NAMES);
  pane.classList.add("wb-kaart__namen");
  pane.setAttribute("aria-hidden", "true");
}

/* Leaflet takes a string for HTML, and an element for what it is. */
export function asText(text) {
  const element = document.createElement("span");
  element.textContent = text;
  return element;
}

function showNameThatFits(map, shape) {
  const name = shape.getTooltip().getElement();
  if (name) name.hidden = widthOf(map, shape) < shape.feature.properties.naam.length * LETTER_PX;
}

export function widthOf(map, shape) {
  const bounds = shape.getBounds();
  return map.latLngToLayerPoint(bounds.getNorthEast()).x - map.latLngToLayerPoint(bounds.getSouthWest()).x;
}
