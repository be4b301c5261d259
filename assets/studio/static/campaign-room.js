// The step "Chọn": how much longer the text may be in whose field one is, as the engine measures it.

const ARRIVED_MS = 350; // who only passes through a field asks nothing
const TYPED_MS = 900; // after the last key; saving and the preview come first
const AGAIN_MS = 1200; // others are measuring
const MOST_TRIES = 8;
let timer;
let running;

async function measure(area, tries = MOST_TRIES) {
  running?.abort();
  running = new AbortController();
  const editor = document.getElementById("editor");
  const at = area.form.querySelector("[name=at]").value;
  const query = new URLSearchParams({ at, value: area.value, tab: editor.dataset.tab });
  try {
    const response = await fetch(`/p/${editor.dataset.project}/chon/room?${query}`, {
      signal: running.signal,
      headers: { "HX-Request": "true" },
    });
    if (response.status === 204 && tries > 1) timer = setTimeout(() => measure(area, tries - 1), AGAIN_MS);
    else if (response.status === 200) show(area, await response.text());
  } catch (error) {
    if (error.name !== "AbortError") show(area, "");
  }
}

function show(area, html) {
  const line = area.form?.querySelector(".room");
  if (!line) return;
  line.innerHTML = html;
  line.hidden = !line.textContent.trim();
}

function soon(area, wait) {
  clearTimeout(timer);
  timer = setTimeout(() => document.activeElement === area && measure(area), wait);
}

document.addEventListener("focusin", (event) => {
  if (event.target.matches("textarea[data-room]")) soon(event.target, ARRIVED_MS);
});
document.addEventListener("input", (event) => {
  if (!event.target.matches("textarea[data-room]")) return;
  running?.abort(); // what is measured is not there any more
  show(event.target, "");
  soon(event.target, TYPED_MS);
});
// Somebody may be in a field before this module was loaded.
if (document.activeElement?.matches("textarea[data-room]")) soon(document.activeElement, ARRIVED_MS);
