// Files dropped on a frame, or chosen: the name is shown; a dropped one is sent at once.

for (const form of document.querySelectorAll("[data-drop]")) {
  const frame = form.querySelector(".drop-frame");
  const input = form.querySelector("input[type=file]");
  const send = form.querySelector("[data-send]");
  const chosen = form.querySelector(".drop-chosen");

  const show = () => {
    const file = input.files[0];
    frame.classList.toggle("has-file", Boolean(file));
    chosen.hidden = !file;
    if (file) form.querySelector("[data-name]").textContent = file.name;
  };
  input.addEventListener("change", () => {
    show();
    if (input.files.length) send.focus();
  });
  frame.addEventListener("dragover", (event) => {
    event.preventDefault();
    frame.classList.add("over");
  });
  frame.addEventListener("dragleave", (event) => {
    if (!frame.contains(event.relatedTarget)) frame.classList.remove("over");
  });
  frame.addEventListener("drop", (event) => {
    event.preventDefault();
    frame.classList.remove("over");
    if (!event.dataTransfer.files.length) return;
    const one = new DataTransfer();
    one.items.add(event.dataTransfer.files[0]);
    input.files = one.files;
    show();
    form.requestSubmit(send);
  });
  // What is wrong with the file is said below the frame, perhaps below the window.
  const problem = form.querySelector("[aria-live]");
  new MutationObserver(() => problem.scrollIntoView({ block: "nearest" })).observe(problem, { childList: true });
  show();
}

// A file that misses its frame would be opened by the browser in place of the page.
for (const kind of ["dragover", "drop"]) window.addEventListener(kind, (event) => event.preventDefault());
