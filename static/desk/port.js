/* Comforts for a queue. Everything works without: the form is a form, Enter sends it. */
(() => {
  const scan = document.querySelector('input[name="q"]');
  const first = document.querySelector('input[name="first"]');
  const lineOne = /^P[A-Z<][A-Z<]{42}$/;
  let half = "";

  // A passport reader types line 1, Enter, line 2, Enter: wait for the second line.
  scan?.form.addEventListener("submit", (event) => {
    const typed = scan.value.trim().toUpperCase();
    if (!half && !first.value && lineOne.test(typed)) {
      event.preventDefault();
      half = typed;
      scan.value = "";
    } else if (half) {
      first.value = half;
    }
  });
  // Text pasted with its line break keeps both lines.
  scan?.addEventListener("paste", (event) => {
    const lines = event.clipboardData.getData("text").trim().split(/[\r\n]+/);
    if (lines.length === 2 && lines[0].trim().toUpperCase().startsWith("P")) {
      event.preventDefault();
      first.value = lines[0].trim();
      scan.value = lines[1].trim();
    }
  });

  const to = (selector) => {
    const target = document.querySelector(selector);
    target?.focus();
    target?.select?.();
    return Boolean(target);
  };
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    const steps = {
      F2: () => to('input[name="q"]'),
      F4: () => to('input[name="visa_number"]'),
      F8: () => {
        const correct = document.getElementById("to-correct");
        correct?.click();
        return Boolean(correct);
      },
      F9: () => {
        const refuse = document.getElementById("to-refuse");
        refuse?.click();
        return Boolean(refuse) || to('select[name="reason"]');
      },
      Escape: () => {
        location.assign(document.querySelector("header nav a").href);
        return true;
      },
    };
    if (steps[event.key]?.()) event.preventDefault();
  });
  // One decision for one press.
  document.querySelectorAll('form[method="post"]').forEach((form) => {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "1";
    });
  });
  window.addEventListener("pageshow", () => document.querySelectorAll("form").forEach((form) => delete form.dataset.sent));
})();
