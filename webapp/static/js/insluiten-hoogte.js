// Tells the page around this one how high it is, so that it needs no scroll bar of its own.
"use strict";

const tellHeight = () => {
  const hoogte = Math.ceil(document.documentElement.getBoundingClientRect().height);
  window.parent.postMessage({ soort: "wijkbeeld-hoogte", hoogte }, "*");
};

if (window.parent !== window) {
  new ResizeObserver(tellHeight).observe(document.body);
}
