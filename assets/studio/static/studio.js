// What all pages share: short messages, leaving with unsent edits, forms that send themselves.

/** Say something in a line at the foot of the page; screen readers hear it. */
export function say(text) {
  const line = document.getElementById("said");
  line.textContent = text;
  line.classList.add("shown");
  clearTimeout(say.timer);
  say.timer = setTimeout(() => line.classList.remove("shown"), 6000);
}

document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  if (event.target.closest("input:not([type=checkbox]):not([type=radio]), textarea")) return;
  const key = event.key.toLowerCase();
  const wanted = key === "z" && !event.shiftKey ? "undo" : key === "y" || (key === "z" && event.shiftKey) ? "redo" : null;
  const button = wanted && document.querySelector(`form[action$="/${wanted}"] button:not(:disabled)`);
  if (button) {
    event.preventDefault();
    button.click();
  }
});

/** Report that something of the project was saved: previews draw themselves anew. */
export function saved() {
  document.dispatchEvent(new CustomEvent("anpham:saved"));
}

// An edit that was saved is answered with 2xx, one that was refused with 4xx and why.
document.addEventListener("htmx:after:request", (event) => {
  const { request, response } = event.detail.ctx;
  if (request.method !== "GET" && response && response.status < 300) saved();
});

// A fault of the server takes the place of nothing: the form stays, the words stand above it. The
// editor of a campaign says it beside the field.
document.addEventListener("htmx:before:swap", (event) => {
  const { response, text } = event.detail.ctx ?? {};
  if ((response?.status ?? 200) < 500 || document.getElementById("editor")) return;
  event.preventDefault();
  const answer = new DOMParser().parseFromString(text ?? "", "text/html").body;
  const faults = document.getElementById("faults");
  faults.replaceChildren(...[...answer.querySelectorAll(".notice")].map((one) => document.adoptNode(one)));
  faults.scrollIntoView({ block: "nearest" });
});
document.addEventListener("htmx:before:request", () => document.getElementById("faults").replaceChildren());

// After a conflict: send the field once more, based on what is saved now.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-keep-mine]");
  const slot = button?.closest("[data-of]");
  const field = slot && document.getElementById(slot.dataset.of);
  if (!field) return;
  document.getElementById("base").value = button.dataset.keepMine;
  field.dispatchEvent(new Event("change", { bubbles: true }));
});
