// Brings back what was typed on a page when a language switch or signing in again came between.
// It stays in this tab only, and never holds passwords, files or hidden fields.
(() => {
  const PREFIX = "typed:";
  const here = PREFIX + location.pathname.replace(/^\/(en|zh-hans)\//, "/");
  const words = document.currentScript.dataset.restored;
  const SKIPPED = ["hidden", "password", "file", "submit", "button"];
  const forms = () => [...document.querySelectorAll('main form[method="post"]')];
  const fields = (form) =>
    [...form.elements].filter((field) => field.name && !SKIPPED.includes(field.type));

  function keep(reason) {
    const typed = forms().map((form) =>
      fields(form).map((field) => [field.name, field.value, field.checked === true]),
    );
    if (typed.some((list) => list.length)) {
      sessionStorage.setItem(here, JSON.stringify({ reason, typed }));
    }
  }

  function put(form, list) {
    let changed = false;
    const now = fields(form);
    list.forEach(([name, value, checked], index) => {
      const field = now[index];
      if (!field || field.name !== name) return;
      if (field.type === "checkbox" || field.type === "radio") {
        changed = changed || field.checked !== checked;
        field.checked = checked;
      } else if (field.value !== value) {
        changed = true;
        field.value = value;
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
    });
    return changed;
  }

  function bringBack() {
    const stored = sessionStorage.getItem(here);
    Object.keys(sessionStorage)
      .filter((key) => key.startsWith(PREFIX))
      .forEach((key) => sessionStorage.removeItem(key));
    if (!stored || document.querySelector(".govuk-error-summary")) return;
    const { reason, typed } = JSON.parse(stored);
    const signedIn = document.referrer && new URL(document.referrer).pathname.includes("/account/");
    if (reason !== "language" && !signedIn) return;
    const changed = forms().map((form, index) => put(form, typed[index] || []));
    if (changed.some(Boolean)) say();
  }

  function say() {
    const note = document.createElement("p");
    note.className = "govuk-inset-text";
    note.setAttribute("role", "status");
    document.querySelector("main h1").after(note);
    note.textContent = words;
  }

  document.addEventListener("DOMContentLoaded", bringBack);
  document.addEventListener("click", (event) => {
    if (event.target.closest(".portal-language")) keep("language");
  });
  document.addEventListener("submit", (event) => {
    if (event.target.closest("main")) keep("submit");
  });
})();
