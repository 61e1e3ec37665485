/* Sends a form once, however often its button is pressed: <form data-eenmalig>. The server keeps watch as well. */

const PATIENCE_MS = 5000; // after that somebody may think that nothing was sent, and be right

for (const form of document.querySelectorAll("[data-eenmalig]")) {
  let isSent = false;
  const release = () => (isSent = false);
  form.addEventListener("submit", (event) => {
    if (isSent) event.preventDefault();
    else setTimeout(release, PATIENCE_MS);
    isSent = true;
  });
  window.addEventListener("pageshow", release); // back from the next page
}
