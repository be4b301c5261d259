// Step two: the search for communes by keyboard and mouse (ARIA's combobox with a list), and the
// fields of the second code's kind.

import { ask } from "/static/connection.js";

const input = document.getElementById("commune");
const list = document.getElementById("communes");
const words = document.getElementById("issuer-words").dataset;
const WAIT_MS = 150;
let running, soon;

const options = () => [...list.querySelectorAll("[role=option]")];
const current = () => list.querySelector("[aria-selected=true]");

function announce(text) {
  document.getElementById("commune-count").textContent = text;
}

function close() {
  list.hidden = true;
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
}

function open() {
  list.hidden = !list.children.length;
  input.setAttribute("aria-expanded", String(!list.hidden));
}

function point(option) {
  for (const one of options()) one.setAttribute("aria-selected", String(one === option));
  if (!option) return;
  input.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

async function search() {
  running?.abort();
  running = new AbortController();
  try {
    const address = `${input.dataset.search}?q=${encodeURIComponent(input.value)}`;
    const response = await ask(address, { signal: running.signal });
    if (!response.ok) throw new Error(response.status);
    list.innerHTML = await response.text();
    const count = options().length;
    announce(!input.value.trim() ? "" : count ? words.count.replace("[n]", count) : words.none);
    if (input.value.trim() && !count) list.innerHTML = `<li class="found-note" role="presentation"></li>`;
    if (input.value.trim() && !count) list.firstChild.textContent = words.none;
    open();
    point(null);
  } catch (error) {
    if (error.name !== "AbortError") announce(words.failed);
  }
}

function take(option) {
  const name = option.dataset.name;
  close();
  input.value = "";
  list.replaceChildren();
  const values = { commune: name, base: document.getElementById("base").value, tab: document.getElementById("tab").value };
  htmx.ajax("POST", input.dataset.search.replace(/search$/, "issuer"), { source: input, target: "#issuer-now", swap: "innerHTML", values });
}

function step(by) {
  const all = options();
  if (!all.length) return;
  open();
  const at = all.indexOf(current());
  point(all[at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length]);
}

input?.addEventListener("input", () => {
  clearTimeout(soon);
  soon = setTimeout(search, WAIT_MS);
});
input?.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown") step(1);
  else if (event.key === "ArrowUp") step(-1);
  else if (event.key === "Enter" && !list.hidden) {
    const all = options();
    const chosen = current() ?? (all.length === 1 ? all[0] : null);
    if (chosen) take(chosen);
  } else if (event.key === "Escape" && !list.hidden) close();
  else return;
  event.preventDefault();
});
input?.addEventListener("blur", () => setTimeout(close, 150));
list?.addEventListener("mousedown", (event) => {
  event.preventDefault(); // the field keeps the focus
  const option = event.target.closest("[role=option]");
  if (option) take(option);
});

document.getElementById("code-kind").addEventListener("change", (event) => {
  for (const set of document.querySelectorAll("[data-kind]")) {
    set.hidden = set.disabled = set.dataset.kind !== event.target.value;
  }
});
