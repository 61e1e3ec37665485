/* Keeps the map of a division in step with the table, and lets a click give a buurt the chosen team: <div data-buurtkaart>
   with <g data-vlak="buurt" data-team="number"> for each <select data-buurt="buurt"> of its form, and a radio button of
   each team, in the order of their numbers. */

for (const kaart of document.querySelectorAll("form [data-buurtkaart]")) {
  const form = kaart.closest("form");
  const teams = [...kaart.querySelectorAll("input[type=radio]")];
  const numberOf = (slug) => teams.findIndex((team) => team.value === slug) + 1;

  for (const team of teams) team.hidden = false;
  kaart.querySelector("[data-kaart-uitleg]").hidden = false;
  kaart.classList.add("wb-buurtkaart--aan");
  form.addEventListener("change", draw);

  kaart.addEventListener("click", (event) => {
    const vlak = event.target.closest("[data-vlak]");
    const team = teams.find((one) => one.checked);
    if (!vlak || !team) return;
    const select = selectOf(vlak);
    select.value = team.value;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  });

  function draw() {
    for (const vlak of kaart.querySelectorAll("[data-vlak]")) {
      const number = numberOf(selectOf(vlak).value);
      vlak.dataset.team = number || "";
      vlak.querySelector("text").textContent = number || "?";
    }
  }

  function selectOf(vlak) {
    return form.elements[`team-${vlak.dataset.vlak}`];
  }
}
