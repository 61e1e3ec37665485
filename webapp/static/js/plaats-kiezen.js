/* Lets somebody point out a place for a form: <div data-plaats-kiezen>, a map with the attributes of kaart.js and
     data-plaatsen   address that answers {plaatsen: [{naam, adres, lon, lat, sentence}], melding}
   The form has fields adres, lon and lat, a button [data-zoek-plaats], and a place [data-plaats-uitkomst] for what is
   found. By keyboard: arrows move the map below its cross, Enter takes the place below the cross. */

import { makeKaart } from "./kaart-maken.js";

const CLOSE_ZOOM = 16;

class PlacePicker {
  constructor(element) {
    const { map, texts } = makeKaart(element);
    this.map = map;
    this.texts = texts;
    this.url = new URL(element.dataset.plaatsen, location.href);
    this.form = element.closest("form");
    this.fields = this.form.elements;
    this.outcome = this.form.querySelector("[data-plaats-uitkomst]");
    const icon = L.divIcon({ className: "wb-punt wb-punt--gekozen", iconSize: [32, 32], iconAnchor: [16, 32] });
    this.marker = L.marker(map.getCenter(), { icon, keyboard: false, interactive: false });
    this.listen(element);
    this.form.querySelector("[data-kaart-uitleg]").hidden = false;
    if (this.isFilled()) this.show(this.typed());
  }

  listen(element) {
    const { adres, lon, lat } = this.fields;
    this.form.querySelector("[data-zoek-plaats]").addEventListener("click", (event) => {
      event.preventDefault();
      this.search();
    });
    onEnter(adres, () => this.search());
    for (const field of [lon, lat]) field.addEventListener("change", () => this.isFilled() && this.point(this.typed()));
    this.map.on("click", ({ latlng }) => this.point({ lon: latlng.lng, lat: latlng.lat }));
    onEnter(element, () => {
      const { lng, lat: north } = this.map.getCenter();
      this.point({ lon: lng, lat: north });
    });
  }

  isFilled() {
    return Boolean(this.fields.lon.value && this.fields.lat.value);
  }

  typed() {
    return { lon: asNumber(this.fields.lon), lat: asNumber(this.fields.lat) };
  }

  /* Somebody points: fill in the place, and tell what lies there. */
  async point(place) {
    const here = { lon: rounded(place.lon), lat: rounded(place.lat) };
    this.fill(here);
    this.show(here);
    const { plaatsen, melding } = await this.ask(here);
    this.say(asLine(plaatsen.length ? plaatsen[0].sentence : melding));
  }

  async search() {
    const { plaatsen, melding } = await this.ask({ q: this.fields.adres.value });
    if (plaatsen.length === 1) {
      this.choose(plaatsen[0]);
      return;
    }
    this.fill({ lon: "", lat: "" }); // what was pointed at before is not what was searched for
    this.marker.remove();
    if (plaatsen.length) this.say(asLine(this.texts.kies), asList(plaatsen, (plaats) => this.choose(plaats)));
    else this.say(asLine(melding));
  }

  choose(plaats) {
    this.fill(plaats);
    if (plaats.adres) this.fields.adres.value = plaats.adres;
    this.show(plaats);
    this.say(asLine(plaats.sentence));
  }

  async ask(parameters) {
    const url = new URL(this.url);
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
    try {
      const answer = await fetch(url);
      if (answer.ok) return await answer.json();
    } catch {
      // as if it had answered with an error
    }
    return { plaatsen: [], melding: this.texts.zoeken_mislukt };
  }

  fill({ lon, lat }) {
    this.fields.lon.value = lon;
    this.fields.lat.value = lat;
  }

  show({ lon, lat }) {
    if (Number.isNaN(lon) || Number.isNaN(lat)) return;
    this.marker.setLatLng([lat, lon]).addTo(this.map);
    if (!this.map.getBounds().contains([lat, lon])) {
      this.map.setView([lat, lon], Math.max(this.map.getZoom(), CLOSE_ZOOM));
    }
  }

  say(...content) {
    this.outcome.replaceChildren(...content);
  }
}

function onEnter(element, act) {
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target !== element) return;
    event.preventDefault();
    act();
  });
}

function asNumber(field) {
  return Number(field.value.trim().replace(",", "."));
}

/* To about 10 cm: nobody points finer. */
function rounded(degrees) {
  return Number(degrees.toFixed(6));
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

for (const element of document.querySelectorAll("[data-plaats-kiezen]")) new PlacePicker(element);
