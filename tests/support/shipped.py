"""The product's own data, as the doors hand them in."""

from __future__ import annotations

from generator.core.assets import shipped_assets
from generator.preflight.pdf.cmyk_conversion import cmyk_conversion
from generator.press.output_intents import Intent, icc_profile
from generator.vietnamese.compounds import load_lexicon

ASSETS = shipped_assets()
LEXICON = load_lexicon(ASSETS.lexicon)
#: Between CMYK and sRGB, as of coated paper.
CONVERSION = cmyk_conversion(icc_profile(Intent.FOGRA39, ASSETS.icc))
#: The folder of the shipped data, and that of the shipped materials.
DATA = ASSETS.icc.parent
(TEMPLATES,) = ASSETS.templates
