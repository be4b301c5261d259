"""A text with its origin: where in the campaign or order it is stated.

A sourced text is a ``str`` like any other, but whatever is made of it (by a filter, a join, a
slice) is a plain ``str`` again: so a text that bears an origin is the text as it was stated, or a
form of it that :func:`reshaped` vouches for. ``content.stated_texts`` gives origins,
``sheet.template`` keeps them through slots, ``layout`` and ``draw`` hand them on to the tags.
"""

from __future__ import annotations


class SourcedText(str):
    """A text, its origin, and the whole text that was stated under that origin.

    Attributes:
        origin: As "campaign.title" or "do-3.headline"; empty for what only formats a value.
        whole: The text as stated; differs from the text itself where this is a part of it.
    """

    __slots__ = ("origin", "whole")

    origin: str
    whole: str

    def __new__(cls, text: str, origin: str, whole: str | None = None) -> SourcedText:
        """``text``, stated under ``origin``; by default it is the whole of it."""
        made = super().__new__(cls, text)
        made.origin = origin
        made.whole = text if whole is None else whole
        return made

    def __reduce__(self) -> tuple[type[SourcedText], tuple[str, str, str]]:
        """For copies and worker processes."""
        return SourcedText, (str(self), self.origin, self.whole)


# Functions, not methods: a template could call those.


def part_of(text: SourcedText, part: str) -> SourcedText:
    """``part`` as a part of ``text``; a sheet must set all parts of a text together."""
    return SourcedText(part, text.origin, text.whole)


def reshaped(text: SourcedText, form: str) -> SourcedText:
    """``form`` as another official form of ``text``, such as a name in running text."""
    return SourcedText(form, text.origin, form)
