/* Lets somebody point out a place for a form: <div data-plaats-kiezen>, a map with the attributes of kaart.js and
     data-plaatsen   address that answers {plaatsen: [{naam, adres, lon, lat, sentence}], melding}
   The form has fields #adres, #lon and #lat, a button [data-zoek-plaats] and a place [data-plaats-uitkomst] for what
   is found. Keyboard: arrows move the map below its cross, Enter takes the place below the cross. */

import { makeKaart } from "./kaart-maken.js";

const CLOSE_ZOOM = 16;

for (const element of document.querySelectorAll("[data-plaats-kiezen]")) pickPlace(element, element.closest("form"));

function pickPlace(element, form) {
  const kaart = makeKaart(element);
  const { map, texts } = kaart;
  const outcome = form.querySelector("[data-plaats-uitkomst]");
  const marker = L.marker(map.getCenter(), {
    icon: L.divIcon({ className: "wb-punt wb-punt--gekozen", iconSize: [32, 32] }),
    keyboard: false,
    interactive: false,
  });

  const show = ({ lon, lat }) => {
    marker.setLatLng([lat, lon]).addTo(map);
    if (!map.getBounds().contains([lat, lon])) map.setView([lat, lon], Math.max(map.getZoom(), CLOSE_ZOOM));
  };

  const ask = async (parameters) => {
    const url = new URL(element.dataset.plaatsen, location.href);
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
    try {
      const answer = await fetch(url);
      if (!answer.ok) throw new Error(answer.status);
      return await answer.json();
    } catch {
      return { plaatsen: [], melding: texts.zoeken_mislukt };
    }
  };

  const say = (...content) => outcome.replaceChildren(...content);

  const fill = (lon, lat) => {
    form.elements.lon.value = lon;
    form.elements.lat.value = lat;
  };

  const choose = (plaats) => {
    fill(plaats.lon, plaats.lat);
    if (plaats.adres) form.elements.adres.value = plaats.adres;
    show(plaats);
    say(asLine(plaats.sentence));
  };

  const point = async (lon, lat) => {
    const place = { lon: rounded(lon), lat: rounded(lat) };
    fill(place.lon, place.lat);
    show(place);
    const { plaatsen, melding } = await ask(place);
    say(asLine(plaatsen.length ? plaatsen[0].sentence : melding));
  };

  const search = async () => {
    const { plaatsen, melding } = await ask({ q: form.elements.adres.value });
    if (plaatsen.length === 1) {
      choose(plaatsen[0]);
      return;
    }
    fill("", ""); // what was pointed at before is not what was searched for
    marker.remove();
    if (plaatsen.length) say(asLine(texts.kies), asList(plaatsen, choose));
    else say(asLine(melding));
  };

  attach(form, map, element, { point, search });
  const { lon, lat } = form.elements;
  if (lon.value && lat.value) show({ lon: asNumber(lon), lat: asNumber(lat) });
  form.querySelector("[data-kaart-uitleg]").hidden = false;
}

function attach(form, map, element, { point, search }) {
  const { adres, lon, lat } = form.elements;
  form.querySelector("[data-zoek-plaats]").addEventListener("click", (event) => {
    event.preventDefault();
    search();
  });
  adres.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    search();
  });
  for (const field of [lon, lat]) {
    field.addEventListener("change", () => {
      if (asNumber(lon) && asNumber(lat)) point(asNumber(lon), asNumber(lat));
    });
  }
  map.on("click", ({ latlng }) => point(latlng.lng, latlng.lat));
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target !== element) return;
    event.preventDefault();
    point(map.getCenter().lng, map.getCenter().lat);
  });
}

/* To about 10 cm: nobody points finer. */
function rounded(degrees) {
  return Number(degrees.toFixed(6));
}

function asNumber(field) {
  return Number(field.value.trim().replace(",", "."));
}

function asLine(text) {
  const line = document.createElement("p");
  line.className = "wb-plaats__zin";
  line.textContent = text;
  return line;
}

function asList(plaatsen, choose) {
  const list = document.createElement("ul");
  list.className = "wb-plaats__keuzes";
  for (const plaats of plaatsen) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "utrecht-button utrecht-button--secondary-action";
    button.textContent = plaats.naam;
    button.addEventListener("click", () => choose(plaats));
    const item = document.createElement("li");
    item.append(button);
    list.append(item);
  }
  return list;
}
