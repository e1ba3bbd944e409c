// Paper has no folds: what can be opened is printed open.
window.addEventListener("beforeprint", () => {
  for (const twin of document.querySelectorAll("details.twin")) twin.open = true;
});
