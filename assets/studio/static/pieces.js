// Step three: a chosen piece is shown in the viewer, and a new one as soon as it is there.

import { show } from "/static/viewer.js";

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-show]");
  if (button) show(Number(button.dataset.show));
});
