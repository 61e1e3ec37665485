/* Makes many things on a map one stop of the Tab key: from there the arrow keys go to the nearest in their direction. */

const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function rove(container, selector) {
  container.addEventListener("focusin", ({ target }) => {
    if (target.matches(selector)) makeStop(container, selector, target);
  });
  container.addEventListener(
    "keydown",
    (event) => {
      const direction = DIRECTIONS[event.key];
      if (!direction || !event.target.matches(selector)) return;
      event.preventDefault();
      event.stopPropagation(); // Leaflet would move the map
      nearest([...container.querySelectorAll(selector)], event.target, direction)?.focus();
    },
    true,
  );
}

/* Call it whenever things came or went. */
export function keepOneStop(container, selector) {
  const all = [...container.querySelectorAll(selector)];
  const stop = all.find((one) => one === document.activeElement) ?? all.find((one) => one.dataset.halte) ?? all[0];
  if (stop) makeStop(container, selector, stop);
}

function makeStop(container, selector, stop) {
  for (const one of container.querySelectorAll(selector)) {
    one.setAttribute("tabindex", one === stop ? "0" : "-1");
    if (one === stop) one.dataset.halte = "ja";
    else delete one.dataset.halte;
  }
}

/* What lies aside counts double: who goes right wants the neighbour on the right. */
function nearest(all, from, [dx, dy]) {
  const start = middle(from);
  let best = null;
  let least = Infinity;
  for (const one of all) {
    const { x, y } = middle(one);
    const ahead = (x - start.x) * dx + (y - start.y) * dy;
    const aside = Math.abs((x - start.x) * dy) + Math.abs((y - start.y) * dx);
    if (one !== from && ahead > 0 && ahead >= aside / 2 && ahead + 2 * aside < least) {
      least = ahead + 2 * aside;
      best = one;
    }
  }
  return best;
}

function middle(element) {
  const box = element.getBoundingClientRect();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
