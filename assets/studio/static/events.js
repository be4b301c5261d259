// What others do to the project of this page, as the server says it (pages/events.py).

document.addEventListener("revision", (event) => {
  const { author, is_own: isOwn } = JSON.parse(event.detail.data);
  if (isOwn) return;
  const notice = document.getElementById("others");
  notice.querySelector("[data-part=words]").textContent = notice.dataset.words.replace("{name}", author);
  notice.hidden = false;
  document.dispatchEvent(new CustomEvent("anpham:saved")); // the preview shows the project as it is now
});
