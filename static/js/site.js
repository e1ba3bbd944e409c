// Paper has no folds: what can be opened is printed open.
window.addEventListener("beforeprint", () => {
  for (const twin of document.querySelectorAll("details.twin")) twin.open = true;
});

// The note of a word opens for who points at the word or reaches it by key, and stays while the pointer is on the note.
const noteAt = (place) => place?.closest?.(".word")?.popoverTargetElement ?? place?.closest?.(".note");
const show = (word) => word.popoverTargetElement.matches(":popover-open") || word.popoverTargetElement.showPopover({ source: word });
// Room below its line, so that it hides nothing of the sentence; not where it lies above the word, at the end of the screen.
const wordOf = (note) => document.querySelector(`[popovertarget="${note.id}"]`);
document.addEventListener("toggle", ({ target, newState }) => {
  if (newState !== "open" || !target.matches?.(".note") || !CSS.supports("position-area: bottom")) return;
  const isBelow = target.getBoundingClientRect().top >= wordOf(target).getBoundingClientRect().bottom - 1;
  if (isBelow) wordOf(target).style.marginBottom = `${target.offsetHeight + 4}px`;
}, true);
// The room closes at once, so that what comes next does not move after it got the focus.
document.addEventListener("beforetoggle", ({ target, newState }) => {
  if (newState === "closed" && target.matches?.(".note")) wordOf(target).style.marginBottom = "";
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
