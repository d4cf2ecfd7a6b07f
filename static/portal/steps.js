// A change of language in the header saves what was typed first: it presses the form's own button.
const form = document.querySelector("form[data-step]");
const before = form && new URLSearchParams(new FormData(form)).toString();

for (const link of document.querySelectorAll("a.portal-language")) {
  link.addEventListener("click", (event) => {
    const button = form && form.querySelector("button[name=switch]");
    if (!button || new URLSearchParams(new FormData(form)).toString() === before) return;
    event.preventDefault();
    form.requestSubmit(button);
  });
}
