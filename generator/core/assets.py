"""Folders of what pieces are made from: the product's own data, and a user's searched before them.

The product's data lie beside the package in a checkout and inside it in a wheel. Only the doors
look for them; the rooms are handed an :class:`Assets`, or the folder of it that they need.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

#: Cached values: the shipped assets, and those with a few users' folders.
_CACHED = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Assets:
    """Folders of data. Of those that are several, the first that has a name wins.

    Attributes:
        templates: Of materials, one folder a material.
        themes: One folder a theme.
        icons: Of icons and pictures.
        profiles: Of profiles of destinations, one YAML file each.
        fonts: Of the shipped fonts, which its ``fonts.toml`` lists.
        user_fonts: Of a user's own fonts, which stand before the shipped ones.
        icc: Of ICC profiles.
        issuers: Of issuer lists, in CSV.
        campaigns: One folder a campaign.
        drawings: Of neutral drawings by subject, which its ``drawings.yaml`` lists.
        lexicon: The file of Vietnamese compounds.
        certificate: The material of certificates; its icons lie in it.
        words: The file of what people call values of options.
        icon_words: The file of Vietnamese words and the icons that show them.
        recognition: Of the model that reads Vietnamese print off pictures.
        overview: The page that shows a new campaign.
        gallery: The page that shows all materials.
    """

    templates: tuple[Path, ...]
    themes: tuple[Path, ...]
    icons: tuple[Path, ...]
    profiles: tuple[Path, ...]
    fonts: Path
    user_fonts: tuple[Path, ...]
    icc: Path
    issuers: Path
    campaigns: Path
    drawings: Path
    lexicon: Path
    certificate: Path
    words: Path
    icon_words: Path
    recognition: Path
    overview: Path
    gallery: Path

    def for_certificates(self) -> Assets:
        """These assets with the certificate as the only material, in shipped fonts alone."""
        return replace(
            self,
            templates=(self.certificate.parent,),
            icons=(self.certificate, *self.icons),
            user_fonts=(),
        )


@lru_cache(maxsize=_CACHED)
def shipped_assets(user: Path | None = None) -> Assets:
    """The data that come with the product.

    Args:
        user: A user's folder of templates. Its materials, and its ``themes``, ``icons``, ``fonts``
            and ``profiles`` folders, are searched before the shipped ones.
    """
    root = _data_root()
    shipped = root / "assets"
    own = (user,) if user is not None else ()
    return Assets(
        templates=(*own, root / "templates"),
        themes=(*(folder / "themes" for folder in own), shipped / "themes"),
        icons=(
            *(folder / "icons" for folder in own),
            shipped / "icons",
            shipped / "icons" / "lucide",
        ),
        profiles=(*(folder / "profiles" for folder in own), shipped / "profiles"),
        fonts=shipped / "fonts",
        user_fonts=tuple(folder / "fonts" for folder in own),
        icc=shipped / "icc",
        issuers=shipped / "issuers",
        campaigns=shipped / "campaigns",
        drawings=shipped / "drawings",
        lexicon=shipped / "lexicon" / "vi.txt",
        certificate=shipped / "certificate",
        words=shipped / "words.yaml",
        icon_words=shipped / "icons" / "words-vi.yaml",
        recognition=shipped / "ocr",
        overview=shipped / "overview",
        gallery=shipped / "gallery",
    )


def _data_root() -> Path:
    """The folder that holds ``templates`` and ``assets``."""
    package = Path(__file__).parents[1]
    inside = package / "_data"
    return inside if inside.is_dir() else package.parent
