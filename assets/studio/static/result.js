// A remark leads to its mark on the page: the strip of pages moves there and the mark flashes.

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-mark]");
  if (!link) return;
  const mark = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!mark) return;
  event.preventDefault();
  for (const other of document.querySelectorAll(".mark.shown")) other.classList.remove("shown");
  mark.classList.add("shown");
  const figure = mark.closest("figure");
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  figure.scrollIntoView({ behavior: isCalm ? "auto" : "smooth", block: "center", inline: "center" });
  (mark.hasAttribute("tabindex") ? mark : figure).focus?.({ preventScroll: true });
  history.replaceState(null, "", link.hash);
});
