"""A line on the terminal when something takes long, so that nobody thinks that it hangs."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Final

#: In seconds: what is done sooner does not interrupt a thought (Nielsen, "Response Times: The 3
#: Important Limits", 1993).
PATIENCE: Final = 1.0


class Progress:
    """Shows what is being done, if it is still being done after a second.

    Args:
        show: Writes a line; called from another thread.
    """

    def __init__(self, show: Callable[[str], None]) -> None:
        self._show = show
        self._timer: threading.Timer | None = None
        self._lock = threading.Lock()

    def doing(self, what: str) -> None:
        """Record that ``what`` is being done from now on."""
        self.stop()
        timer = threading.Timer(PATIENCE, self._late, [what])
        timer.args = [what, timer]
        timer.daemon = True
        self._timer = timer
        timer.start()

    def stop(self) -> None:
        """Record that nothing is being done any more; no line appears after this."""
        with self._lock:  # a line that is being written is waited for
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None

    def _late(self, what: str, timer: threading.Timer) -> None:
        """Show ``what`` unless it was done while ``timer`` rang."""
        with self._lock:
            if self._timer is timer:
                self._show(what)
