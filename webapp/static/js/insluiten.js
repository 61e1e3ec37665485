// For another website: gives each frame of ours the height that it asks for, and listens to no other page.
"use strict";

window.addEventListener("message", ({ data, origin, source }) => {
  if (!data || data.soort !== "wijkbeeld-hoogte" || !Number.isFinite(data.hoogte)) return;
  for (const frame of document.querySelectorAll("iframe[data-wijkbeeld]")) {
    if (frame.contentWindow === source && new URL(frame.src).origin === origin) {
      frame.style.height = `${Math.min(Math.max(data.hoogte, 100), 20000)}px`;
    }
  }
});
