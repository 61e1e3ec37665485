/* Keeps the list of inloopplekken and the last answer of a visitor, for when there is no network.

   Every page comes from the network; only what cannot be had is shown as it was kept. Nothing is kept of who is signed
   in: the list is asked without cookies, and an answer that may not be stored is not. */

const { versie, mount, talen, statisch, bestanden, nooit, signaal } = {{ instellingen | tojson }};

const OURS = "wijkbeeld-";
const BESTANDEN = `${OURS}bestanden-${versie}`; // css and js, whose addresses change with their content
const BEWAARD = `${OURS}bewaard-1`; // pages
const ANTWOORD = `${mount}/bewaard/antwoord`; // not its own address: that tells where somebody was
const [SINDS, VERSIE, MERK] = ["X-Bewaard-Op", "X-Versie", "X-Merk"];
const HALF_A_DAY_MS = 12 * 3600 * 1000;
const TWO_WEEKS_MS = 14 * 24 * 3600 * 1000;
const MOST_PAGES = 5; // of a list: with so many inloopplekken a device has enough
const KEPT_HEADERS = ["Content-Type", "Content-Security-Policy", "Referrer-Policy", "X-Content-Type-Options"];
const NEVER_NEEDED = /\/vendor\/|\/js\/kaart/; // maps, and what an installed site is shown by

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("message", (event) => event.waitUntil(hear(event)));
addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.startsWith(`${statisch}/`)) event.respondWith(serveFile(event.request, url));
  else if (event.request.mode === "navigate") event.respondWith(answerTo(event, url));
});

async function install() {
  const files = await caches.open(BESTANDEN);
  await files.addAll(bestanden);
  await keepList(new URL(`${mount}/inloop/alle`, location.origin));
  if (await (await caches.open(BEWAARD)).match(signaal.schil)) await keepForm(); // with the files of this version
  await skipWaiting();
}

/* An open page stays whole: its files have the version of then in their address, and the server knows what is meant. */
async function activate() {
  await forget((name) => name.startsWith(OURS) && ![BESTANDEN, BEWAARD].includes(name));
  await registration.navigationPreload?.enable();
  await clients.claim();
}

async function forget(isMeant) {
  const names = (await caches.keys()).filter(isMeant);
  await Promise.all(names.map((name) => caches.delete(name)));
}

/* A page says which list is in its language, and which answer it is itself if it came before we were here. */
async function hear({ data, ports }) {
  if (data.wis) await forget((name) => name.startsWith(OURS));
  if (data.lijst) await keepList(new URL(data.lijst, location.origin));
  if (data.signaal) await keepForm();
  if (data.antwoord) await fetchAnswer(new URL(data.antwoord, location.origin));
  ports[0]?.postMessage("klaar");
}

// Which page is it?

function partOf(url) {
  const path = url.pathname.slice(mount.length);
  const taal = talen.find((code) => path.startsWith(`/${code}/`));
  return taal ? { taal: `/${taal}`, path: path.slice(taal.length + 1) } : { taal: "", path };
}

function isOpen(url) {
  const { path } = partOf(url);
  return !nooit.some((begin) => path === begin || path.startsWith(`${begin}/`));
}

function isAnswer(url) {
  return url.origin === location.origin && partOf(url).path === "/inloop" && url.search.length > 1;
}

function isList(url) {
  return url.origin === location.origin && partOf(url).path === "/inloop/alle";
}

// Showing

async function serveFile(request, url) {
  const kept = await caches.match(url.href, { ignoreVary: true });
  if (kept) return kept;
  try {
    return await fetch(request);
  } catch (error) {
    const present = url.pathname.slice(statisch.length).replace(/^\/v-[^/]+/, `/${versie}`);
    const alike = await caches.match(`${statisch}${present}`, { ignoreVary: true });
    if (alike) return alike;
    throw error;
  }
}

function answerTo(event, url) {
  if (url.pathname === signaal.formulier) return showForm(event);
  return isOpen(url) ? showPage(event, url) : fetchPage(event);
}

/* The browser asks for a page while we start, and would ask again for what we leave to it. */
async function fetchPage(event) {
  return (await event.preloadResponse) ?? fetch(event.request);
}

async function showPage(event, url) {
  try {
    const answer = await fetchPage(event);
    if (isAnswer(url) && mayBeKept(answer)) event.waitUntil(keepAnswer(url, answer.clone()));
    return answer;
  } catch (error) {
    const kept = await findKept(url);
    if (kept) return kept;
    throw error;
  }
}

/* Without network a teamlid gets the bare form that says nothing of anybody: js/signaal-wachtrij.js does the rest. */
async function showForm(event) {
  try {
    return await fetchPage(event);
  } catch (error) {
    const form = await (await caches.open(BEWAARD)).match(signaal.schil);
    if (form) return form;
    throw error;
  }
}

async function keepForm() {
  const answer = await fetch(signaal.schil, { credentials: "omit" });
  if (mayBeKept(answer)) await keep(await caches.open(BEWAARD), signaal.schil, answer);
}

/* The last answer for who asks for that, or asks the same again; the list for all others. */
async function findKept(url) {
  const cache = await caches.open(BEWAARD);
  const answer = await findAnswer(cache);
  const isAskedFor = partOf(url).path === "/inloop" && (!isAnswer(url) || (await markOf(url)) === answer?.headers.get(MERK));
  if (answer && isAskedFor) return asKept(answer, "antwoord", true);
  const list = await findList(cache, url);
  return list && asKept(list, isAnswer(url) ? "zoeken" : "lijst", Boolean(answer));
}

async function findAnswer(cache) {
  const answer = await cache.match(ANTWOORD);
  if (!answer || ageOf(answer) < TWO_WEEKS_MS) return answer;
  await cache.delete(ANTWOORD);
  return undefined;
}

/* By which the same question is known again. */
async function markOf(url) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(url.pathname + url.search));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function findList(cache, url) {
  const { taal } = partOf(url);
  const wanted = isList(url) ? [url.href] : [];
  for (const address of [...wanted, `${mount}${taal}/inloop/alle`, `${mount}/inloop/alle`]) {
    const page = await cache.match(address);
    if (page) return page;
  }
  return null;
}

async function asKept(page, what, hasAnswer) {
  const marks = `data-bewaard="${what}"${hasAnswer ? " data-antwoord" : ""}`;
  const text = (await page.text()).replace("<html", `<html ${marks}`);
  return new Response(text, { headers: page.headers });
}

// Keeping

function mayBeKept(answer) {
  const isPage = answer.headers.get("Content-Type")?.startsWith("text/html");
  return answer.ok && !answer.redirected && isPage && !/no-store/.test(answer.headers.get("Cache-Control"));
}

function ageOf(page) {
  return Date.now() - Number(page.headers.get(SINDS));
}

async function keepList(url) {
  if (!isList(url)) return;
  const cache = await caches.open(BEWAARD);
  const kept = await cache.match(url.href);
  if (kept && ageOf(kept) < HALF_A_DAY_MS && kept.headers.get(VERSIE) === versie) return;
  for (let next = url, pages = 0; next && pages < MOST_PAGES; pages += 1) next = await keepPageOfList(cache, next);
}

/* Returns where the list goes on. */
async function keepPageOfList(cache, url) {
  const answer = await fetch(url, { credentials: "omit" });
  if (!mayBeKept(answer)) return null;
  const following = /<([^>]+)>; rel="next"/.exec(answer.headers.get("Link"));
  await keep(cache, url.pathname + url.search, answer);
  return following && new URL(following[1], url);
}

async function fetchAnswer(url) {
  if (!isAnswer(url)) return;
  const answer = await fetch(url, { credentials: "omit", cache: "force-cache" });
  if (mayBeKept(answer)) await keepAnswer(url, answer);
}

/* One is kept: an older one tells more of where somebody was than it helps. */
async function keepAnswer(url, answer) {
  const cache = await caches.open(BEWAARD);
  await keep(cache, ANTWOORD, answer, { [MERK]: await markOf(url) });
}

async function keep(cache, address, answer, more = {}) {
  const text = await answer.text();
  const headers = new Headers({ [SINDS]: Date.now(), [VERSIE]: versie, ...more });
  for (const name of KEPT_HEADERS) if (answer.headers.has(name)) headers.set(name, answer.headers.get(name));
  await cache.put(address, new Response(text, { headers }));
  await keepFilesOf(text);
}

/* What the page looks like; the map is not for somebody without network. */
async function keepFilesOf(text) {
  const cache = await caches.open(BESTANDEN);
  const named = [...text.matchAll(/(?:href|src)="([^"#?]+)/g)].map(([, path]) => path);
  const wanted = new Set(named.filter((path) => path.startsWith(`${statisch}/`) && !NEVER_NEEDED.test(path)));
  for (const path of wanted) {
    if (!(await cache.match(path, { ignoreVary: true }))) await cache.add(path).catch(() => {}); // shown plainer then
  }
}
