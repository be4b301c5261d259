// What others do to the project of this page, as the server says it (pages/events.py).

import { say } from "/static/studio.js";

/** A page that can show the project as it is now takes the event, and says when it has done so. */
document.addEventListener("revision", (event) => {
  const { number, author, is_own: isOwn, is_same_person: isSame } = JSON.parse(event.detail.data);
  if (isOwn) return;
  const notice = document.getElementById("others");
  const words = (name) => notice.dataset[name].replace("{name}", isSame ? notice.dataset.self : author);
  const detail = {
    number,
    done() {
      notice.hidden = true;
      say(words("renewed"));
    },
  };
  const isTaken = !document.dispatchEvent(new CustomEvent("anpham:others", { detail, cancelable: true }));
  if (isTaken) return;
  notice.querySelector("[data-part=words]").textContent = words("words");
  notice.hidden = false;
  document.dispatchEvent(new CustomEvent("anpham:saved")); // the preview shows the project as it is now
});
