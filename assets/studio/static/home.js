// Dialogs of the list of projects: a button opens one, another or Escape closes it.

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) {
    const dialog = document.getElementById(opener.dataset.opens);
    dialog.showModal();
    dialog.querySelector("input:not([type=hidden])")?.select();
    return;
  }
  event.target.closest("[data-closes]")?.closest("dialog").close();
});
