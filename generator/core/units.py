"""The one conversion between people's millimetres and PDF's points."""

from __future__ import annotations

#: The international inch, which dots of printers and scanners are counted by.
MM_PER_INCH = 25.4

#: Points in an inch (ISO 32000-2, 8.3.2.3).
PT_PER_INCH = 72.0

#: Points in a millimetre.
PT_PER_MM = PT_PER_INCH / MM_PER_INCH

#: Lengths closer than this are the same place. 0.01 mm is a tenth of a laser printer's dot.
TOLERANCE_PT = 0.01 * PT_PER_MM

#: Finished sizes, folds and ends that differ less are set as the same: paper is cut no more
#: exactly. Our own choice within the trade's 0.1 to 0.5 mm. Corpus: planted faults are missed from
#: 1 mm on.
SIZE_TOLERANCE_MM = 0.2


def mm_to_pt(length_mm: float) -> float:
    """``length_mm`` in pt."""
    return length_mm * PT_PER_MM


def pt_to_mm(length_pt: float) -> float:
    """``length_pt`` in mm."""
    return length_pt / PT_PER_MM
