/* Lets somebody point at the picture of the bereik for a new place: <svg data-bereikkaart="id of the form" data-west
   data-north data-unit>. The form has fields x and y (RD metres). Whoever cannot point fills in an address or the fields themselves. */

function toRd(svg, event) {
  const { west, north, unit } = svg.dataset;
  const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
  return { x: Math.round(Number(west) + point.x * unit), y: Math.round(Number(north) - point.y * unit) };
}

function listen(svg) {
  const form = document.getElementById(svg.dataset.bereikkaart);
  if (!form) return;
  svg.dataset.kanWijzen = "";
  svg.closest("figure").querySelector("[data-bereik-uitleg]").hidden = false;
  svg.addEventListener("click", (event) => {
    const { x, y } = toRd(svg, event);
    form.elements.adres.value = "";
    form.elements.x.value = x;
    form.elements.y.value = y;
    form.submit();
  });
}

for (const svg of document.querySelectorAll("[data-bereikkaart]")) listen(svg);
