// What is typed, as it would change the totals. Everything works without this: the button sends the page, and the answer has
// the table. With it the table comes alone, and is renewed a moment after a field changes; never two at a time.
const section = document.getElementById("effect");
const button = section?.querySelector("button");
const told = section?.querySelector(".told");
const renewing = section?.querySelector(".renewing");
const inShort = document.querySelector(".effect-in-short");
const page = button?.form;
const PAUSE = 500; // milliseconds without typing
const CHANGES_NOTHING = /^(mentions|signatures)-|^(csrfmiddlewaretoken|quote|skip|_.*)$/;
let pause;
let isAsking = false;
let isAskedAgain = false;
let isLeaving = false;

function show(html) {
  told.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
  inShort.replaceChildren(...(told.querySelector(".in-short")?.childNodes ?? []));
}

async function answer() {
  const typed = new FormData(page);
  typed.set(button.name, "part");
  const response = await fetch(button.formAction, { method: "POST", body: typed, redirect: "error" });
  if (!response.ok) throw new Error(response.statusText);
  return response.text();
}

async function renew() {
  clearTimeout(pause);
  isAskedAgain = isAsking;
  if (isAsking || isLeaving) return;
  isAsking = true;
  renewing.textContent = "Wordt berekend…";
  section.setAttribute("aria-busy", "true");
  try {
    show(await answer());
    renewing.textContent = "Bijgewerkt.";
  } catch {
    if (!isLeaving) renewing.textContent = "Berekenen lukt nu niet. Druk nog eens op de knop, of bewaar wat u typte.";
  }
  section.removeAttribute("aria-busy");
  isAsking = false;
  if (isAskedAgain) renew();
}

function renewSoon(event) {
  if (CHANGES_NOTHING.test(event.target.name ?? "")) return;
  clearTimeout(pause);
  pause = setTimeout(renew, PAUSE);
}

if (section) {
  button.addEventListener("click", (event) => {
    event.preventDefault();
    renew();
  });
  page.addEventListener("input", renewSoon);
  // What is searched for and picked is told to jQuery only.
  if (window.django?.jQuery) window.django.jQuery(page).on("change", renewSoon);
  else page.addEventListener("change", renewSoon);
  page.addEventListener("submit", () => {
    isLeaving = true;
    clearTimeout(pause);
  });
}
