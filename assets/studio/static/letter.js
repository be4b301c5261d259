// A paper beside its tree: a click on one shows the place on the other; ticks are saved at once.

import { ask } from "/static/connection.js";

const form = document.getElementById("tree-pane");
const panes = document.querySelector(".panes");
const tabs = [...document.querySelectorAll("[role=tab]")];
const ticked = document.getElementById("ticked");
const points = [...form.querySelectorAll("input[name=item]")];

function openTab(tab, focus) {
  for (const one of tabs) {
    one.setAttribute("aria-selected", String(one === tab));
    one.tabIndex = one === tab ? 0 : -1;
  }
  panes.dataset.pane = tab.id.replace("tab-", "");
  if (focus) tab.focus();
}

for (const tab of tabs) {
  tab.addEventListener("click", () => openTab(tab));
  tab.addEventListener("keydown", (event) => {
    if (!["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) return;
    event.preventDefault();
    openTab(tabs[1 - tabs.indexOf(tab)], true);
  });
}

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

function light(marks, rows) {
  for (const one of document.querySelectorAll(".lit")) one.classList.remove("lit");
  for (const one of [...marks, ...rows]) one.classList.add("lit");
}

/** Light up the place of a part on the paper, and bring it into view. */
function showOnPaper(marks, row) {
  light(marks, row ? [row] : []);
  if (!marks.length) return;
  openTab(document.getElementById("tab-paper"));
  marks[0].scrollIntoView({ block: "center", behavior: calm() ? "auto" : "smooth" });
}

const marksOf = (part) => [...document.querySelectorAll(`[data-parts~="${CSS.escape(part)}"]`)];
const rowOf = (part) => form.querySelector(`[data-shows="${CSS.escape(part)}"]`);

function marksOfField(name) {
  const own = marksOf(name);
  if (own.length) return own;
  return [...document.querySelectorAll("[data-parts]")].filter((mark) =>
    mark.dataset.parts.split(" ").some((part) => part.startsWith(`${name}.`)));
}

form.addEventListener("click", (event) => {
  const target = event.target;
  const shows = target.closest("[data-show]");
  if (shows) return showOnPaper(marksOfField(shows.dataset.show), rowOf(shows.dataset.show));
  const line = target.closest("[data-show-line]");
  if (line) return showOnPaper([...document.querySelectorAll(`[data-line="${line.dataset.showLine}"]`)]);
  const page = target.closest("[data-show-page]");
  if (page) return showOnPaper([...document.querySelectorAll(`[data-page="${page.dataset.showPage}"]`)].slice(0, 1));
  const sets = target.closest("[data-sets]");
  if (sets) {
    document.getElementById(sets.dataset.sets).value = sets.dataset.value;
    save();
    return;
  }
  const row = target.closest("[data-shows]");
  if (row && !target.closest("input, button, label, a") && matchMedia("(min-width: 901px)").matches) {
    showOnPaper(marksOf(row.dataset.shows), row);
  }
});

document.getElementById("paper-pane").addEventListener("click", (event) => {
  const mark = event.target.closest("[data-parts]");
  const part = mark?.dataset.parts.split(" ").find((one) => rowOf(one));
  if (!part) return;
  const row = rowOf(part);
  light(marksOf(part), [row]);
  openTab(document.getElementById("tab-tree"));
  row.scrollIntoView({ block: "center", behavior: calm() ? "auto" : "smooth" });
});

// -- ticks

const below = (head) => [...head.closest("li").querySelectorAll("input[name=item]:not(:disabled)")];

function count() {
  const n = points.filter((one) => one.checked).length;
  ticked.textContent = ticked.dataset.text.replace("{n}", n).replace("{count}", points.length);
  for (const head of form.querySelectorAll("input.all")) {
    const own = below(head);
    const set = own.filter((one) => one.checked).length;
    head.disabled = own.length === 0;
    head.checked = own.length > 0 && set === own.length;
    head.indeterminate = set > 0 && set < own.length;
  }
}

form.addEventListener("change", (event) => {
  if (event.target.matches("input.all")) {
    const value = event.target.checked;
    for (const one of below(event.target)) one.checked = value;
  }
  count();
  save();
});

const problem = document.getElementById("create-problem");
new MutationObserver(() => problem.scrollIntoView({ block: "center" })).observe(problem, { childList: true });

// -- kept as it is filled in

const saved = document.getElementById("draft-saved");
let waiting;
let lastSent = "";
let running;

function save(now = false) {
  clearTimeout(waiting);
  if (!now) {
    waiting = setTimeout(() => save(true), 400);
    return;
  }
  const body = new URLSearchParams(new FormData(form));
  lastSent = body.toString();
  running?.abort();
  running = new AbortController();
  ask(form.dataset.saves, { method: "POST", body, keepalive: true, signal: running.signal }, true)
    .then((answer) => {
      if (!answer.ok) throw new Error(answer.statusText);
      saved.textContent = form.dataset.saved;
    })
    .catch((error) => {
      if (error.name !== "AbortError") saved.textContent = form.dataset.unsaved;
    });
}

form.addEventListener("input", (event) => {
  if (event.target.matches("input:not([type=checkbox])")) save();
});
addEventListener("pagehide", () => {
  if (waiting && new URLSearchParams(new FormData(form)).toString() !== lastSent) save(true);
});

count();
