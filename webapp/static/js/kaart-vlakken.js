/* Fills gebieden on a map, names them when they are pointed at or have the focus, and opens them.
   A row is {naam, url, cijfer, klasse, vulling}; outlines come in as much detail as the zoom shows. */

import { asText } from "./kaart-maken.js";
import { showLabels } from "./kaart-labels.js";
import { keepOneStop, rove } from "./kaart-toetsen.js";

const ZOOMS = [8, 10, 12, 14, 19]; // those of webapp/views/kaart_grenzen.py
const CROWDED = 500; // borders would hide the colours
const SHAPES = "path.wb-vlak";

/* The promise is kept when the map shows all of it, and broken when it cannot. Labels are left out where places come
   on top of them. */
export async function showVlakken({ map }, url, rows, { withLabels }) {
  const detailOf = () => ZOOMS.find((zoom) => zoom >= map.getZoom());
  rove(map.getContainer(), SHAPES);
  let detail = detailOf();
  let layer = await load(map, url, rows, detail);
  map.options.zoomSnap = 0.25; // fills the map better than whole steps do
  map.fitBounds(layer.getBounds(), { animate: false });
  const refine = async () => {
    const wanted = detailOf();
    if (wanted <= detail) return;
    detail = wanted;
    const finer = await load(map, url, rows, wanted).catch(() => null); // the coarse outlines will do
    if (finer && wanted === detail) layer = replace(map, layer, finer);
    else finer?.remove();
  };
  map.on("zoomend", refine);
  await refine();
  if (withLabels) showLabels(map, layer, rows);
}

async function load(map, url, rows, zoom) {
  const address = new URL(url);
  address.searchParams.set("zoom", zoom);
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(answer.status);
  const className = rows.size > CROWDED ? "wb-vlak wb-vlak--dicht" : "wb-vlak";
  const layer = L.geoJSON(await answer.json(), {
    filter: (feature) => rows.has(feature.properties.code),
    style: (feature) => ({ className, fillColor: rows.get(feature.properties.code).vulling }),
    onEachFeature: (feature, shape) => describe(shape, rows.get(feature.properties.code)),
  }).addTo(map);
  layer.eachLayer((shape) => prepare(shape, rows.get(shape.feature.properties.code)));
  keepOneStop(map.getContainer(), SHAPES);
  return layer;
}

function describe(shape, row) {
  shape.bindTooltip(() => makeTooltip(row), { className: "wb-vlak__tekst", sticky: true, opacity: 1, direction: "top" });
  shape.on("click", () => location.assign(row.url));
  shape.on("mouseover", () => shape.bringToFront());
}

/* A path is named and used as the link that it is. */
function prepare(shape, row) {
  const path = shape.getElement();
  path.setAttribute("role", "link");
  path.setAttribute("aria-label", `${row.naam}: ${row.cijfer}`);
  path.dataset.gebied = shape.feature.properties.code;
  path.addEventListener("keydown", (event) => {
    if (event.key === "Enter") location.assign(row.url);
  });
}

/* Whoever stands on a gebied stays there. */
function replace(map, old, finer) {
  const code = document.activeElement?.dataset?.gebied;
  old.remove();
  keepOneStop(map.getContainer(), SHAPES);
  if (code) map.getContainer().querySelector(`${SHAPES}[data-gebied="${CSS.escape(code)}"]`)?.focus();
  return finer;
}

function makeTooltip({ naam, cijfer, klasse }) {
  const box = document.createElement("span");
  const name = document.createElement("strong");
  name.textContent = naam;
  box.append(name, document.createElement("br"), asText(cijfer), document.createElement("br"), asText(klasse));
  return box;
}
