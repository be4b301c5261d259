"""QR symbols on rendered pages: detection, degradation, grading."""
