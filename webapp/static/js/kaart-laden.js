/* Brings in a map when it comes near the screen, or where every byte counts when somebody asks for it.

   A page has <div data-kaart> (static/js/kaart.js); data-op-verzoek on it says that the visitor asked to save data.
   Leaflet and its style are fetched here, so that a page which shows no map does not wait for them. */

const NEAR_PX = 300;
const SLOW = ["slow-2g", "2g", "3g"];

for (const element of document.querySelectorAll("[data-kaart]")) {
  if (hasToWait(element)) offer(element);
  else whenNear(element, () => bring(element));
}

function hasToWait(element) {
  const { saveData, effectiveType } = navigator.connection ?? {};
  return "opVerzoek" in element.dataset || saveData || SLOW.includes(effectiveType);
}

/* Room is kept for it, so that nothing moves when it comes. */
function whenNear(element, work) {
  element.classList.add("wb-kaart--wacht");
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      work();
    },
    { rootMargin: `${NEAR_PX}px` },
  );
  observer.observe(element);
}

function offer(element) {
  const texts = JSON.parse(element.dataset.teksten);
  const box = document.createElement("div");
  const why = document.createElement("p");
  const button = document.createElement("button");
  why.textContent = texts.op_verzoek;
  button.textContent = texts.toon_kaart;
  button.type = "button";
  button.className = "utrecht-button utrecht-button--secondary-action";
  box.className = "wb-kaart-vraag";
  box.append(why, button);
  element.before(box);
  button.addEventListener("click", async () => {
    button.disabled = true;
    await bring(element);
    box.remove();
    element.focus();
  });
}

async function bring(element) {
  try {
    const [{ showKaart }] = await Promise.all([import("./kaart.js"), addStyle(), addLeaflet()]);
    element.classList.remove("wb-kaart--wacht");
    showKaart(element);
  } catch {
    element.classList.remove("wb-kaart--wacht");
    say(element);
  }
}

function addLeaflet() {
  const script = document.createElement("script");
  script.src = new URL("../vendor/leaflet.js", import.meta.url);
  return added(script, (made) => document.head.append(made));
}

/* Before our own style, which has the last word. */
function addStyle() {
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = new URL("../vendor/leaflet.css", import.meta.url);
  return added(style, (made) => document.querySelector('link[href$="/css/kaart.css"]').before(made));
}

function added(element, add) {
  return new Promise((resolve, reject) => {
    element.addEventListener("load", resolve);
    element.addEventListener("error", reject);
    add(element);
  });
}

function say(element) {
  const line = document.createElement("p");
  line.className = "wb-kaart__melding";
  line.setAttribute("role", "status");
  line.textContent = JSON.parse(element.dataset.teksten).geen_kaart;
  element.after(line);
}
