/* Says while somebody types a new entry what on the map it looks like: within its form
     <div data-lijkt-op="address that answers {html, aantal} to the form" data-tekst-een="…" data-tekst-meer="… {n} …">
   with a place [data-lijkt-op-melding] that is read aloud, one [data-lijkt-op-lijst] for what was found, and a field
   toch_nieuw that says that it is something else. */

const TYPING_PAUSE_MS = 500;
const SHORTEST_NAME = 3;

class Alike {
  constructor(part) {
    this.part = part;
    this.form = part.closest("form");
    this.list = part.querySelector("[data-lijkt-op-lijst]");
    this.message = part.querySelector("[data-lijkt-op-melding]");
    this.form.addEventListener("input", ({ target }) => target.name === "naam" && this.askSoon());
    this.form.addEventListener("change", ({ target }) => target.name !== "naam" && this.askSoon());
    const place = this.form.querySelector("[data-plaats-uitkomst]");
    if (place) new MutationObserver(() => this.askSoon()).observe(place, { childList: true });
    this.list.addEventListener("click", ({ target }) => target.closest("[data-lijkt-op-nee]") && this.dismiss());
  }

  askSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), TYPING_PAUSE_MS);
  }

  async ask() {
    const { naam, toch_nieuw } = this.form.elements;
    if (toch_nieuw.value) return;
    this.request?.abort();
    this.request = new AbortController();
    if (naam.value.trim().length < SHORTEST_NAME) return this.show({ html: "", aantal: 0 });
    try {
      const body = new URLSearchParams([...new FormData(this.form)].filter(([, value]) => typeof value === "string"));
      const answer = await fetch(this.part.dataset.lijktOp, { method: "POST", body, signal: this.request.signal });
      if (answer.ok && !answer.redirected) this.show(await answer.json());
    } catch {
      // saving the form asks as well
    }
  }

  /* Left alone while the same is found: whoever is in the list must not lose their place. */
  show({ html, aantal }) {
    if (html === this.shown) return;
    this.shown = html;
    this.list.innerHTML = html;
    const { tekstEen, tekstMeer } = this.part.dataset;
    this.message.textContent = aantal ? (aantal === 1 ? tekstEen : tekstMeer.replace("{n}", aantal)) : "";
  }

  dismiss() {
    this.form.elements.toch_nieuw.value = "ja";
    this.show({ html: "", aantal: 0 });
    this.form.elements.naam.focus();
  }
}

for (const part of document.querySelectorAll("[data-lijkt-op]")) new Alike(part);
