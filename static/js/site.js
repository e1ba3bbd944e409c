// Before the first paint: this page can draw, so each chart's table starts folded.
document.documentElement.classList.add("js");
document.addEventListener("DOMContentLoaded", () => {
  for (const twin of document.querySelectorAll("details.twin")) twin.open = false;
  window.addEventListener("beforeprint", () => {
    for (const twin of document.querySelectorAll("details.twin")) twin.open = true;
  });
});
// Back in the browser's history, the filters say again what the page shows.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form.filters")) form.reset();
});
