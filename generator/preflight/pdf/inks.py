"""Names of inks with a meaning of their own (ISO 32000-2, 8.6.6.4).

Which inks a colour is made of is worked out in ``preflight.pdf.colour_spaces``.
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
