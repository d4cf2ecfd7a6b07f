// Tells while typing whether the five check digits fit. The server decides; this only helps.
const box = document.querySelector("textarea[data-mrz]");
const note = document.querySelector("[data-mrz-note]");
const value = (sign) => (sign === "<" ? 0 : parseInt(sign, 36));
const digit = (text) => [...text].reduce((sum, sign, i) => sum + value(sign) * [7, 3, 1][i % 3], 0) % 10;
const FIELDS = [[0, 9], [13, 19], [21, 27], [28, 42]];

function lines(text) {
  const rows = text.normalize("NFKC").toUpperCase().replaceAll("«", "<<").replaceAll("‹", "<")
    .split(/\r?\n/).map((row) => row.replaceAll(/\s/g, "")).filter(Boolean);
  const joined = rows.join("");
  return joined.length === 88 ? [joined.slice(0, 44), joined.slice(44)] : rows;
}

function fits(line) {
  const rest = line.slice(0, 10) + line.slice(13, 20) + line.slice(21, 43);
  return FIELDS.every(([from, to]) => {
    const text = line.slice(from, to);
    const empty = from === 28 && /^<+$/.test(text) && line[to] === "<";
    return empty || Number(line[to]) === digit(text);
  }) && Number(line[43]) === digit(rest);
}

function look() {
  const [, second = ""] = lines(box.value);
  const whole = /^[A-Z0-9<]{44}$/.test(second);
  note.textContent = whole ? (fits(second) ? note.dataset.right : note.dataset.wrong) : "";
}

if (box && note) {
  box.addEventListener("input", look);
  look();
}
