// Paper has no folds: what can be opened is printed open.
window.addEventListener("beforeprint", () => {
  for (const twin of document.querySelectorAll("details.twin")) twin.open = true;
});

// The note of a word opens for who points at the word or reaches it by key, and stays while the pointer is on the note.
const noteAt = (place) => place?.closest?.(".word")?.popoverTargetElement ?? place?.closest?.(".note");
const show = (word) => word.popoverTargetElement.matches(":popover-open") || word.popoverTargetElement.showPopover({ source: word });
// Room below its line, so that it hides nothing of the sentence; not where it lies above the word, at the end of the screen.
document.addEventListener("toggle", ({ target, newState }) => {
  if (!target.matches?.(".note")) return;
  const word = document.querySelector(`[popovertarget="${target.id}"]`);
  const isBelow = newState === "open" && target.getBoundingClientRect().top >= word.getBoundingClientRect().bottom - 1;
  word.style.marginBottom = isBelow && CSS.supports("position-area: bottom") ? `${target.offsetHeight + 4}px` : "";
}, true);
document.addEventListener("pointerover", ({ target, pointerType }) => {
  if (pointerType === "mouse" && target.matches(".word")) show(target);
});
document.addEventListener("pointerout", ({ target, relatedTarget, pointerType }) => {
  const note = noteAt(target);
  if (pointerType === "mouse" && note && noteAt(relatedTarget) !== note) note.hidePopover();
});
document.addEventListener("focusin", ({ target }) => {
  if (target.matches(".word:focus-visible")) show(target);
});
document.addEventListener("focusout", ({ target }) => {
  if (target.matches?.(".word")) target.popoverTargetElement.hidePopover();
});
// A click of the mouse would close again what pointing opened.
document.addEventListener("click", (event) => {
  if (event.pointerType === "mouse" && event.target.matches(".word")) {
    event.preventDefault();
    show(event.target);
  }
});
