// A remark leads to its mark on the page: the strip of pages moves there, the page grows around the
// place, and the mark flashes.

const MOST = 4; // times its size in the page
const LEAST = 2;

/** So many times larger the picture has a pixel of its own for each of the screen. */
function closest(picture) {
  return Math.min(MOST, Math.max(LEAST, picture.naturalWidth / picture.clientWidth || LEAST));
}

/** Grow the page of `mark` by `scale` around it; its edges stay at those of the frame. */
function zoom(figure, mark) {
  const view = figure.querySelector(".sheet-view");
  const ring = mark.querySelector(".ring");
  const page = ring.ownerSVGElement.viewBox.baseVal;
  const scale = closest(view.querySelector("img"));
  const shift = (at, whole, side) => Math.min(0, Math.max(side * (1 - scale), side / 2 - (at / whole) * side * scale));
  const x = shift(ring.cx.baseVal.value, page.width, view.clientWidth);
  const y = shift(ring.cy.baseVal.value, page.height, view.clientHeight);
  view.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
  figure.classList.add("zoomed");
  figure.querySelector("[data-whole]").hidden = false;
}

function showWhole(figure) {
  figure.querySelector(".sheet-view").style.transform = "";
  figure.classList.remove("zoomed");
  figure.querySelector("[data-whole]").hidden = true;
}

function lead(link) {
  const mark = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!mark) return false;
  for (const other of document.querySelectorAll(".mark.shown")) {
    other.classList.remove("shown");
    showWhole(other.closest("figure"));
  }
  const figure = mark.closest("figure");
  if (mark.matches(".mark")) {
    mark.classList.add("shown");
    zoom(figure, mark);
  }
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  figure.scrollIntoView({ behavior: isCalm ? "auto" : "smooth", block: "center", inline: "center" });
  if (mark === figure) figure.tabIndex = -1;
  mark.focus({ preventScroll: true });
  history.replaceState(null, "", link.hash);
  return true;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-mark]");
  if (link && lead(link)) event.preventDefault();
  const whole = event.target.closest("[data-whole]");
  if (whole) {
    const mark = whole.closest("figure").querySelector(".mark.shown");
    showWhole(whole.closest("figure"));
    mark?.focus({ preventScroll: true });
  }
});
