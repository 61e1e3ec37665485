// Filters that wait behind a click on a phone are open where there is room beside the list.
if (matchMedia("(width >= 64rem)").matches) {
  for (const part of document.querySelectorAll("[data-breed-open]")) {
    part.open = true;
  }
}
