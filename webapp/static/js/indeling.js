/* Shows what a division does while it is chosen: <form data-indeling>, whose answer to actie=effect is put in
   <div data-effect>, its first sentence in <p data-samenvatting role="status">.

   A <select data-buurt data-was="team"> shows the [data-was-tekst] beside it when its team is another. In a <tbody
   data-wijk> the button [data-zet-wijk] gives every buurt the team of [data-hele-wijk]. */

const PAUSE_MS = 300; // somebody who goes through the teams with the arrow keys is not done at the first

for (const form of document.querySelectorAll("[data-indeling]")) {
  const effect = form.querySelector("[data-effect]");
  const summary = form.querySelector("[data-samenvatting]");
  const fault = form.querySelector("[data-effect-fout]");
  let asked = 0;
  let timer;

  form.addEventListener("change", (event) => {
    if (!event.target.matches("[data-buurt], #vanaf")) return;
    markChanges(form);
    clearTimeout(timer);
    timer = setTimeout(update, PAUSE_MS);
  });

  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-zet-wijk]");
    if (!button) return;
    event.preventDefault();
    setWijk(button.closest("[data-wijk]"));
  });

  async function update() {
    const number = (asked += 1);
    effect.ariaBusy = "true";
    const parts = await read(form).catch(() => null);
    if (number !== asked) return; // a later choice is on its way
    effect.ariaBusy = null;
    fault.hidden = parts !== null;
    if (parts) show(parts);
    else effect.replaceChildren();
  }

  function show(parts) {
    const said = parts.querySelector("[data-samenvatting]");
    said.remove();
    summary.textContent = said.textContent;
    effect.replaceChildren(...parts.childNodes);
  }
}

async function read(form) {
  const body = new URLSearchParams(new FormData(form));
  body.set("actie", "effect");
  const answer = await fetch(form.action, { method: "POST", body });
  if (!answer.ok || answer.redirected) throw new Error(answer.status);
  return new DOMParser().parseFromString(await answer.text(), "text/html").body;
}

function markChanges(form) {
  for (const select of form.querySelectorAll("[data-buurt]")) {
    const { was } = select.dataset;
    select.parentElement.querySelector("[data-was-tekst]").hidden = !was || was === select.value;
  }
}

function setWijk(wijk) {
  const team = wijk.querySelector("[data-hele-wijk]").value;
  const buurten = [...wijk.querySelectorAll("[data-buurt]")];
  if (!team) return;
  for (const select of buurten) select.value = team;
  buurten.at(-1).dispatchEvent(new Event("change", { bubbles: true }));
}
