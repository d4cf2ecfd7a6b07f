// Fetches this page again every few seconds and takes over what changed; without a script the page
// reloads itself. Elements with data-part are replaced by content. What a screen reader is to read
// out lies in [data-live], which stays in place: only entries that are new (by data-key) are put
// in, so that nothing is said twice.
const fresh = document.getElementById("fresh");
const seconds = Number(fresh.dataset.fresh) * 1000;

function live(mine, theirs) {
  const wanted = [...theirs.children];
  const keys = new Set(wanted.map((entry) => entry.dataset.key));
  for (const entry of [...mine.children]) if (!keys.has(entry.dataset.key)) entry.remove();
  const have = new Map([...mine.children].map((entry) => [entry.dataset.key, entry]));
  wanted.forEach((entry, place) => {
    const there = have.get(entry.dataset.key) ?? entry;
    if (mine.children[place] !== there) mine.insertBefore(there, mine.children[place] ?? null);
  });
}

function take(page) {
  const now = page.getElementById("fresh");
  if (!now) return;
  if (now.dataset.state !== fresh.dataset.state) {
    location.reload();
    return;
  }
  for (const part of fresh.querySelectorAll("[data-part]")) {
    const theirs = now.querySelector(`[data-part="${part.dataset.part}"]`);
    if (theirs && theirs.innerHTML !== part.innerHTML) part.replaceChildren(...theirs.childNodes);
  }
  live(fresh.querySelector("[data-live]"), now.querySelector("[data-live]"));
}

async function look() {
  try {
    const answer = await fetch(location.href, { cache: "no-store" });
    if (answer.ok) take(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch {
    // the line is down: what is shown stays, and the next turn tries again
  }
  setTimeout(look, seconds);
}

setTimeout(look, seconds);
