/* Copies what a field holds: <button data-kopieer="ID" data-gelukt="Gekopieerd" hidden>, and says so in the next role="status". */

for (const button of document.querySelectorAll("[data-kopieer]")) {
  const field = document.getElementById(button.dataset.kopieer);
  const status = button.parentElement.querySelector("[role=status]");
  button.hidden = !navigator.clipboard; // which a browser has on https and on this machine only
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(field.value);
    status.textContent = button.dataset.gelukt;
  });
}
