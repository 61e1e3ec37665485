/* Opens <a data-paneel> as a window on top of the page: what it shows is the <main> of the page that the link leads to.

   templates/macros/cijfer.html writes the window, <dialog data-paneel-venster>, with <a data-paneel-adres> to that page
   and <div data-paneel-inhoud> to fill. When the page cannot be had, the link is followed as if this file were not here. */

const venster = document.querySelector("[data-paneel-venster]");
const inhoud = venster.querySelector("[data-paneel-inhoud]");
const adres = venster.querySelector("[data-paneel-adres]");
let opener = null;
let asked = 0;

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-paneel]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  open(link);
});

venster.addEventListener("click", (event) => {
  if (event.target === venster) venster.close(); // the window fills its own box: what is left is the backdrop
});

venster.addEventListener("close", () => {
  asked += 1; // what is still on its way comes too late
  inhoud.replaceChildren();
  opener?.focus();
  opener = null;
});

async function open(link) {
  const number = (asked += 1);
  link.ariaBusy = "true";
  try {
    const parts = await read(link.href);
    if (number === asked) show(link, parts);
  } catch {
    if (number === asked) location.assign(link.href);
  } finally {
    link.ariaBusy = null;
  }
}

async function read(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  page.querySelectorAll("main nav").forEach((nav) => nav.remove());
  return [...page.querySelector("main").childNodes];
}

function show(link, parts) {
  if (!venster.contains(link)) opener = link; // a figure within the window changes what it shows, not where it came from
  inhoud.replaceChildren(...parts);
  adres.href = link.href;
  if (!venster.open) venster.showModal();
  inhoud.focus();
  inhoud.scrollTop = 0;
  if (link.hash) inhoud.querySelector(link.hash)?.scrollIntoView();
}
