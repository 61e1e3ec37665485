/* Keeps what somebody types in this browser, until it is saved: <form data-concept="id of the account"
   data-concept-getypt (the page shows what was sent) data-tekst-hersteld data-tekst-geen-verbinding
   data-tekst-verbonden>, with a place [data-concept-melding] to say so. What lies in [data-geen-concept] is never kept.
   concept-wissen.js forgets it. */

const PREFIX = "wijkbeeld:concept:";
const NEVER_KEPT = ["csrf_token", "actie"];
const KEEP_AFTER_MS = 300;
const MAX_AGE_MS = 14 * 24 * 60 * 60 * 1000;

class Concept {
  constructor(form) {
    this.form = form;
    this.key = `${PREFIX}${form.dataset.concept}:${location.pathname}`;
    this.message = document.querySelector("[data-concept-melding]");
    this.isTouched = false;
    if (form.dataset.conceptGetypt !== undefined) this.keep();
    else this.restore();
    this.listen();
  }

  listen() {
    let timer;
    const touch = () => {
      this.isTouched = true;
      clearTimeout(timer);
      timer = setTimeout(() => this.keep(), KEEP_AFTER_MS);
    };
    for (const kind of ["input", "change"]) this.form.addEventListener(kind, touch);
    addEventListener("pagehide", () => this.isTouched && this.keep());
    addEventListener("concepten-gewist", () => (this.isForgotten = true));
    addEventListener("storage", ({ key, newValue }) => {
      if (key === this.key && newValue === null) this.isTouched = false; // saved or signed out in another tab
    });
    this.form.addEventListener("submit", (event) => this.send(event));
    addEventListener("online", () => this.wasOffline && this.say(this.form.dataset.tekstVerbonden));
    this.message.querySelector("button").addEventListener("click", () => this.startAgain());
  }

  /* Without a connection nothing is sent, and nothing is lost. */
  send(event) {
    this.keep();
    if (navigator.onLine) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.wasOffline = true;
    this.say(this.form.dataset.tekstGeenVerbinding);
  }

  fields() {
    const isKept = ([name]) => {
      const field = this.form.elements[name];
      return !NEVER_KEPT.includes(name) && !field.closest?.("[data-geen-concept]");
    };
    return [...new FormData(this.form)].filter(isKept);
  }

  keep() {
    if (this.isForgotten) return;
    store(this.key, { op: Date.now(), velden: this.fields() });
  }

  restore() {
    const kept = read(this.key);
    if (!kept || Date.now() - kept.op > MAX_AGE_MS) return;
    if (JSON.stringify(kept.velden) === JSON.stringify(this.fields())) return;
    this.makeRoom(kept.velden);
    for (const field of this.form.elements) if (["checkbox", "radio"].includes(field.type)) field.checked = false;
    for (const [name, value] of kept.velden) fill(this.form.elements[name], value);
    openWhatIsFilled(this.form);
    for (const part of this.form.querySelectorAll("[data-uren]")) part.dispatchEvent(new Event("change"));
    const moment = new Date(kept.op).toLocaleString("nl-NL", { dateStyle: "long", timeStyle: "short" });
    this.say(this.form.dataset.tekstHersteld.replace("{moment}", moment));
    this.message.querySelector("[data-concept-opnieuw]").hidden = false;
  }

  /* As many rows as were kept. */
  makeRoom(fields) {
    const last = Math.max(0, ...fields.map(([name]) => Number(/^uren-(\d+)-/.exec(name)?.[1] ?? 0)));
    const button = this.form.querySelector("[data-regel-erbij]");
    while (button && this.form.querySelectorAll("[data-regel]").length <= last && !button.hidden) button.click();
  }

  startAgain() {
    this.isForgotten = true;
    localStorage.removeItem(this.key);
    location.assign(location.pathname);
  }

  say(text) {
    this.message.hidden = false;
    this.message.querySelector("[data-concept-tekst]").textContent = text;
    this.message.scrollIntoView({ block: "center" });
  }
}

function fill(found, value) {
  if (!found) return;
  const fields = found instanceof RadioNodeList ? [...found] : [found];
  for (const field of fields) {
    if (!["checkbox", "radio"].includes(field.type)) field.value = value;
    else if (field.value === value) field.checked = true;
  }
}

function openWhatIsFilled(form) {
  for (const details of form.querySelectorAll("details")) {
    const fields = [...details.querySelectorAll("input, select, textarea")];
    details.open ||= fields.some((field) => field.checked !== field.defaultChecked || isTyped(field));
  }
}

function isTyped(field) {
  if (field instanceof HTMLSelectElement) return field.selectedIndex > 0;
  return !["checkbox", "radio", "hidden"].includes(field.type) && field.value !== field.defaultValue;
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null; // a browser that keeps nothing
  }
}

function store(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // a browser that keeps nothing
  }
}

for (const form of document.querySelectorAll("[data-concept]")) new Concept(form);
