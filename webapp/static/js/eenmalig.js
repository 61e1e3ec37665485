/* Sends a form once, however often its button is pressed: <form data-eenmalig>. The server keeps watch as well. */

for (const form of document.querySelectorAll("[data-eenmalig]")) {
  let isSent = false;
  form.addEventListener("submit", (event) => {
    if (isSent) event.preventDefault();
    isSent = true;
  });
  // A page that comes back with the browser's back button may be sent again.
  window.addEventListener("pageshow", () => (isSent = false));
}
