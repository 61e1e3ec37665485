/* Says while somebody types what points at a person: a text field with data-persoonsgegevens="address that answers a list
   of {soort, naam, begin, eind}" and, for its id, the part that the macro `melding` makes. The text goes to our own
   server, which keeps nothing of it. Without an answer the plainest kinds are looked for here. The server looks again
   when the form is sent. */

const PAUSE_MS = 600;
const TIMES = /(?<![\d.:])(?:[01]?\d|2[0-4])[.:][0-5]\d(?![.:]?\d)/g;
const IBAN = /\bnl[ .-]?\d\d[ .-]?[a-z]{4}(?:[ .-]?\d){9,10}(?!\d)/gi;
const EMAIL = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/g;
const TELEFOON = /(?<!\d)(?:(?:\+|00)31[ .-]{0,3}(?:\(0\))?[ .-]{0,2}|\(?0(?![89]00))[1-9](?:[ .\-/)]{0,3}\d){8}(?!\d)/g;
const NINE_DIGITS = /(?<!\d)\d(?:[ .-]?\d){8}(?!\d)/g;
const POSTCODE = /(?<!\d)[1-9]\d{3} ?[a-z]{2},? ?(?:nr\.? ?)?\d{1,5}(?!\w)/gi;

const isBsn = (text) => {
  const digits = [...text].filter((char) => char >= "0" && char <= "9").map(Number);
  const sum = digits.reduce((total, digit, at) => total + digit * (at === 8 ? -1 : 9 - at), 0);
  return digits.some(Boolean) && sum % 11 === 0;
};
const KINDS = [
  ["rekeningnummer", IBAN, () => true],
  ["e-mailadres", EMAIL, () => true],
  ["telefoonnummer", TELEFOON, () => true],
  ["burgerservicenummer", NINE_DIGITS, isBsn],
  ["adres", POSTCODE, () => true],
];

/* Parts as the browser counts characters, those that overlap an earlier kind left out. */
function findHere(text) {
  const bare = text.replace(TIMES, (time) => "\0".repeat(time.length));
  const found = [];
  for (const [naam, pattern, holds] of KINDS) {
    for (const match of bare.matchAll(pattern)) {
      const [begin, eind] = [match.index, match.index + match[0].length];
      if (holds(match[0]) && !found.some((other) => other.begin < eind && begin < other.eind)) {
        found.push({ naam, begin, eind });
      }
    }
  }
  return found.sort((one, other) => one.begin - other.begin);
}

/* The server counts whole characters; a browser counts those outside the first 65,536 twice. */
function inBrowserCharacters(text, found) {
  const chars = Array.from(text);
  if (chars.length === text.length) return found;
  const length = (count) => chars.slice(0, count).join("").length;
  return found.map((one) => ({ ...one, begin: length(one.begin), eind: length(one.eind) }));
}

class PersonCheck {
  constructor(field) {
    this.field = field;
    this.part = document.querySelector(`[data-vondsten-van="${field.id}"]`);
    this.message = this.part.querySelector("[data-vondsten-melding]");
    this.list = this.part.querySelector("[data-vondsten-lijst]");
    this.part.hidden = false;
    field.addEventListener("input", () => this.askSoon());
    if (field.value) this.ask();
  }

  askSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), PAUSE_MS);
  }

  async ask() {
    this.request?.abort();
    this.request = new AbortController();
    const { signal } = this.request;
    const text = this.field.value;
    const found = text.trim() ? await this.find(text, signal) : [];
    if (!signal.aborted) this.show(text, found);
  }

  async find(text, signal) {
    const body = new URLSearchParams({ tekst: text });
    const token = this.field.form?.elements.csrf_token;
    if (token) body.set("csrf_token", token.value);
    try {
      const answer = await fetch(this.field.dataset.persoonsgegevens, { method: "POST", body, signal });
      if (answer.ok && !answer.redirected) return inBrowserCharacters(text, await answer.json());
    } catch {
      // offline, or typed on
    }
    return findHere(text);
  }

  /* What did not change is left alone: it would be read aloud again. */
  show(text, found) {
    const { tekstEen, tekstMeer } = this.part.dataset;
    const said = found.length ? (found.length === 1 ? tekstEen : tekstMeer.replace("{n}", found.length)) : "";
    if (this.message.textContent !== said) this.message.textContent = said;
    this.list.replaceChildren(...found.map((one) => this.line(text, one)));
    this.list.hidden = !found.length;
    this.field.toggleAttribute("data-wijst-naar-persoon", found.length > 0);
  }

  line(text, { naam, begin, eind }) {
    const line = document.createElement("li");
    line.className = "utrecht-unordered-list__item";
    const mark = document.createElement("mark");
    mark.textContent = text.slice(begin, eind);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "wb-link-button";
    button.textContent = this.part.dataset.tekstToon;
    button.setAttribute("aria-label", `${this.part.dataset.tekstToon}: ${mark.textContent}`);
    button.addEventListener("click", () => {
      this.field.focus();
      this.field.setSelectionRange(begin, eind);
    });
    line.append(mark, `: ${naam} `, button);
    return line;
  }
}

for (const field of document.querySelectorAll("[data-persoonsgegevens]")) new PersonCheck(field);
