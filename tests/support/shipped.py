"""The product's own data, as the doors hand them in."""

from __future__ import annotations

from generator.core.assets import shipped_assets
from generator.vietnamese.compounds import load_lexicon

ASSETS = shipped_assets()
LEXICON = load_lexicon(ASSETS.lexicon)
#: The folder of the shipped data, and that of the shipped materials.
DATA = ASSETS.icc.parent
(TEMPLATES,) = ASSETS.templates
