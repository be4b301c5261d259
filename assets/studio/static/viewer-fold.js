// A sheet with panels as it opens: in space, from its front to all of its inside, and turned over.
// The panels of page 1 (outside) and page 2 (inside) lie back to back, so they run in opposite
// directions: outside 0 is the reverse of the last inside.

const FOLDED = 180; // degrees
const APART_PX = 1; // folded panels in one plane would flicker

export class Fold {
  constructor(box, line, word) {
    this.box = box;
    this.line = line;
    this.word = word;
    this.step = 0;
  }

  /** True for a sheet that is folded once or twice. */
  static takes(piece) {
    return piece.panels_mm?.length === 2 && [2, 3].includes(piece.panels_mm[0].length);
  }

  /** The steps in which people open it; angles in degrees of the left and the right panel. */
  get steps() {
    const opened = { name: "fold-open", left: 0, right: 0 };
    const front = { name: "fold-front", left: FOLDED, right: FOLDED };
    const reverse = { name: "fold-reverse", left: FOLDED, right: FOLDED, turned: true };
    const cover = { name: "fold-cover", left: 0, right: FOLDED };
    return this.inside.length === 3 ? [front, cover, opened, reverse] : [front, opened, reverse];
  }

  build(piece) {
    [this.outside, this.inside] = piece.panels_mm;
    this.heightMm = piece.height_mm;
    this.widthMm = this.inside.reduce((sum, width) => sum + width, 0);
    this.step = 0;
    this.of = null;
    // The panel that lies still: of two the right one, of three the middle one.
    this.still = 1;
    this.body = document.createElement("div");
    this.body.className = "fold-body";
    this.panels = this.inside.map((_, at) => this.panel(at));
    this.body.replaceChildren(...this.panels);
    this.box.replaceChildren(this.body);
  }

  panel(at) {
    const panel = document.createElement("div");
    panel.className = "fold-panel";
    for (const side of ["", "reverse"]) {
      const face = document.createElement("div");
      face.className = `fold-face ${side}`.trim();
      panel.append(face);
    }
    panel.style.transformOrigin = at < this.still ? "right center" : "left center";
    return panel;
  }

  /** Fit the open sheet into the stage. */
  layOut(stage) {
    const scale = Math.min((stage.clientWidth - 60) / this.widthMm, (stage.clientHeight - 60) / this.heightMm);
    const px = (mm) => `${mm * scale}px`;
    this.widthPx = this.widthMm * scale;
    this.box.style.width = px(this.widthMm);
    this.box.style.height = px(this.heightMm);
    let x = 0;
    this.inside.forEach((width, at) => {
      const [front, reverse] = this.panels[at].children;
      const before = this.outside.slice(0, this.outside.length - 1 - at).reduce((sum, one) => sum + one, 0);
      Object.assign(this.panels[at].style, { left: px(x), width: px(width), height: px(this.heightMm) });
      for (const [face, offset] of [[front, x], [reverse, before]]) {
        face.style.backgroundSize = `${px(this.widthMm)} ${px(this.heightMm)}`;
        face.style.backgroundPosition = `${px(-offset)} 0`;
      }
      x += width;
    });
    const middle = this.inside.slice(0, this.still).reduce((sum, one) => sum + one, 0) + this.inside[this.still] / 2;
    Object.assign(this.body.style, { width: px(this.widthMm), height: px(this.heightMm), transformOrigin: `${px(middle)} center` });
    this.shift = (this.widthMm / 2 - middle) * scale;
    this.pose();
  }

  /** Put the pictures of outside and inside on the panels. */
  cover([outside, inside], of) {
    this.of = of;
    for (const panel of this.panels) {
      panel.children[0].style.backgroundImage = `url("${inside}")`;
      panel.children[1].style.backgroundImage = `url("${outside}")`;
    }
    for (const address of this.pictures ?? []) URL.revokeObjectURL(address);
    this.pictures = [outside, inside];
  }

  turn(by, root) {
    this.step = Math.min(this.steps.length - 1, Math.max(0, this.step + by));
    this.pose();
    if (document.activeElement?.disabled) root.querySelector("[data-fold]:not(:disabled)").focus();
  }

  pose() {
    const { name, left, right, turned } = this.steps[this.step];
    this.panels.forEach((panel, at) => {
      const angle = at < this.still ? left : at > this.still ? -right : 0;
      const above = angle ? (at < this.still ? 2 : 1) * APART_PX : 0; // the left one is the front
      panel.style.transform = `translateZ(${above}px) rotateY(${angle}deg)`;
    });
    // Folded, the front is in the middle of the stage; opened, the sheet is.
    const shift = left && (right || this.inside.length === 2) ? this.shift : 0;
    this.body.style.transform = `translateX(${shift}px) rotateY(${turned ? 180 : 0}deg)`;
    this.line.textContent = `${this.step + 1}/${this.steps.length} · ${this.word(name)}`;
    const viewer = this.box.closest(".viewer");
    viewer.querySelector("[data-fold=back]").disabled = this.step === 0;
    viewer.querySelector("[data-fold=on]").disabled = this.step === this.steps.length - 1;
  }
}
