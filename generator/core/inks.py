"""Names of inks: those of the four-colour process, and those with a meaning of their own.

Source: ISO 32000-2, 8.6.6.4.
"""

from __future__ import annotations

from typing import Final

#: The inks of the four-colour process, in the order of DeviceCMYK's components.
PROCESS_INKS: Final = ("Cyan", "Magenta", "Yellow", "Black")
#: Those of them that have a hue.
CHROMATIC_INKS: Final = PROCESS_INKS[:3]
#: The ink of registration marks: it lies on every plate.
ALL_INKS: Final = "All"
#: The colorant that paints nothing.
NO_INK: Final = "None"
#: What no ink with a plate of its own may be called.
RESERVED_INKS: Final = frozenset((*PROCESS_INKS, ALL_INKS, NO_INK))
#: Bytes that a name in a PDF holds, an ink's or a font's. Source: ISO 19005-2, 6.1.13.
MAX_NAME_BYTES: Final = 127
#: How people at the press abbreviate the inks of the process.
INK_LETTERS: Final = dict(zip(PROCESS_INKS, "CMYK", strict=True))
