/* Lets somebody point out a place for a form: <div data-plaats-kiezen>, a map with the attributes of kaart.js and
     data-plaatsen   address that answers {spots: [{naam, adres, lon, lat, sentence}], reason}
   The form has fields adres, lon, lat and gezocht (the place that was found for an address), a button
   [data-zoek-plaats], one in [data-hier], and a place [data-plaats-uitkomst] for what is found. By keyboard: arrows move
   the map below its cross, Enter takes the place below the cross. */

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
    this.offerHere(this.form.querySelector("[data-hier]"));
    for (const field of [lon, lat]) field.addEventListener("change", () => this.isFilled() && this.point(this.typed()));
    this.map.on("click", ({ latlng }) => this.point({ lon: latlng.lng, lat: latlng.lat }));
    onEnter(element, () => {
      const { lng, lat: north } = this.map.getCenter();
      this.point({ lon: lng, lat: north });
    });
  }

  /* Who stands at the place needs neither address nor map. */
  offerHere(part) {
    part.hidden = !("geolocation" in navigator && isSecureContext);
    const take = ({ coords }) => this.point({ lon: coords.longitude, lat: coords.latitude });
    const fail = () => this.say(asLine(part.dataset.mislukt));
    part.querySelector("button").addEventListener("click", () => {
      this.say(asLine(part.dataset.bezig));
      navigator.geolocation.getCurrentPosition(take, fail, { enableHighAccuracy: true, timeout: 10000 });
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
    const found = await this.ask(here);
    if (found?.spots.length) this.settle(found.spots[0]);
    else if (found) this.say(asLine(found.reason));
  }

  async search() {
    const found = await this.ask({ q: this.fields.adres.value });
    if (!found) return;
    const { spots, reason } = found;
    if (spots.length === 1) {
      this.choose(spots[0]);
      return;
    }
    this.fill({ lon: "", lat: "" }); // what was pointed at before is not what was searched for
    this.marker.remove();
    if (spots.length) this.say(asLine(this.texts.kies), asList(spots, (spot) => this.choose(spot)));
    else this.say(asLine(reason));
  }

  choose(spot) {
    this.fill(spot);
    if (spot.adres) this.fields.adres.value = spot.adres;
    this.fields.gezocht.value = [spot.lon, spot.lat, this.fields.adres.value].join(",");
    this.show(spot);
    this.settle(spot);
  }

  /* A place is known: say where it lies, and no longer what was wrong before. */
  settle(spot) {
    this.say(asLine(spot.sentence));
    const { adres } = this.fields;
    document.getElementById("adres-fout")?.remove();
    adres.removeAttribute("aria-invalid");
    adres.setAttribute("aria-describedby", "adres-hint");
    adres.classList.remove("utrecht-textbox--invalid");
    adres.closest(".utrecht-form-field").classList.remove("utrecht-form-field--invalid");
  }

  /* The answer; null when another question came after it. */
  async ask(parameters) {
    this.underWay?.abort();
    this.underWay = new AbortController();
    const url = new URL(this.url);
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
    try {
      const answer = await fetch(url, { signal: this.underWay.signal });
      if (answer.ok) return await answer.json();
    } catch (error) {
      if (error.name === "AbortError") return null;
    }
    return { spots: [], reason: this.texts.zoeken_mislukt };
  }

  fill({ lon, lat }) {
    this.fields.lon.value = lon;
    this.fields.lat.value = lat;
    this.fields.lat.dispatchEvent(new Event("input", { bubbles: true })); // who keeps the form, must know of it
  }

  show({ lon, lat }) {
    if (Number.isNaN(lon) || Number.isNaN(lat)) return;
    this.marker.setLatLng([lat, lon]).addTo(this.map);
    if (!this.map.getBounds().contains([lat, lon])) {
      this.map.setView([lat, lon], Math.max(this.map.getZoom(), CLOSE_ZOOM));
    }
  }

  /* A button that is replaced by its outcome gives the focus back to where the search began. */
  say(...content) {
    const hadFocus = this.outcome.contains(document.activeElement);
    this.outcome.replaceChildren(...content);
    if (hadFocus) this.fields.adres.focus();
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

function asList(spots, choose) {
  const list = document.createElement("ul");
  list.className = "wb-plaats__keuzes";
  for (const spot of spots) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "utrecht-button utrecht-button--secondary-action";
    button.textContent = spot.naam;
    button.addEventListener("click", () => choose(spot));
    const item = document.createElement("li");
    item.append(button);
    list.append(item);
  }
  return list;
}

for (const element of document.querySelectorAll("[data-plaats-kiezen]")) new PlacePicker(element);
