"""Kinds of files that a material comes out as, and the terms of its pictures, as a manifest states.

What makes the files is in ``outputs``; what judges them, in ``preflight.pictures`` and, for spoken
texts, in ``outputs.spoken_check``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from generator.content.yaml_nodes import YamlNode
from generator.core.excerpts import excerpt
from generator.core.messages import msg
from generator.core.output_kind import OutputKind

#: Kinds that show a sheet.
_OF_SHEETS = frozenset({OutputKind.PDF, OutputKind.PNG, OutputKind.SVG})


@dataclass(frozen=True, slots=True)
class PictureTerms:
    """The terms of a material's pictures.

    Attributes:
        dpi: Pixels an inch of a picture whose size is in mm; one in px has its own pixels.
        most_kb: Largest file, in units of 1000 bytes; 0 for no limit.
    """

    dpi: int = 300
    most_kb: int = 0


@dataclass(frozen=True, slots=True)
class Outputs:
    """Kinds of files of a material, each once and in their order, and the terms of its pictures."""

    kinds: tuple[OutputKind, ...] = (OutputKind.PDF,)
    picture: PictureTerms = PictureTerms()

    @property
    def has_sheet(self) -> bool:
        """True if a sheet is laid out; a text that is read aloud has none."""
        return not _OF_SHEETS.isdisjoint(self.kinds)

    @property
    def has_pictures(self) -> bool:
        """True if its pages are drawn in files of their own."""
        return OutputKind.PNG in self.kinds or OutputKind.SVG in self.kinds


#: What most materials come out as.
PDF_ALONE: Final = Outputs()


def read_outputs(root: YamlNode) -> Outputs:
    """The files that a manifest promises; faults are reported to ``root``."""
    kinds = _kinds(root, root.texts("outputs", required=False)) or (OutputKind.PDF,)
    picture = PictureTerms()
    if "picture" in root:
        node = root.mapping("picture")
        picture = PictureTerms(
            node.integer("dpi", default=picture.dpi, minimum=72, maximum=1200),
            node.integer("most_kb", default=picture.most_kb, minimum=0),
        )
    outputs = Outputs(kinds, picture)
    if outputs.has_sheet and OutputKind.DOCX in kinds:
        root.report(
            "manifest-outputs",
            msg("a .docx holds a text that is read aloud; beside a sheet there is none"),
            hint=msg("leave docx out, or leave pdf, png and svg out"),
            key="outputs",
        )
    return outputs


def _kinds(root: YamlNode, names: Sequence[str]) -> tuple[OutputKind, ...]:
    found = []
    for index, name in enumerate(names):
        if name in tuple(OutputKind):
            found.append(OutputKind(name))
        else:
            root.report(
                "wrong-value",
                msg(
                    "“{key}” is “{found}”; expected one of: {names}",
                    key="outputs",
                    found=excerpt(name),
                    names=", ".join(OutputKind),
                ),
                key="outputs",
                index=index,
            )
    return tuple(dict.fromkeys(found))
