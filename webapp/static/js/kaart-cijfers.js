/* Turns every <div data-kaart-cijfers="id of a table"> into a map of the figures in that table, in place of its picture.

   templates/macros/kaart.html writes the div; besides what kaart.js says, it has data-vlakken, the address of a GeoJSON
   with the outlines. The table has a row for each gebied with data-gebied (its code) and data-vulling (its fill). */

import { makeKaart } from "./kaart-maken.js";
import { loadAanbod } from "./kaart-plekken.js";
import { showVlakken } from "./kaart-vlakken.js";

for (const element of document.querySelectorAll("[data-kaart-cijfers]")) {
  const kaart = makeKaart(element);
  const table = document.getElementById(element.dataset.kaartCijfers);
  const url = new URL(element.dataset.vlakken, location.href);
  const shown = showVlakken(kaart, url, readRows(table), { withLabels: !element.dataset.aanbod });
  shown.then(
    () => element.closest("[data-figuur]").classList.add("wb-figuur--aan"),
    () => {
      element.classList.remove("wb-kaart--aan"); // the picture stays
      kaart.map.remove();
      kaart.say(kaart.texts.kaart_mislukt);
    },
  );
  if (element.dataset.aanbod) loadAanbod({ ...kaart, settled: shown }, new URL(element.dataset.aanbod, location.href));
}

function readRows(table) {
  const rows = [...table.querySelectorAll("tr[data-gebied]")];
  return new Map(rows.map((row) => [row.dataset.gebied, readRow(row)]));
}

function readRow(row) {
  const link = row.querySelector("th a");
  const [cijfer, klasse] = [...row.querySelectorAll("td")].map((cell) => cell.textContent.trim());
  const getal = row.querySelector("td").firstChild.textContent;
  return { naam: link.textContent, url: link.href, getal, cijfer, klasse, vulling: row.dataset.vulling };
}
