/* Lets a service worker keep what somebody needs without network: templates/offline/sw.js. The page says by data
   attributes on its <link rel="manifest"> where that script stands (data-offline) and the list in its language
   (data-lijst). Done when the page is there, so that it costs no time. */

const { offline, lijst } = document.querySelector("link[data-offline]").dataset;
const kept = document.documentElement.dataset.bewaard;

if (kept || document.querySelector("[data-wis-bewaard]")) import("./bewaard.js");
if ("serviceWorker" in navigator && !kept) {
  if (document.readyState === "complete") later(start);
  else addEventListener("load", () => later(start));
}

function later(work) {
  (window.requestIdleCallback ?? setTimeout)(work);
}

async function start() {
  const cameBefore = !navigator.serviceWorker.controller;
  try {
    await navigator.serviceWorker.register(offline, { updateViaCache: "none" });
    const { active } = await navigator.serviceWorker.ready;
    active.postMessage({ lijst, antwoord: cameBefore ? location.href : null });
  } catch {
    /* The browser refuses it, as in a private window: then the site works with network only. */
  }
}
