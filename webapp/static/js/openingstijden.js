/* Adds rows to the editor of opening hours, and says how they are read: <div data-uren="address that answers {read,
   fout}"> with rows [data-regel], a button [data-regel-erbij] and a place [data-gelezen] for the answer. */

const MAX_ROWS = 14;
const WAIT_MS = 400;

class Hours {
  constructor(part) {
    this.part = part;
    this.button = part.querySelector("[data-regel-erbij]");
    this.answer = part.querySelector("[data-gelezen]");
    this.button.addEventListener("click", (event) => {
      event.preventDefault();
      const row = this.addRow();
      if (event.isTrusted) row.querySelector("input").focus(); // and not when a script puts back what was typed
    });
    let timer;
    part.addEventListener("change", () => {
      clearTimeout(timer);
      timer = setTimeout(() => this.read(), WAIT_MS);
    });
  }

  addRow() {
    const rows = this.part.querySelectorAll("[data-regel]");
    const row = rows[rows.length - 1].cloneNode(true);
    for (const element of row.querySelectorAll("[id], [name], [for]")) renumber(element, rows.length);
    for (const field of row.querySelectorAll("input, select")) empty(field);
    for (const details of row.querySelectorAll("details")) details.open = false;
    row.querySelector("[data-nummer]").textContent = rows.length + 1;
    rows[rows.length - 1].after(row);
    this.button.hidden = rows.length + 1 >= MAX_ROWS;
    return row;
  }

  async read() {
    const url = new URL(this.part.dataset.uren, location.href);
    const names = new Set([...this.part.querySelectorAll("[name]")].map((field) => field.name));
    for (const [name, value] of new FormData(this.part.closest("form"))) {
      if (names.has(name)) url.searchParams.append(name, value);
    }
    try {
      const answer = await fetch(url);
      const { read, fout } = answer.ok ? await answer.json() : {};
      this.answer.textContent = read || fout || "";
      this.answer.classList.toggle("wb-gelezen--vraag", Boolean(fout));
    } catch {
      this.answer.textContent = ""; // saving the form tells as well
    }
  }
}

function renumber(element, number) {
  for (const attribute of ["id", "name", "for"]) {
    const value = element.getAttribute(attribute);
    if (value) element.setAttribute(attribute, value.replace(/^uren-\d+/, `uren-${number}`));
  }
}

function empty(field) {
  if (field.type === "checkbox") field.checked = false;
  else field.value = "";
}

for (const part of document.querySelectorAll("[data-uren]")) new Hours(part);
