"""Faults of a drawing, before the reader gives them a place."""

from __future__ import annotations

from generator.core.messages import Message


class SvgFault(Exception):
    """A fault of one element; the reader adds its place."""

    def __init__(self, code: str, message: Message, hint: Message | None = None) -> None:
        self.code, self.message, self.hint = code, message, hint
        super().__init__(str(message))
