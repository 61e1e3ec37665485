/* Writes the name and the figure of each gebied on a map, as far as the gebied has room for them. */

import { asText, makeNamesPane, NAMES, widthOf } from "./kaart-maken.js";

const MOST = 150; // with more there is no room
const LETTER_PX = 9; // with some room around

/* `layer` has the outlines; `rows` what to write, by code. */
export function showLabels(map, layer, rows) {
  const shapes = layer.getLayers();
  if (shapes.length > MOST) return;
  makeNamesPane(map);
  const labels = shapes.map((shape) => makeLabel(map, shape, rows.get(shape.feature.properties.code)));
  const fit = () => labels.forEach((label) => fitLabel(map, label));
  map.on("zoomend", fit);
  fit();
}

function makeLabel(map, shape, row) {
  const box = document.createElement("span");
  const name = asText(row.naam);
  box.append(name, document.createElement("br"), asText(row.getal));
  const options = { permanent: true, direction: "center", className: "wb-kaart__naam", pane: NAMES, opacity: 1 };
  const tooltip = L.tooltip(shape.getCenter(), { ...options, content: box }).addTo(map);
  return { shape, row, name, tooltip };
}

function fitLabel(map, { shape, row, name, tooltip }) {
  const width = widthOf(map, shape);
  name.hidden = width < row.naam.length * LETTER_PX;
  tooltip.getElement().hidden = width < row.getal.length * LETTER_PX;
  tooltip.update();
}
