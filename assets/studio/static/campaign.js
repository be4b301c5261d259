// The step "Chọn": what the server's parts cannot do alone. Lists of texts, icons in a dialog,
// dragging, keys, the choice between two people's texts, undo in place.

import { ask } from "/static/connection.js";
import { say } from "/static/studio.js";

const FIT_WAIT_MS = 700; // after the last edit; the preview comes first
const editor = () => document.getElementById("editor");
const project = () => `/p/${editor().dataset.project}/chon`;
const words = document.getElementById("words").dataset;

// -- after an edit

let fitTimer;
function saved() {
  document.dispatchEvent(new CustomEvent("anpham:saved"));
  const test = document.getElementById("qr-test");
  if (test) htmx.trigger(test, "renew");
  clearTimeout(fitTimer);
  fitTimer = setTimeout(() => htmx.trigger(document.getElementById("fit"), "fit"), FIT_WAIT_MS);
}

let head = Number(editor().dataset.head);
function renewed() {
  const bases = [...document.querySelectorAll("#editor [name=base]")].map((one) => Number(one.value));
  const newest = Math.max(Number(editor().dataset.head), ...bases);
  if (newest === head) return;
  head = newest;
  saved();
}

let focused = null;
document.addEventListener("htmx:before:swap", (event) => {
  focused = document.activeElement?.id || focused;
  const { ctx } = event.detail;
  if (isOthers && ctx?.target?.id === "editor" && lastKey > askedAt) {
    isOthers = false; // what was typed, or even saved, since it was asked for is not in it
    return event.preventDefault();
  }
  if ((ctx?.response?.status ?? 200) < 400) return;
  // A refusal takes the place of nothing: what was typed stays.
  event.preventDefault();
  const refusal = new DOMParser().parseFromString(ctx.text ?? "", "text/html").body;
  const form = ctx.sourceElement?.closest?.("form.edit");
  if (form) {
    form.querySelector(".state .notice")?.remove();
    for (const notice of refusal.querySelectorAll(".notice")) form.querySelector(".state").append(document.adoptNode(notice));
  }
  say(refusal.textContent.replace(/\s+/g, " ").trim());
});
document.addEventListener("htmx:after:swap", () => {
  const said = document.querySelector("#editor [data-said]");
  if (said) {
    say(said.textContent.replace(/\s+/g, " ").replace(/ \./, ".").trim());
    said.remove();
  }
  if (focused && document.activeElement === document.body) document.getElementById(focused)?.focus({ preventScroll: true });
  markInvalid();
  clean();
  grow();
  renewed();
});

// -- nothing typed is lost: what swaps the editor, or leaves the page, waits until all is saved

const dirty = () => [...document.querySelectorAll("form.edit[data-dirty]")];
const refused = (form) => form.querySelector("[data-unsaved]");
const typed = (form) => JSON.stringify([...new FormData(form).getAll("value")]);

function mark(event) {
  event.target.closest?.("form.edit")?.setAttribute("data-dirty", "");
}
document.addEventListener("input", mark, true);
document.addEventListener("change", mark, true);
document.addEventListener("htmx:before:request", (event) => {
  const { ctx } = event.detail;
  const form = ctx.sourceElement.closest?.("form.edit");
  if (form) form.dataset.sent = typed(form);
  else if (ctx.target?.id === "editor") {
    const send = ctx.fetch;
    ctx.fetch = async (action, request) => (await settled()) ? send(action, request) : new Response(null, { status: 204 });
  }
});

function clean() {
  for (const form of dirty()) {
    if (form.querySelector(".saved-note") && form.dataset.sent === typed(form)) delete form.dataset.dirty;
  }
}

/** Send what was typed, and wait until it is saved; false if something was refused. */
async function settled() {
  const end = performance.now() + 15000;
  for (const form of dirty()) if (!refused(form)) form.querySelector("[name=value]")?.dispatchEvent(new Event("change", { bubbles: true }));
  while (dirty().some((form) => !refused(form)) && performance.now() < end) await new Promise((done) => setTimeout(done, 40));
  const left = dirty()[0];
  if (!left) return true;
  left.querySelector("[name=value]").focus();
  say(words.unsaved);
  return false;
}

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[href^='/']");
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || !dirty().length) return;
  event.preventDefault();
  if (await settled()) location.assign(link.href);
});
addEventListener("beforeunload", (event) => {
  if (dirty().length) event.preventDefault();
});

// What others saved is shown as soon as nothing here waits to be saved: the notice stands till then.
const QUIET_MS = 1500; // after the last key: who is typing is not disturbed
let lastKey = -QUIET_MS;
let others = null;
let othersTimer;
let askedAt = 0;
let isOthers = false; // whether an editor is fetched that must not take the place of new typing
for (const kind of ["input", "change"]) document.addEventListener(kind, () => (lastKey = performance.now()), true);

document.addEventListener("anpham:others", (event) => {
  const { number } = event.detail;
  if (number === head) return event.preventDefault(); // undone or redone here
  others = event.detail;
  if (isQuiet()) event.preventDefault();
  showOthers();
});

const isQuiet = () => !dirty().length && !document.querySelector("dialog[open], body.dragging") && performance.now() - lastKey > QUIET_MS;

async function showOthers() {
  clearTimeout(othersTimer);
  if (!others) return;
  if (!isQuiet()) {
    othersTimer = setTimeout(showOthers, QUIET_MS / 3);
    return;
  }
  const taken = others;
  others = null;
  isOthers = true;
  askedAt = performance.now();
  const notes = savedNotes();
  const at = document.activeElement;
  const caret = at?.matches?.("#editor textarea") ? at.selectionStart : null;
  await renew();
  if (!isOthers) {
    others ??= taken;
    return showOthers();
  }
  isOthers = false;
  if (caret !== null && document.activeElement?.matches("#editor textarea")) document.activeElement.setSelectionRange(caret, caret);
  for (const [id, note] of notes) document.getElementById(id)?.form.querySelector(".state").append(note);
  taken.done();
}

/** What says that a text was saved, by the id of its field: it holds on, whoever edits another one. */
const savedNotes = () =>
  [...document.querySelectorAll("form.edit:has(.saved-note)")]
    .map((form) => [form.querySelector("[name=value][id]")?.id, form.querySelector(".saved-note")])
    .filter(([id]) => id);

function markInvalid() {
  for (const form of document.querySelectorAll("form.edit")) {
    const isBad = Boolean(form.querySelector("[data-unsaved]"));
    for (const field of form.querySelectorAll("[name=value]")) field.toggleAttribute("aria-invalid", isBad);
    for (const field of form.querySelectorAll("[aria-invalid]")) field.setAttribute("aria-invalid", "true");
  }
}

async function renew() {
  await htmx.ajax("GET", `${project()}/editor?tab=${editor().dataset.tab}`, { target: "#editor", swap: "outerHTML" });
}

// -- fields

function grow() {
  for (const area of document.querySelectorAll("textarea[data-grows]")) count(area);
  if (CSS.supports("field-sizing", "content")) return;
  for (const area of document.querySelectorAll("textarea[data-grows]")) {
    area.rows = 1;
    while (area.scrollHeight > area.clientHeight + 2 && area.rows < 12) area.rows += 1;
  }
}

function count(area) {
  const label = area.form?.querySelector("label");
  if (!label) return;
  let typed = label.querySelector(".typed");
  if (!typed) {
    typed = document.createElement("span");
    typed.className = "typed";
    typed.setAttribute("aria-hidden", "true");
    label.append(typed);
  }
  typed.textContent = words.characters.replace("[n]", area.value.trim().length);
}

document.addEventListener("input", (event) => {
  if (event.target.matches("textarea[data-grows]")) grow();
});

// Enter ends a text: each is one paragraph.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("textarea[data-grows]")) {
    event.preventDefault();
    event.target.dispatchEvent(new Event("change", { bubbles: true }));
  }
});
document.addEventListener("submit", (event) => {
  if (event.target.matches("form.edit")) event.preventDefault();
});

function take(button) {
  const form = button.closest("form");
  if ("renew" in button.dataset) {
    delete form.dataset.dirty;
    return renew();
  }
  if (button.dataset.take === "theirs") form.querySelector("[name=value]").value = button.dataset.text;
  form.querySelector("[name=base]").value = button.dataset.base;
  form.querySelector("[name=value]").dispatchEvent(new Event("change", { bubbles: true }));
}

function changeLines(button) {
  const form = button.closest("form");
  const list = form.querySelector(".lines");
  const line = button.closest(".line");
  switch (button.dataset.line) {
    case "add":
      list.append(form.querySelector("template").content.cloneNode(true));
      list.lastElementChild.querySelector("input").focus();
      return;
    case "up": line.previousElementSibling?.before(line); break;
    case "down": line.nextElementSibling?.after(line); break;
    case "remove": (line.nextElementSibling ?? line.previousElementSibling)?.querySelector("input").focus(); line.remove(); break;
  }
  if (button.isConnected) button.focus();
  form.dataset.dirty = "";
  htmx.trigger(form, "lines");
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if ("take" in button.dataset) take(button);
  else if ("line" in button.dataset) changeLines(button);
  else if ("renew" in button.dataset) renew();
  else if ("iconOf" in button.dataset) openIcons(button);
  else if ("icon" in button.dataset) chooseIcon(button.dataset.icon);
  else if ("close" in button.dataset) button.closest("dialog").close();
});

// -- icons

const dialog = document.getElementById("icons");
let iconForm = null;

function openIcons(button) {
  iconForm = button.closest("form");
  dialog.showModal();
  const search = document.getElementById("icon-words");
  search.select();
  search.focus();
  if (!document.getElementById("icon-grid").children.length) htmx.trigger(search, "open");
}

function chooseIcon(name) {
  const field = iconForm.querySelector("[name=value]");
  field.value = name;
  iconForm.querySelector("img").src = `/icon/${name}.svg`;
  dialog.close();
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

dialog.addEventListener("keydown", (event) => {
  const all = [...dialog.querySelectorAll(".icon-choice")];
  const at = all.indexOf(document.activeElement);
  if (at < 0) {
    if (event.key === "ArrowDown" && all.length) {
      event.preventDefault();
      all[0].focus();
    }
    return;
  }
  const columns = all.filter((one) => one.offsetTop === all[0].offsetTop).length;
  const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[event.key];
  if (by === undefined) return;
  event.preventDefault();
  const next = all[at + by];
  if (next) {
    all[at].tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  } else if (event.key === "ArrowUp") document.getElementById("icon-words").focus();
});

// -- order

document.addEventListener("keydown", (event) => {
  if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
  const owner = event.target.closest?.("[data-item], [data-group]");
  if (!owner) return;
  event.preventDefault();
  const name = owner.dataset.item ?? owner.dataset.group;
  document.getElementById(`${event.key === "ArrowUp" ? "up" : "down"}-${name}`)?.click();
});

class Drag {
  constructor(handle) {
    this.item = handle.closest("[data-item]");
    this.home = { list: this.item.parentElement, next: this.item.nextElementSibling };
    this.item.classList.add("moving");
    document.body.classList.add("dragging");
    say(words.moved);
    this.ends = new AbortController();
    const { signal } = this.ends;
    // On the document: an element that moves in the tree loses its capture of the pointer.
    document.addEventListener("pointermove", (move) => this.move(move), { signal });
    document.addEventListener("pointerup", () => this.end(true), { signal });
    document.addEventListener("pointercancel", () => this.end(false), { signal });
    document.addEventListener("keydown", (key) => key.key === "Escape" && this.end(false), { signal });
  }

  move(event) {
    if (event.clientY < 90) scrollBy(0, -14);
    if (event.clientY > innerHeight - 60) scrollBy(0, 14);
    const lists = [...document.querySelectorAll("#editor .items")];
    const list = lists.find((one) => event.clientY < one.closest(".group").getBoundingClientRect().bottom) ?? lists.at(-1);
    const others = [...list.children].filter((one) => one !== this.item);
    const next = others.find((one) => {
      const box = one.getBoundingClientRect();
      return event.clientY < box.top + box.height / 2;
    });
    if (next ? next.previousElementSibling === this.item : list.lastElementChild === this.item) return;
    if (next) next.before(this.item);
    else list.append(this.item);
  }

  end(isDropped) {
    this.ends.abort();
    this.item.classList.remove("moving");
    document.body.classList.remove("dragging");
    const list = this.item.parentElement;
    const next = this.item.nextElementSibling;
    if (isDropped && (list !== this.home.list || next !== this.home.next)) {
      const values = { address: this.item.dataset.item, group: list.closest("[data-group]").dataset.group, before: next?.dataset.item ?? "", tab: editor().dataset.tab };
      htmx.ajax("POST", `${project()}/move`, { source: ".jumps", target: "#editor", swap: "outerHTML", values });
    } else this.home.list.insertBefore(this.item, this.home.next);
  }
}

document.addEventListener("pointerdown", (event) => {
  const handle = event.target.closest("[data-handle]");
  if (!handle || event.button !== 0) return;
  event.preventDefault();
  new Drag(handle);
});

// -- undo and redo, in place

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("#history form")) return;
  event.preventDefault();
  if (!(await settled())) return;
  const response = await ask(form.action, { method: "POST", body: new FormData(form) });
  if (!response.ok) return location.reload();
  await renew();
  saved();
});

grow();
htmx.trigger(document.getElementById("fit"), "fit");
