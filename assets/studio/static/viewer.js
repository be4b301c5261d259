// The viewer of a project's pieces (viewer-part.html.j2): fetches pages as pictures, zooms and pans
// them, and shows them as others see them. Drawn anew after `anpham:saved`.

import { ask } from "/static/connection.js";
import { Fold } from "/static/viewer-fold.js";

const PX_PER_MM = 96 / 25.4; // CSS Values and Units 4, 6.2
const SCREEN_M = 0.6; // from the eye; ISO 9241-303 has 0.5 to 0.75 m
const LEAST = 0.25;
const MOST = 4;
const STEP = 1.25;
const BUSY_AFTER_MS = 250; // what takes less needs no word
const ZOOM_WAIT_MS = 120;
const WIDTH_STEP_PX = 50; // nearby zooms share a picture

class Viewer {
  constructor(root) {
    this.root = root;
    this.base = `/p/${root.dataset.project}`;
    this.pieces = [];
    this.piece = 0;
    this.page = 1;
    this.pageCount = 1;
    this.zoom = "fit";
    this.distance = null;
    this.drawn = {}; // of what the picture is
    this.fold = new Fold(this.part("fold"), this.part("fold-step"), (name) => this.word(name));
    this.listen();
  }

  part(name) {
    return this.root.querySelector(`[data-part="${name}"]`);
  }

  word(name, values = {}) {
    const text = this.root.querySelector(`template[data-words="${name}"]`).content.textContent;
    return text.replace(/\[(\w+)\]/g, (_, key) => values[key]);
  }

  get stage() {
    return this.part("stage");
  }

  get shown() {
    return this.pieces[this.piece];
  }

  // -- what there is

  async refresh() {
    try {
      const response = await ask(`${this.base}/viewer.json`);
      if (!response.ok) throw new Error(response.status);
      const { pieces, most_px: mostPx } = await response.json();
      this.pieces = pieces;
      this.mostPx = mostPx;
    } catch {
      this.say(this.word("failed"), true);
      return;
    }
    this.revision = (this.revision ?? 0) + 1;
    this.piece = Math.min(this.piece, Math.max(0, this.pieces.length - 1));
    this.listPieces();
    this.open();
  }

  listPieces() {
    const select = this.part("piece");
    select.replaceChildren(...this.pieces.map((piece, at) => new Option(piece.title, at, false, at === this.piece)));
    select.disabled = !this.pieces.length;
  }

  /** Show the piece of that index, from 0. */
  show(piece, page = 1) {
    if (piece < 0 || piece >= this.pieces.length) return;
    this.piece = piece;
    this.page = page;
    this.part("piece").value = piece;
    this.open();
  }

  open() {
    const piece = this.shown;
    if (!piece || !piece.has_sheet) {
      this.part("paper").classList.remove("drawn");
      this.say(this.word(piece ? "text-only" : "none"));
      this.setPages(0);
      return;
    }
    this.setPages(piece.pages ?? (this.drawn.piece === this.piece ? this.pageCount : 1));
    this.part("foldable").hidden = !Fold.takes(piece);
    if (this.folded && !Fold.takes(piece)) this.setFolded(false);
    this.layOut();
    this.draw();
  }

  setPages(count) {
    this.pageCount = count;
    this.page = Math.min(Math.max(this.page, 1), Math.max(count, 1));
    const isFolded = count === 2 && this.shown.panels_mm.length === 2;
    const names = isFolded ? ["outside", "inside"] : [];
    this.part("pages").replaceChildren(
      ...(count > 1 ? Array.from({ length: count }, (_, at) => this.pageButton(at + 1, names[at])) : []),
    );
  }

  pageButton(page, name) {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.page = page;
    button.textContent = name ? this.word(name) : this.pageCount > 4 ? page : this.word("page", { page });
    button.setAttribute("aria-label", name ? this.word(name) : this.word("page", { page }));
    if (page === this.page) button.setAttribute("aria-current", "page");
    return button;
  }

  // -- size

  /** The width of the page at 100 %, in CSS px. */
  get trueWidth() {
    return (this.drawn.piece === this.piece && this.drawn.widthMm ? this.drawn.widthMm : this.shown.width_mm ?? 210) * PX_PER_MM;
  }

  get trueHeight() {
    if (this.drawn.piece === this.piece && this.drawn.ratio) return this.trueWidth * this.drawn.ratio;
    return (this.shown.height_mm ?? 297) * PX_PER_MM;
  }

  get scale() {
    if (this.distance) return SCREEN_M / this.distance;
    if (this.zoom !== "fit") return this.zoom;
    const style = getComputedStyle(this.stage);
    const width = this.stage.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const height = this.stage.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom);
    return Math.min(width / this.trueWidth, height / this.trueHeight, MOST);
  }

  layOut() {
    const scale = this.scale;
    const width = this.trueWidth * scale;
    this.part("paper").style.width = `${width}px`;
    this.part("paper").style.aspectRatio = `${this.trueWidth} / ${this.trueHeight}`;
    const percent = (scale * 100).toLocaleString(document.documentElement.lang, { maximumFractionDigits: scale < 0.1 ? 1 : 0 });
    this.part("zoom").textContent = `${percent} %`;
    this.press("[data-zoom=fit]", this.zoom === "fit" && !this.distance);
    this.press("[data-zoom=true]", this.zoom === 1 && !this.distance);
    for (const button of this.root.querySelectorAll("[data-distance]")) {
      this.press(button, Number(button.dataset.distance) === this.distance);
    }
    this.root.querySelector("[data-zoom=out]").disabled = scale <= this.least;
    this.root.querySelector("[data-zoom=in]").disabled = scale >= MOST;
    this.stage.classList.toggle("can-pan", this.stage.scrollWidth > this.stage.clientWidth + 1 || this.stage.scrollHeight > this.stage.clientHeight + 1);
    this.part("note").textContent = this.distance ? this.word("distance", { m: this.distance, percent }) : "";
    if (this.folded) this.fold.layOut(this.stage);
  }

  /** 25 %, or less for what does not fit so: a banner is metres long. */
  get least() {
    return Math.min(LEAST, this.stage.clientWidth / this.trueWidth, this.stage.clientHeight / this.trueHeight);
  }

  press(button, isPressed) {
    const found = typeof button === "string" ? this.root.querySelector(button) : button;
    found.setAttribute("aria-pressed", String(isPressed));
  }

  /** Zoom so that the point at (x, y) of the stage stays where it is; by default its middle. */
  setZoom(zoom, x = this.stage.clientWidth / 2, y = this.stage.clientHeight / 2) {
    if (!this.shown?.has_sheet) return;
    const stage = this.stage;
    const before = this.part("paper").getBoundingClientRect();
    const at = stage.getBoundingClientRect();
    const right = (at.left + x - before.left) / before.width;
    const down = (at.top + y - before.top) / before.height;
    this.distance = null;
    this.zoom = zoom === "fit" ? zoom : Math.min(MOST, Math.max(this.least, zoom));
    this.layOut();
    const after = this.part("paper").getBoundingClientRect();
    stage.scrollLeft += after.left + right * after.width - (at.left + x);
    stage.scrollTop += after.top + down * after.height - (at.top + y);
    this.drawSoon();
  }

  setDistance(metres) {
    this.distance = this.distance === metres ? null : metres;
    if (this.shown?.has_sheet) this.layOut();
    this.drawSoon();
  }

  // -- pictures

  drawSoon() {
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.draw(), ZOOM_WAIT_MS);
  }

  /** The width of the picture that is as sharp as the screen, in px. */
  get wantedPx() {
    const px = this.trueWidth * this.scale * (window.devicePixelRatio || 1);
    return Math.min(this.mostPx, Math.max(200, Math.ceil(px / WIDTH_STEP_PX) * WIDTH_STEP_PX));
  }

  async draw() {
    if (!this.shown?.has_sheet) return;
    if (this.folded) return this.drawFold();
    const { piece, page, revision } = this;
    const px = this.wantedPx;
    const { drawn } = this;
    const isSame = drawn.piece === piece && drawn.page === page && drawn.revision === revision;
    if (isSame && drawn.px >= px && drawn.px <= px * 1.6) return;
    const found = await this.fetchPage(piece, page, px);
    if (!found) return;
    const picture = this.part("picture");
    const old = picture.src;
    picture.src = found.address;
    picture.alt = this.word("picture", { piece: this.pieces[piece]?.title ?? "", page });
    if (old.startsWith("blob:")) URL.revokeObjectURL(old);
    this.drawn = { piece, page, revision, px, ratio: found.ratio, widthMm: found.widthMm };
    if (found.pages && found.pages !== this.pageCount) this.setPages(found.pages);
    this.part("paper").classList.add("drawn");
    this.layOut();
    this.root.dispatchEvent(new CustomEvent("anpham:drawn", { bubbles: true, detail: { piece, page, px } }));
  }

  async drawFold() {
    const { piece, revision } = this;
    const isSame = this.fold.of === `${piece} ${revision}`;
    this.fold.layOut(this.stage);
    if (isSame) return;
    const px = Math.min(this.mostPx, Math.ceil(this.fold.widthPx * (window.devicePixelRatio || 1)));
    const sides = [await this.fetchPage(piece, 1, px), await this.fetchPage(piece, 2, px)];
    if (sides.every(Boolean)) this.fold.cover(sides.map((side) => side.address), `${piece} ${revision}`);
  }

  /** A page as a picture that is ready to be shown; null if there is none, or another is asked for. */
  async fetchPage(piece, page, px) {
    if (!this.folded || page === 1) this.running?.abort();
    const running = (this.running = new AbortController());
    const slow = setTimeout(() => this.setBusy(true), BUSY_AFTER_MS);
    try {
      const response = await ask(`${this.base}/pieces/${piece + 1}/page/${page}.png?width=${px}`, {
        signal: running.signal,
        headers: { "HX-Request": "true" },
      });
      if (!response.ok) {
        this.refuse(response.status, await response.text());
        return null;
      }
      const address = URL.createObjectURL(await response.blob());
      const ready = new Image();
      ready.src = address;
      await ready.decode(); // so that the old picture stays until this one can be painted
      if (running.signal.aborted) {
        URL.revokeObjectURL(address);
        return null;
      }
      this.accept();
      const number = (name) => Number(response.headers.get(name)) || undefined;
      return { address, ratio: ready.naturalHeight / ready.naturalWidth, pages: number("X-Pages"), widthMm: number("X-Width-Mm") };
    } catch (error) {
      if (error.name !== "AbortError") this.say(this.word("failed"), true);
      return null;
    } finally {
      clearTimeout(slow);
      if (this.running === running) this.setBusy(false);
    }
  }

  setBusy(isBusy) {
    this.part("busy").hidden = !isBusy;
    this.stage.setAttribute("aria-busy", String(isBusy));
  }

  /** Show why there is no picture, in the server's words. */
  refuse(status, html) {
    if (status === 409) return; // an older question: a newer one is under way
    this.part("problem").innerHTML = html;
    this.stage.classList.add("failed");
  }

  accept() {
    this.part("problem").replaceChildren();
    this.stage.classList.remove("failed");
  }

  say(text, isFault = false) {
    const line = document.createElement("p");
    line.className = isFault ? "notice warn" : "notice";
    line.textContent = text;
    this.part("problem").replaceChildren(line);
  }

  // -- as others see it

  setLook(look) {
    const next = this.look === look ? undefined : look;
    this.look = next;
    for (const part of ["paper", "fold"]) {
      if (next) this.part(part).dataset.look = next;
      else delete this.part(part).dataset.look;
    }
    for (const button of this.root.querySelectorAll("button[data-look]")) this.press(button, button.dataset.look === next);
  }

  setFolded(isFolded) {
    this.folded = isFolded;
    this.press("[data-look-fold]", isFolded);
    this.part("fold").hidden = this.part("steps").hidden = !isFolded;
    this.part("paper").hidden = isFolded;
    if (isFolded) this.fold.build(this.shown);
    this.layOut();
    this.draw();
  }

  // -- what a person does

  listen() {
    this.root.addEventListener("click", (event) => this.click(event.target.closest("button")));
    this.part("piece").addEventListener("change", (event) => this.show(Number(event.target.value)));
    this.stage.addEventListener("keydown", (event) => this.key(event));
    this.stage.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    this.stage.addEventListener("pointerdown", (event) => this.pan(event));
    new ResizeObserver(() => {
      if (!this.shown?.has_sheet) return;
      this.layOut();
      this.drawSoon();
    }).observe(this.stage);
    document.addEventListener("anpham:saved", () => this.refresh());
  }

  click(button) {
    if (!button) return;
    const { zoom, page, distance, look, fold } = button.dataset;
    if (zoom === "in") this.setZoom(this.scale * STEP);
    else if (zoom === "out") this.setZoom(this.scale / STEP);
    else if (zoom) this.setZoom(zoom === "fit" ? "fit" : 1);
    else if (distance) this.setDistance(Number(distance));
    else if (look) this.setLook(look);
    else if (fold) this.fold.turn(fold === "on" ? 1 : -1, this.root);
    else if ("lookFold" in button.dataset) this.setFolded(!this.folded);
    else if (page) this.turn(Number(page));
  }

  turn(page) {
    this.page = page;
    for (const button of this.part("pages").children) {
      if (Number(button.dataset.page) === page) button.setAttribute("aria-current", "page");
      else button.removeAttribute("aria-current");
    }
    if (this.folded) this.setFolded(false);
    else this.draw();
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const zoom = { "+": this.scale * STEP, "=": this.scale * STEP, "-": this.scale / STEP, "−": this.scale / STEP, 0: "fit", 1: 1 }[event.key];
    if (zoom === undefined || !this.shown?.has_sheet) return;
    event.preventDefault();
    this.setZoom(zoom);
  }

  wheel(event) {
    if (!event.ctrlKey || this.folded) return;
    event.preventDefault();
    const at = this.stage.getBoundingClientRect();
    this.setZoom(this.scale * Math.exp(-event.deltaY / 400), event.clientX - at.left, event.clientY - at.top);
  }

  pan(event) {
    if (event.button !== 0 || event.pointerType === "touch" || !this.stage.classList.contains("can-pan")) return;
    const { stage } = this;
    const from = [stage.scrollLeft + event.clientX, stage.scrollTop + event.clientY];
    const move = (moved) => stage.scrollTo(from[0] - moved.clientX, from[1] - moved.clientY);
    stage.setPointerCapture(event.pointerId);
    stage.classList.add("pans");
    stage.addEventListener("pointermove", move);
    const end = () => {
      stage.removeEventListener("pointermove", move);
      stage.classList.remove("pans");
    };
    stage.addEventListener("pointerup", end, { once: true });
    stage.addEventListener("pointercancel", end, { once: true });
    event.preventDefault();
    stage.focus({ preventScroll: true });
  }
}

const root = document.getElementById("viewer");
const viewer = root && new Viewer(root);

/** Draw what is shown anew. */
export function refresh() {
  return viewer?.refresh();
}

/** Show a piece of the project, from 0, and a page of it, from 1. */
export function show(piece, page = 1) {
  viewer?.show(piece, page);
}

refresh();
