// The page that has a form once more. Who signed in meanwhile, in another tab, has another token than when this page came:
// it goes along, so that one press is enough. Without this the form is refused, and comes back with the new token.
const form = document.querySelector("form.send-again");

form.addEventListener("submit", () => {
  const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  if (token) form.elements.csrfmiddlewaretoken.value = token[1];
});
