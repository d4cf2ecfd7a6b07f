// Checks the signature in a Notification's QR code on this device (WebCrypto, ES256).
// The keys are fetched once and kept, so that it works without a connection afterwards.
// The format is described in docs/document-check.md.

const STORE = "portal-keys";
const form = document.getElementById("offline-form");
const box = document.getElementById("offline-token");
const result = document.getElementById("offline-result");
const words = form.dataset;

const bytes = (text) => {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
};
const json = (text) => JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes(text)));

function stored() {
  try {
    return JSON.parse(localStorage.getItem(STORE)) ?? [];
  } catch {
    return [];
  }
}

async function loadKeys() {
  try {
    const answer = await fetch(words.keys, { credentials: "omit" });
    const { keys } = await answer.json();
    try {
      localStorage.setItem(STORE, JSON.stringify(keys));
    } catch {
      // A private window may refuse to store: the keys still serve while the page is open.
    }
    return keys;
  } catch {
    return stored();
  }
}

// Answers {state, fields}: state is the name of one of the form's data-… sentences.
async function check(text, keys, today) {
  const token = text.includes("#") ? text.slice(text.lastIndexOf("#") + 1) : text;
  const parts = token.replace(/\s/g, "").split(".");
  let header, fields, signature;
  try {
    [header, fields] = parts.slice(0, 2).map(json);
    signature = bytes(parts[2]);
    if (parts.length !== 3 || header.alg !== "ES256") throw new Error("format");
  } catch {
    return { state: "malformed" };
  }
  if (!keys.length) return { state: "noKeys" };
  const known = keys.find((key) => key.kid === header.kid);
  if (!known) return { state: "unknownKey" };
  const curve = { name: "ECDSA", namedCurve: "P-256" };
  const { kty, crv, x, y } = known;
  const key = await crypto.subtle.importKey("jwk", { kty, crv, x, y }, curve, false, ["verify"]);
  const signed = new TextEncoder().encode(`${parts[0]}.${parts[1]}`);
  const way = { name: "ECDSA", hash: "SHA-256" };
  if (!(await crypto.subtle.verify(way, key, signature, signed))) return { state: "false" };
  if (fields.vto < today) return { state: "late", fields };
  if (fields.vfr > today) return { state: "early", fields };
  return { state: "genuine", fields };
}

function show({ state, fields }) {
  const panel = document.createElement("div");
  panel.className = `portal-check portal-check--${state === "genuine" ? "valid" : "unknown"}`;
  const title = document.createElement("h2");
  title.className = "portal-check__state";
  title.textContent = words[state];
  panel.append(title);
  result.replaceChildren(panel);
  result.dataset.state = state;
  if (!fields) return;
  const list = document.createElement("dl");
  list.className = "govuk-summary-list";
  const kind = ["port-visa-notification", "electronic-port-visa"].includes(fields.typ) ? "notification" : "permit";
  for (const label of document.getElementById("offline-labels").content.querySelectorAll("span")) {
    if (!(label.dataset.only ?? kind).includes(kind) || !fields[label.dataset.field]) continue;
    const row = document.createElement("div");
    row.className = "govuk-summary-list__row";
    const name = document.createElement("dt");
    name.className = "govuk-summary-list__key";
    name.textContent = label.textContent;
    const value = document.createElement("dd");
    value.className = "govuk-summary-list__value portal-mono";
    value.textContent = fields[label.dataset.field] ?? "";
    row.append(name, value);
    list.append(row);
  }
  result.append(list);
}

// Validity is a matter of Beijing's date, wherever this device is.
const beijing = () =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date());

document.getElementById("offline-without").hidden = true;
form.hidden = false;
const keysReady = loadKeys();
keysReady.then((keys) => {
  document.getElementById("offline-keys").textContent = keys.length ? words.ready : words.noKeys;
});
const run = async () => show(await check(box.value, await keysReady, beijing()));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});
if (location.hash.length > 1) {
  box.value = location.hash.slice(1);
  run();
}
