// "Gebruik mijn locatie": goes to what is near the visitor. The place is rounded to about ten metres.
for (const part of document.querySelectorAll("[data-mijn-locatie]")) {
  const button = part.querySelector("button");
  const status = part.querySelector("[role=status]");
  const go = ({ coords }) => {
    const nabij = `${coords.longitude.toFixed(4)},${coords.latitude.toFixed(4)}`;
    const there = new URL(part.dataset.mijnLocatie, location.href);
    there.searchParams.set("nabij", nabij);
    location.assign(there.href.replace("%2C", ",")); // a comma may stand in a query as it is
  };
  const fail = () => {
    status.textContent = part.dataset.mislukt;
    button.disabled = false;
  };
  button.addEventListener("click", () => {
    status.textContent = part.dataset.bezig;
    button.disabled = true;
    navigator.geolocation.getCurrentPosition(go, fail, { timeout: 10000, maximumAge: 60000 });
  });
  // The back button brings the page as it was left: ready to be asked again.
  addEventListener("pageshow", () => {
    status.textContent = "";
    button.disabled = false;
  });
  part.hidden = !("geolocation" in navigator && isSecureContext);
}
