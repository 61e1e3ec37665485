/* Keeps signalen in this device until they are stored: <form data-signaal> and <div data-signaal-wachtrij>.

   What is sent is kept first, and forgotten once a page says that it is stored (data-opgeslagen="uuid") or shows it again
   (data-getypt). So nothing is lost when the network goes halfway, and the uuid keeps it from being stored twice. What
   still waits is sent when there is network. The bare form (data-signaal-schil) only keeps. The keys begin as those of
   concept.js do: who signs out leaves nothing behind (concept-wissen.js). */

const CONCEPT = "wijkbeeld:concept:";
const MINE = /^wijkbeeld:concept:(\d+):signaal-hier$/; // who was signed in here last
const NEVER_KEPT = ["csrf_token", "actie"];
const REQUIRED = ["soort", "leefgebieden", "doelgroep", "vindplaats", "buurtcode"];

const box = document.querySelector("[data-signaal-wachtrij]");
const form = document.querySelector("form[data-signaal]");
const account = box.dataset.account ?? findAccount();
let isSending = false;

function findAccount() {
  return Object.keys(storage()).map((key) => MINE.exec(key)?.[1]).find(Boolean);
}

/* A browser that keeps nothing has an empty one. */
function storage() {
  try {
    return localStorage;
  } catch {
    return {};
  }
}

const prefix = `${CONCEPT}${account}:signaal:`;
const keyOf = (uuid) => prefix + uuid;

function waiting() {
  return Object.keys(storage()).filter((key) => key.startsWith(prefix)).sort();
}

function forget(uuid) {
  storage().removeItem?.(keyOf(uuid));
}

function keep(fields) {
  const uuid = fields.find(([name]) => name === "uuid")?.[1];
  try {
    localStorage.setItem(keyOf(uuid), JSON.stringify(fields));
    return true;
  } catch {
    return false;
  }
}

function say(text) {
  box.textContent = text;
  box.hidden = !text;
}

function sayHowMany(before = "") {
  const count = waiting().length;
  const { tekstEen, tekstMeer } = box.dataset;
  const said = count === 1 ? tekstEen : tekstMeer.replace("{aantal}", count);
  say([before, count ? said : ""].filter(Boolean).join(" "));
}

function fieldsOf(shown) {
  return [...new FormData(shown)].filter(([name]) => !NEVER_KEPT.includes(name));
}

/* Until there is an answer it waits; without network it is not even tried. */
function send(event) {
  const isKept = keep(fieldsOf(form));
  if (navigator.onLine || !isKept) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  begin();
  sayHowMany();
  box.scrollIntoView({ block: "center" });
}

function keepHere(event) {
  event.preventDefault();
  const fields = fieldsOf(form);
  const filled = new Set(fields.filter(([, value]) => value).map(([name]) => name));
  const isWhole = REQUIRED.every((name) => filled.has(name));
  if (!account || !isWhole) say(account ? form.dataset.tekstKies : box.dataset.tekstInloggen);
  else if (keep(fields)) {
    begin();
    sayHowMany(form.dataset.tekstBewaard);
  }
  box.scrollIntoView({ block: "center" });
}

/* A next one: the buurt and the vindplaats stay. */
function begin() {
  const { buurtcode, vindplaats } = form.elements;
  const kept = [buurtcode.value, vindplaats?.value];
  form.reset();
  [buurtcode.value] = kept;
  if (vindplaats) vindplaats.value = kept[1];
  form.elements.op.value ||= localDay();
  form.elements.uuid.value = crypto.randomUUID();
  form.elements.tekst.dispatchEvent(new Event("input"));
}

function localDay() {
  const now = new Date();
  return new Date(now - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

async function sendWaiting() {
  const shown = form?.dataset.getypt === undefined ? null : form.elements.uuid.value;
  const keys = waiting().filter((key) => key !== keyOf(shown));
  if (!box.dataset.account || !keys.length || isSending) return;
  isSending = true;
  try {
    const token = await fetchToken();
    for (const key of token ? keys : []) if (!(await sendOne(key, token))) return;
    sayHowMany(waiting().length ? "" : box.dataset.tekstVerstuurd);
  } catch {
    sayHowMany(); // no network after all
  } finally {
    isSending = false;
  }
}

async function fetchToken() {
  const answer = await fetch(box.dataset.adres, { cache: "no-store" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return answer.ok && page.querySelector("form[data-signaal] [name=csrf_token]")?.value;
}

/* Whether to go on: not while somebody has to look at one first. */
async function sendOne(key, token) {
  const fields = JSON.parse(storage().getItem(key));
  const body = new URLSearchParams([...fields, ["csrf_token", token]]);
  const answer = await fetch(box.dataset.adres, { method: "POST", body, redirect: "manual" });
  if (answer.type === "opaqueredirect") storage().removeItem(key);
  else if (answer.status === 422 && form) {
    show(fields);
    return false;
  }
  return true;
}

/* What the server refuses, somebody mends: it waits in the device until then. */
function show(fields) {
  for (const field of form.elements) if (["checkbox", "radio"].includes(field.type)) field.checked = false;
  for (const [name, value] of fields) {
    const found = form.elements[name];
    for (const field of found instanceof RadioNodeList ? found : [found]) {
      if (!["checkbox", "radio"].includes(field?.type)) field.value = value;
      else if (field.value === value) field.checked = true;
    }
  }
  form.elements.tekst.dispatchEvent(new Event("input")); // persoonsgegevens.js shows what is to be mended
  say(box.dataset.tekstNakijken);
}

async function keepFormForLater() {
  try {
    await navigator.serviceWorker.register(form.dataset.sw, { updateViaCache: "none" });
    (await navigator.serviceWorker.ready).active.postMessage({ signaal: true });
  } catch {
    /* The browser refuses it: then the form opens with network only. */
  }
}

if (form?.dataset.opgeslagen) forget(form.dataset.opgeslagen);
if (form?.dataset.getypt !== undefined) forget(form.elements.uuid.value);
if (box.dataset.account) storage().setItem?.(`${CONCEPT}${account}:signaal-hier`, "1");
if (form?.dataset.signaalSchil !== undefined) {
  begin();
  form.addEventListener("submit", keepHere);
  if (!account) say(box.dataset.tekstInloggen);
} else if (form) {
  form.addEventListener("submit", send);
  if ("serviceWorker" in navigator) keepFormForLater();
}
if (account) sayHowMany();
addEventListener("online", sendWaiting);
if (navigator.onLine) sendWaiting();
