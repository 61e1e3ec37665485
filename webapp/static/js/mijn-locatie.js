// "Gebruik mijn locatie": goes to what is near the visitor, who is known no better than to 100 metres.

// A cell of 0.002 by 0.001 degrees is in the Netherlands 132 to 142 by 111 metres: everybody in it sends its middle. Three
// decimals of longitude would be 68 metres. The server rounds alike (CELLS_A_DEGREE_LON and _LAT in place.py).
const CELLS_A_DEGREE = { longitude: 500, latitude: 1000 };
const rounded = (coords, axis) => (Math.round(coords[axis] * CELLS_A_DEGREE[axis]) / CELLS_A_DEGREE[axis]).toFixed(3);

for (const part of document.querySelectorAll("[data-mijn-locatie]")) {
  const button = part.querySelector("button");
  const status = part.querySelector("[role=status]");
  const field = part.closest("form").querySelector("[name=q]");
  const go = ({ coords }) => {
    const there = new URL(part.dataset.mijnLocatie, location.href);
    there.searchParams.set("nabij", `${rounded(coords, "longitude")},${rounded(coords, "latitude")}`);
    location.assign(there.href.replace("%2C", ",")); // a comma may stand in a query as it is
  };
  // What was typed stays; the field is where to go on.
  const fail = (error) => {
    const refused = error.code === error.PERMISSION_DENIED;
    status.textContent = refused ? part.dataset.geweigerd : part.dataset.mislukt;
    button.disabled = false;
    field.focus();
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
