// The next person finds the page for choosing, not somebody else's number.
const main = document.querySelector("[data-return]");
let timer;

function wait() {
  clearTimeout(timer);
  timer = setTimeout(() => location.assign(main.dataset.return), Number(main.dataset.after) * 1000);
}

for (const sign of ["pointerdown", "keydown"]) document.addEventListener(sign, wait);
wait();
