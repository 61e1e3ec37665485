/* Shows the sections of a page one by one, as slides: <div data-presentatie> with sections, and <div data-diabalk> with
   buttons. Arrow keys, Page Up and Down, Home and End walk through them; Escape leads back to the long page. */

const room = document.querySelector("[data-presentatie]");
const slides = [...room.querySelectorAll("section")];
const start = document.querySelector("[data-start-presentatie]");
const bar = room.querySelector("[data-diabalk]");
const count = room.querySelector("[data-dia-telling]");
const STEPS = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 };
let at = 0;

const isOn = () => document.documentElement.classList.contains("wb-presenteert");

function show(number) {
  at = Math.max(0, Math.min(slides.length - 1, number));
  slides.forEach((slide, index) => slide.classList.toggle("wb-dia--nu", index === at));
  count.textContent = room.dataset.telling.replace("{n}", at + 1).replace("{m}", slides.length);
  slides[at].scrollTop = 0;
  slides[at].focus({ preventScroll: true });
}

function begin() {
  document.documentElement.classList.add("wb-presenteert");
  bar.hidden = false;
  document.documentElement.requestFullscreen?.().catch(() => {});
  show(at);
}

function stop() {
  document.documentElement.classList.remove("wb-presenteert");
  bar.hidden = true;
  if (document.fullscreenElement) document.exitFullscreen();
  start.focus();
}

start.hidden = false;
start.addEventListener("click", begin);
room.querySelector("[data-stop-presentatie]").addEventListener("click", stop);
for (const button of room.querySelectorAll("[data-dia]")) {
  button.addEventListener("click", () => show(at + Number(button.dataset.dia)));
}

// The browser takes Escape for itself while the screen is full.
document.addEventListener("fullscreenchange", () => {
  if (!document.fullscreenElement && isOn()) stop();
});

document.addEventListener("keydown", (event) => {
  if (!isOn() || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key in STEPS) show(at + STEPS[event.key]);
  else if (event.key === "Home") show(0);
  else if (event.key === "End") show(slides.length - 1);
  else if (event.key === "Escape") stop();
  else return;
  event.preventDefault();
});
