"""Debian's Firefox, driven by WebDriver BiDi (W3C): as much of it as a walk through pages needs."""

from __future__ import annotations

import json
import subprocess
import time
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from support.tools import go_without, need_tool

if find_spec("websockets") is None:
    go_without("websockets is not installed")
EXECUTABLE: Final = need_tool("firefox-esr")

from websockets.sync.client import connect  # noqa: E402

_PATIENCE_S: Final = 30.0
_BETWEEN_LOOKS_S: Final = 0.1
_LISTENING: Final = "WebDriver BiDi listening on "
#: No question where to save, no word with Mozilla's servers.
_PREFERENCES: Final[dict[str, Any]] = {
    "app.normandy.enabled": False,
    "app.update.auto": False,
    "browser.download.folderList": 2,
    "browser.download.useDownloadDir": True,
    "browser.download.always_ask_before_handling_new_types": False,
    "browser.download.alwaysOpenPanel": False,
    "browser.safebrowsing.downloads.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "datareporting.policy.dataSubmissionEnabled": False,
    "intl.accept_languages": "vi",
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "pdfjs.disabled": True,
    "toolkit.telemetry.enabled": False,
}


class Firefox:
    """A Firefox without a window, with one page.

    Attributes:
        downloads: The folder that files are saved in.
        requested: The addresses that its page asked for.
        errors: Errors of scripts and of the console.
    """

    def __init__(self, folder: Path) -> None:
        self.downloads = folder / "downloads"
        self.downloads.mkdir()
        self.requested: list[str] = []
        self.errors: list[str] = []
        profile = folder / "profile"
        profile.mkdir()
        wanted = _PREFERENCES | {"browser.download.dir": str(self.downloads)}
        lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});\n" for k, v in wanted.items()]
        (profile / "user.js").write_text("".join(lines), encoding="utf-8")
        self._process = subprocess.Popen(
            [
                *(EXECUTABLE, "--headless", "--no-remote", "--profile", str(profile)),
                *("--remote-debugging-port", "0", "--width", "1440", "--height", "900"),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        self._id = 0
        self._open = ExitStack()
        try:
            address = self._listening() + "/session"
            self._socket = self._open.enter_context(connect(address, max_size=None, proxy=None))
            self._page = self._begin()
        except BaseException:
            self._end()
            raise

    def _begin(self) -> str:
        """Begin a session; the id of the page."""
        self._ask("session.new", capabilities={})
        self._ask("session.subscribe", events=["log.entryAdded", "network.beforeRequestSent"])
        return str(self._ask("browsingContext.getTree")["contexts"][0]["context"])

    def _listening(self) -> str:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            if line.startswith(_LISTENING):
                return line.removeprefix(_LISTENING).strip()
        raise AssertionError("Firefox did not start")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    def _end(self) -> None:
        self._open.close()
        self._process.terminate()
        self._process.wait(timeout=_PATIENCE_S)
        assert self._process.stderr is not None
        self._process.stderr.close()

    def _ask(self, method: str, **parameters: Any) -> Any:
        """Send a command; its result. Events that come before it are noted."""
        self._id += 1
        self._socket.send(json.dumps({"id": self._id, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self._socket.recv(timeout=_PATIENCE_S))
            if answer.get("id") == self._id:
                assert answer["type"] == "success", f"{method}: {answer}"
                return answer["result"]
            self._note(answer)

    def _note(self, event: dict[str, Any]) -> None:
        values = event.get("params", {})
        if event.get("method") == "network.beforeRequestSent":
            self.requested.append(values["request"]["url"])
        elif event.get("method") == "log.entryAdded" and values["level"] == "error":
            self.errors.append(values["text"])

    @property
    def url(self) -> str:
        """The address of the page."""
        return str(self.evaluate("location.href"))

    def goto(self, address: str) -> None:
        """Open an address and wait until it is loaded."""
        self._ask("browsingContext.navigate", context=self._page, url=address, wait="complete")

    def evaluate(self, expression: str) -> Any:
        """The value of an expression of JavaScript, of what JSON has."""
        answer = self._ask(
            "script.evaluate",
            expression=f"JSON.stringify(({expression}) ?? null)",
            target={"context": self._page},
            awaitPromise=True,
        )
        assert answer["type"] == "success", answer
        return json.loads(answer["result"]["value"])

    def wait(self, expression: str, *, patience_s: float = _PATIENCE_S) -> Any:
        """The value of an expression as soon as it is true; the page may be on its way."""
        last: object = None
        end = time.monotonic() + patience_s
        while time.monotonic() < end:
            try:
                last = self.evaluate(expression)
            except AssertionError as error:  # the page before was left meanwhile
                last = error
            else:
                if last:
                    return last
            time.sleep(_BETWEEN_LOOKS_S)
        raise AssertionError(f"never true: {expression}; last {last}; at {self.url}")

    def click(self, selector: str) -> None:
        """Click the first visible element of a CSS selector with the mouse."""
        self._act_on(
            selector,
            {"type": "pointerMove", "x": 0, "y": 0},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        )

    def _act_on(self, selector: str, *actions: dict[str, Any]) -> None:
        found = json.dumps(selector)
        self.wait(
            f"[...document.querySelectorAll({found})].some(e => e.checkVisibility() && "
            "(e.scrollIntoView({block: 'center', behavior: 'instant'}), true))"
        )
        nodes = self._ask(
            "script.evaluate",
            expression=f"[...document.querySelectorAll({found})].find(e => e.checkVisibility())",
            target={"context": self._page},
            awaitPromise=False,
        )["result"]
        origin = {"type": "element", "element": {"sharedId": nodes["sharedId"]}}
        first, *others = actions
        self._perform("pointer", "mouse", [{**first, "origin": origin}, *others])

    def type(self, text: str) -> None:
        """Type a text, a key a character, into what has the focus."""
        keys = [{"type": kind, "value": key} for key in text for kind in ("keyDown", "keyUp")]
        self._perform("key", "keyboard", keys)

    def fill(self, selector: str, text: str) -> None:
        """Type a text in the place of what an input holds."""
        self.click(selector)
        self.evaluate("(document.activeElement.select?.(), true)")
        self.type(text)

    def _perform(self, kind: str, name: str, actions: list[dict[str, Any]]) -> None:
        self._ask(
            "input.performActions",
            context=self._page,
            actions=[{"type": kind, "id": name, "actions": actions}],
        )

    def choose_file(self, selector: str, path: Path) -> None:
        """Choose a file in an input for files, as its window does."""
        node = self._ask(
            "browsingContext.locateNodes",
            context=self._page,
            locator={"type": "css", "value": selector},
        )["nodes"][0]
        element = {"sharedId": node["sharedId"]}
        self._ask("input.setFiles", context=self._page, element=element, files=[str(path)])

    def downloaded(self, suffix: str) -> Path:
        """The first finished download whose name ends so."""
        end = time.monotonic() + _PATIENCE_S
        while time.monotonic() < end:
            whole = [p for p in self.downloads.glob(f"*{suffix}") if p.stat().st_size]
            if whole and not list(self.downloads.glob("*.part")):
                return whole[0]
            time.sleep(_BETWEEN_LOOKS_S)
        raise AssertionError(f"nothing was saved: {list(self.downloads.iterdir())}")
