/* Walks a list of work by keyboard: <ol data-werklijst>, rows with tabindex, in each the main action with data-doen.
   Its keys work only while the focus is in the list, and never where somebody types or chooses. */

const STEPS = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

for (const list of document.querySelectorAll("[data-werklijst]")) {
  const rows = [...list.children];
  // One stop for the Tab key before the links and buttons of the rows.
  rows[0].tabIndex = 0;

  list.addEventListener("keydown", (event) => {
    const row = event.target.closest("[data-werklijst] > *");
    const isTyping = event.target.matches("input, select, textarea");
    if (!row || isTyping || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key in STEPS) {
      rows[rows.indexOf(row) + STEPS[event.key]]?.focus();
    } else if (event.key === "Enter" && event.target === row) {
      row.querySelector("[data-doen]").click();
    } else if (event.key === "?") {
      const help = document.querySelector(".wb-toetsen");
      help.open = true;
      help.querySelector("summary").focus();
    } else {
      return;
    }
    event.preventDefault();
  });
}

// After an action the address names the row that comes next.
document.getElementById(location.hash.slice(1))?.focus();
