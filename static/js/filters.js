// Filters that change the page in place. htmx fetches and swaps (templates/commitments/_filtered.html); this keeps what is
// not swapped in step: the form, the address, and what is said while a request is under way or has failed.
(() => {
  const form = document.getElementById("filters");
  const trouble = document.getElementById("storing");
  const result = () => document.getElementById("lijst");
  const chosen = (values) => [...values].filter(([, value]) => value);
  const on = (name, listener) => document.addEventListener(name, listener);

  // A date that is half typed is no reason to refuse the other filters.
  form.noValidate = true;

  // The fields say what the address says, and which of them the page complains about.
  function follow() {
    const asked = new URLSearchParams(location.search);
    for (const field of form.elements) {
      if (field.name) field.value = asked.getAll(field.name).at(-1) ?? "";
      if (field.selectedIndex === -1) field.selectedIndex = 0;
    }
    mark();
  }
  function mark() {
    for (const field of form.elements) {
      const problem = document.getElementById(`${field.id}_error`);
      if (problem) {
        field.setAttribute("aria-invalid", "true");
        field.setAttribute("aria-describedby", problem.id);
      } else {
        field.removeAttribute("aria-invalid");
        field.removeAttribute("aria-describedby");
      }
    }
  }
  // The menu above the list keeps the question too, and so does the search box beside it.
  function carry() {
    const asked = new URLSearchParams(location.search);
    for (const name of ["page", "sort"]) asked.delete(name);
    for (const link of document.querySelectorAll("header.top a")) link.search = asked;
    const search = document.querySelector("header.top form");
    for (const field of search.querySelectorAll("[type=hidden]")) field.remove();
    asked.delete("q");
    for (const [name, value] of asked) {
      if (value) search.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    }
  }
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) follow(); // back on a page that the browser kept as it was left
  });

  // Empty fields stay out of the address, and what the page shows already is not asked for again.
  on("htmx:configRequest", (event) => {
    trouble.textContent = "";
    const { elt, formData } = event.detail;
    if (elt !== form) return;
    for (const [name, value] of [...formData]) if (!value) formData.delete(name);
    const here = chosen(new URLSearchParams(location.search));
    if (String(chosen(formData).sort()) === String(here.sort())) event.preventDefault();
  });

  on("htmx:beforeRequest", (event) => {
    event.detail.error = ""; // or htmx calls a request that a newer one overtakes an error, on the console
    result().setAttribute("aria-busy", "true");
  });
  on("htmx:afterRequest", () => result().removeAttribute("aria-busy"));

  on("htmx:afterOnLoad", ({ detail }) => {
    if (!detail.successful) return;
    if (detail.requestConfig.elt === form) mark();
    else follow();
    carry();
    // Who clicked on what is gone now goes on from the result.
    if (document.activeElement === document.body) result().focus({ preventScroll: true });
  });

  for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
    on(name, () => {
      trouble.textContent = trouble.dataset.text;
      trouble.scrollIntoView({ block: "nearest" });
    });
  }

  // On a phone the form is folded, so that the result is in sight. The style sheet sees to it (and nothing moves while the
  // page loads), but an older browser needs to be told.
  if (!CSS.supports("selector(::details-content)")) {
    const narrow = window.matchMedia("(max-width: 52rem)");
    const fold = () => { form.closest("details").open = !narrow.matches; };
    fold();
    narrow.addEventListener("change", fold);
  }
})();
