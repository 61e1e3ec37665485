/* Forgets what concept.js kept: what was saved by now, <span data-concept-bewaard="account:path">, and all that an
   account typed when it signs out, <form data-concepten-wissen="account">: then concept.js hears `concepten-gewist`. */

const CONCEPT = "wijkbeeld:concept:";

function forget(isMeant) {
  try {
    for (const key of Object.keys(localStorage).filter(isMeant)) localStorage.removeItem(key);
  } catch {
    // a browser that keeps nothing has nothing to forget
  }
}

for (const { dataset } of document.querySelectorAll("[data-concept-bewaard]")) {
  forget((key) => key === CONCEPT + dataset.conceptBewaard);
}
for (const form of document.querySelectorAll("[data-concepten-wissen]")) {
  form.addEventListener("submit", () => {
    dispatchEvent(new Event("concepten-gewist"));
    forget((key) => key.startsWith(`${CONCEPT}${form.dataset.conceptenWissen}:`));
  });
}
