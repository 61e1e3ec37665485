/* Shows only what belongs to the choice that was made: <div data-bij-keuze="name of the radio buttons"
   data-waarden="values for which it is there, with spaces between">. */

const parts = document.querySelectorAll("[data-bij-keuze]");

function update() {
  for (const part of parts) {
    const chosen = part.closest("form").elements[part.dataset.bijKeuze].value;
    part.hidden = !part.dataset.waarden.split(" ").includes(chosen);
  }
  dispatchEvent(new Event("resize")); // a map that comes into view must measure itself again
}

for (const name of new Set([...parts].map((part) => part.dataset.bijKeuze))) {
  for (const choice of document.getElementsByName(name)) choice.addEventListener("change", update);
}
update();
