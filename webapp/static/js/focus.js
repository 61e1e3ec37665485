/* Moves the focus to what a page wants read first, such as the summary of errors in a form: <div data-focus tabindex="-1">. */

document.querySelector("[data-focus]")?.focus();
