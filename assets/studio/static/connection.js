// The connection to the server. What a page asks for while the server is away waits until it is
// back, and the page says so; what a page that is being left asked for ends without a word.

import { say } from "/static/studio.js";

const LEAVING_MS = 1000; // leaving a page cuts its fetches first; after this the page is gone, too
const PROBE_MS = 1500;
const PROBE_LIMIT_MS = 5000;
const FROM_PROXY = [502, 504]; // said by a proxy in the place of a server that is away
const MOST_TRIES = 3;

const notice = document.getElementById("away");
const wait = (ms) => new Promise((done) => setTimeout(done, ms));
let returned = null; // fulfilled when the server that may be away is back; null while it is there
let isAway = false;

/** Fetch, as soon as the server is there. Cut while it was sent, it is sent again if that is safe. */
export async function ask(address, options = {}, isSafe = (options.method ?? "GET") === "GET") {
  for (let left = MOST_TRIES; ; left -= 1) {
    await returned;
    options.signal?.throwIfAborted();
    try {
      const response = await fetch(address, options);
      if (!FROM_PROXY.includes(response.status) || !left) return response;
    } catch (error) {
      if (options.signal?.aborted || !left) throw error;
    }
    await watch();
    if (!isSafe) {
      show("unsure");
      return new Response(null, { status: 204 });
    }
  }
}

/** Wait until the server answers; say meanwhile that it does not. */
function watch() {
  returned ??= (async () => {
    await wait(LEAVING_MS);
    while (!(await isThere())) {
      isAway = true;
      show("gone");
      await wait(PROBE_MS);
    }
    if (isAway) {
      notice.hidden = true;
      say(notice.dataset.back);
    }
    isAway = false;
    returned = null;
  })();
  return returned;
}

async function isThere() {
  try {
    const signal = AbortSignal.timeout(PROBE_LIMIT_MS);
    const response = await fetch("/static/mark.svg", { method: "HEAD", cache: "no-store", signal });
    return !FROM_PROXY.includes(response.status);
  } catch {
    return false;
  }
}

function show(part) {
  for (const one of notice.children) one.hidden = one.dataset.part !== part;
  notice.hidden = false;
}

// -- htmx: a value that is set may be set twice, a button's work may not be done twice

document.addEventListener("htmx:before:request", (event) => {
  const { ctx } = event.detail;
  const isSafe = ctx.request.method === "GET" || ctx.sourceElement.matches("form.edit, input, select, textarea");
  ctx.fetch = (address, request) => ask(address, request, isSafe);
});

// -- the stream of events notices first that the server is gone

let stream = null;
document.addEventListener("htmx:sse:after:connection", (event) => {
  stream = event.detail.connection;
});
document.addEventListener("htmx:sse:before:connection", (event) => {
  if (event.detail.connection.attempt) watch();
});
// Firefox calls a stream that is cut by leaving its page an error. A page that stays connects again.
addEventListener("beforeunload", () => stream?.reader?.cancel());

// -- while it is away, nothing leads to the browser's own page of an error

function stay(event) {
  event.preventDefault();
  event.stopPropagation();
  say(notice.dataset.wait);
}
document.addEventListener("click", (event) => {
  if (isAway && event.target.closest("a[href^='/']")) stay(event);
}, true);
document.addEventListener("submit", (event) => {
  if (isAway && !event.target.matches("[hx-post], [hx-get]")) stay(event);
}, true);
