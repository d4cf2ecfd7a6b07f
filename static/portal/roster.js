// While a worker is at a list, its progress is fetched anew; when it is done, the page is.
const place = document.querySelector("[data-roster]");
const PAUSE = 1500;

async function look() {
  if (document.hidden) return setTimeout(look, PAUSE);
  try {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const running = page.querySelector("[data-roster-running]");
    if (!running) return location.reload();
    place.querySelector("[data-roster-running]").replaceChildren(...running.childNodes);
  } catch {
    // the line is bad: the button on the page still works
  }
  setTimeout(look, PAUSE);
}

if (place) setTimeout(look, PAUSE);
