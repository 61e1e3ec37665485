/* A page that is shown without network: says how old it is and whether a place is open now, and wipes what was kept.

   An element with data-open has the stretches in which its place is open, in minutes since 1970 ("29400480-29400960
   29401920-…"); the words stand on the element with data-open-teksten, whose data-tot says up to when they hold. */

const A_MINUTE_MS = 60_000;
const A_DAY_MS = 86_400_000;
const IN_AMSTERDAM = { timeZone: "Europe/Amsterdam" };
const UNITS = [["day", 86_400], ["hour", 3600], ["minute", 60]];
const taal = document.documentElement.lang;

if (document.documentElement.dataset.bewaard) {
  tell();
  setInterval(tell, A_MINUTE_MS);
}
for (const button of document.querySelectorAll("[data-wis-bewaard]")) {
  button.hidden = !navigator.serviceWorker?.controller;
  button.addEventListener("click", () => wipe(button));
}

function tell() {
  for (const element of document.querySelectorAll("time[data-hoe-oud]")) element.textContent = ageOf(element.dateTime);
  const words = document.querySelector("[data-open-teksten]");
  const until = Date.parse(words?.dataset.tot);
  if (!(Date.now() < until)) return; // the hours in words stand there still
  const teksten = JSON.parse(words.dataset.openTeksten);
  for (const element of document.querySelectorAll("[data-open]")) show(element, teksten, until / A_MINUTE_MS);
}

function ageOf(since) {
  const age_s = Math.max(60, (Date.now() - Date.parse(since)) / 1000);
  const [unit, length_s] = UNITS.find(([, length]) => age_s >= length);
  return new Intl.RelativeTimeFormat(taal).format(-Math.floor(age_s / length_s), unit);
}

function show(element, teksten, until) {
  const now = Date.now() / A_MINUTE_MS;
  const stretches = element.dataset.open.split(" ").filter(Boolean).map((one) => one.split("-").map(Number));
  const present = stretches.find(([begin, end]) => begin <= now && now < end);
  const next = stretches.find(([begin]) => begin > now);
  element.textContent = sentence({ end: present?.[1], begin: next?.[0], until }, teksten);
  element.className = `wb-nu wb-nu--${present ? "open" : "dicht"}`;
}

function sentence({ end, begin, until }, teksten) {
  if (end >= until) return teksten.altijd; // as far as we know
  if (end) return filled(end, [teksten.open_vandaag, teksten.open_morgen, teksten.open_later]);
  return begin ? filled(begin, [teksten.weer_vandaag, teksten.weer_morgen, teksten.weer_later]) : teksten.dicht;
}

/* The sentence for how many days ahead it is, with its hour and day. */
function filled(minutes, sentences) {
  const moment = new Date(minutes * A_MINUTE_MS);
  const ahead = Math.min(2, (dayOf(moment) - dayOf(new Date())) / A_DAY_MS);
  const dag = moment.toLocaleDateString(taal, { weekday: "long", ...IN_AMSTERDAM });
  const [hours, rest] = moment.toLocaleTimeString("en-GB", { timeStyle: "short", ...IN_AMSTERDAM }).split(":");
  return sentences[ahead].replace("{uur}", `${Number(hours)}.${rest}`).replace("{dag}", dag);
}

function dayOf(moment) {
  return Date.parse(moment.toLocaleDateString("sv-SE", IN_AMSTERDAM)); // 2026-11-22
}

function wipe(button) {
  const channel = new MessageChannel();
  channel.port1.onmessage = () => {
    button.disabled = true;
    const status = button.nextElementSibling ?? button.parentElement.nextElementSibling;
    status.textContent = button.dataset.gewist;
  };
  navigator.serviceWorker.controller.postMessage({ wis: true }, [channel.port2]);
}
