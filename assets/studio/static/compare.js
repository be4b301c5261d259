// Two pictures of a page are laid over each other; a slider moves the border between them.

for (const pair of document.querySelectorAll("[data-pair]")) {
  const button = pair.querySelector("[data-overlay]");
  if (!button) continue;
  const label = pair.querySelector(".slider");
  const slider = label.querySelector("input");
  const upper = pair.querySelectorAll(".beside .sheet")[1];
  const place = () => {
    upper.style.clipPath = pair.classList.contains("overlaid") ? `inset(0 0 0 ${slider.value}%)` : "";
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    const isOverlaid = pair.classList.toggle("overlaid");
    button.setAttribute("aria-pressed", String(isOverlaid));
    label.hidden = !isOverlaid;
    place();
  });
  slider.addEventListener("input", place);
}
