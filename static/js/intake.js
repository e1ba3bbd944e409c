// The page on which a letter is entered. Everything works without it; with it, text and rows lead to each other, the
// count keeps up, and what is selected in the letter can be added as a row.
const form = document.getElementById("intake");
const letter = document.getElementById("letter");
const quote = document.getElementById("id_quote");
const skip = document.getElementById("id_skip");
const narrow = matchMedia("(max-width: 1024px)");
const rows = new Map([...document.querySelectorAll("article.row")].map((row) => [row.dataset.row, row]));
const marksOf = (key) => letter.querySelectorAll(`a[data-row="${key}"]`);

// From a mark to its row, and from a row to its mark.

function openRow(row) {
  const details = row.querySelector("details");
  if (details) details.open = true;
  row.scrollIntoView({ block: "center" });
  (details?.querySelector("summary") ?? row).focus({ preventScroll: true });
}

letter.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-row]");
  if (!link || !getSelection().isCollapsed) return;
  event.preventDefault();
  openRow(rows.get(link.dataset.row));
});

function light(row) {
  for (const mark of letter.querySelectorAll("mark.current")) mark.classList.remove("current");
  const links = row ? [...marksOf(row.dataset.row)] : [];
  for (const link of links) link.parentElement.classList.add("current");
  // On a narrow screen the letter stands above the rows: there only the link goes to it.
  if (links.length && !narrow.matches) scrollWithin(letter, links[0]);
}

function scrollWithin(box, one) {
  const room = box.getBoundingClientRect();
  const place = one.getBoundingClientRect();
  if (place.top < room.top || place.bottom > room.bottom) box.scrollTop += place.top - room.top - room.height / 3;
}

document.addEventListener("focusin", (event) => {
  if (!event.target.closest("#letter")) light(event.target.closest("article.row"));
});

// A row that is agreed, or of which the verdict changes, says so at once; the reasons of another verdict are gone then.

function show(row) {
  const tick = row.querySelector("header input[type=checkbox]");
  if (!tick) return;
  row.before ??= row.classList.contains("agreed") ? "open" : [...row.classList].find((name) => name !== "row");
  const state = tick.checked ? "agreed" : row.before;
  const words = { agreed: "akkoord", doubtful: "twijfel", open: "te doen" }[state];
  row.classList.remove("agreed", "doubtful", "open");
  row.classList.add(state);
  row.querySelector(".state").textContent = words;
  for (const link of marksOf(row.dataset.row)) {
    link.parentElement.classList.remove("agreed", "doubtful", "open");
    link.parentElement.classList.add(state);
    link.dataset.state = words;
  }
}

function count() {
  const known = document.querySelectorAll("article.row.known").length;
  const agreed = document.querySelectorAll("article.row > header input:checked").length;
  document.getElementById("handled").textContent = known + agreed;
}

let isTyped = Boolean(document.querySelector(".conflict, [data-unsaved]"));
form.addEventListener("input", (event) => {
  const row = event.target.closest("article.row");
  if (event.target !== quote) isTyped = true;
  if (row && event.target.matches("header input")) {
    show(row);
    count();
  }
  if (row && event.target.matches(".of-verdict select")) {
    row.querySelector(".says-it b").textContent = event.target.selectedOptions[0].textContent;
    const reasons = ".says-it .why, :scope > .doubt, :scope > .sum, .of-verdict .why, .of-verdict .doubt";
    for (const reason of row.querySelectorAll(reasons)) reason.hidden = event.target.value !== row.dataset.verdict;
  }
});

// What is selected in the letter goes to the field, with how often the same words stand before it.

const oneLine = (text) => text.replace(/\s+/g, " ").trim();

document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  if (!quote || selection.isCollapsed || !letter.contains(selection.anchorNode) || !letter.contains(selection.focusNode)) return;
  const range = selection.getRangeAt(0);
  const chosen = oneLine(range.toString());
  if (!chosen) return;
  const before = document.createRange();
  before.setStart(letter, 0);
  before.setEnd(range.startContainer, range.startOffset);
  quote.value = chosen;
  skip.value = oneLine(before.toString()).split(chosen).length - 1;
  quote.closest(".add").classList.add("chosen");
});

quote?.addEventListener("input", () => {
  skip.value = "";
});

// Nobody loses an edit by leaving.

form.addEventListener("submit", () => {
  isTyped = false;
});
addEventListener("beforeunload", (event) => {
  if (isTyped) event.preventDefault();
});

// After an answer of the server: to what is wrong, or to the row that was added.

document.querySelector(".conflict, .problems")?.scrollIntoView({ block: "start" });
document.querySelector(".problems")?.focus({ preventScroll: true });
function followAddress() {
  const fold = document.querySelector("details.names");
  if (fold && location.hash === `#${fold.id}`) {
    fold.open = true;
    fold.querySelector("input").focus();
  }
  const row = location.hash.startsWith("#rij-") && rows.get(decodeURIComponent(location.hash.slice(5)));
  if (row) openRow(row);
  const field = location.hash.startsWith("#id_") && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (field) {
    const details = field.closest("details");
    if (details) details.open = true;
    field.focus();
  }
}
addEventListener("hashchange", followAddress);
followAddress();
