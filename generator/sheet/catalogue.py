"""The catalogue of materials and themes: their manifests and theme files.

A material is a folder with a ``manifest.yaml``; a theme is a folder with a ``theme.yaml``. Folders
of the user's are searched before the shipped ones, so a name of theirs wins.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.content.model import TextLength
from generator.content.yaml_nodes import YamlNode, read_mapping
from generator.core.colour import Cmyk, Colour, Spot
from generator.core.errors import Problem, TemplateError, UsageError
from generator.core.findings import Finding, Severity
from generator.core.inks import RESERVED_INKS
from generator.core.messages import LANGUAGES, msg
from generator.core.near_names import near_names
from generator.core.units import mm_to_pt
from generator.reading.files import read_text
from generator.sheet.sizes import TrimSize, parse_size
from generator.sheet.theme import LAST, OPTIONAL_ROLES, ROLES, Inks, Theme

MANIFEST = "manifest.yaml"

#: Widths of a leaflet's panels must add up to the trim's within this, in mm.
PANEL_TOLERANCE_MM = 0.01

#: Colorants that mean something else in a PDF (ISO 32000-1, 8.6.6.4 and 8.6.6.5).
_RESERVED_INKS = frozenset(ink.casefold() for ink in RESERVED_INKS)
_ROLE_NAMES = ", ".join(ROLES)
_NUMBER = re.compile(r"\d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Manifest:
    """The manifest of a material's folder.

    Attributes:
        name: The folder's name, as "poster".
        names: Its names by language ("vi", "en").
        folder: The folder of its files.
        template: The Jinja template's file name in the folder.
        inks: What it may be printed in; the first is preferred.
        themes: Names of the themes that take such inks; the first is the default.
        order: Materials of a lower order come first.
        sizes: The first is the default.
        aspect: Least and most height/width of other sizes; None if there are no others.
        texts: Which lengths of text it can be made with; the first is the default.
        prints_contacts: Whether the issuer's contacts are printed where they are known.
        smallest_mm: The least short side of any size.
        panels: For each page the widths of its panels in mm; empty where nothing is folded.
        items: How many items it has room for, by group; of the others it shows all.
        own_styles: Of a manifest of the older form, the style sheet of each theme that it names;
            such a material has no cascade and comes in these themes alone.
        findings: How the file was read.
    """

    name: str
    names: Mapping[str, str]
    folder: Path
    template: str
    inks: tuple[Inks, ...]
    sizes: tuple[TrimSize, ...]
    aspect: tuple[float, float] | None
    texts: tuple[TextLength, ...]
    pages: int
    panels: tuple[tuple[float, ...], ...]
    prints_contacts: bool = False
    smallest_mm: float = 0.0
    order: int = LAST
    themes: tuple[str, ...] = ()
    items: Mapping[str, int] = field(default_factory=dict)
    own_styles: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    def folds_pt(self) -> tuple[tuple[float, ...], ...]:
        """For each page the x of its folds in pt from the left trim edge."""
        if not self.panels:
            return ((),) * self.pages
        return tuple(
            tuple(mm_to_pt(sum(widths[: n + 1])) for n in range(len(widths) - 1))
            for widths in self.panels
        )

    def size(self, text: str | None) -> TrimSize:
        """The trim size that ``text`` names, or the default.

        Raises:
            UsageError: if this material does not come in that size.
        """
        if text is None:
            return self.sizes[0]
        size = parse_size(text)
        if min(size.width_mm, size.height_mm) < self.smallest_mm:
            raise UsageError(
                Problem(
                    "size-too-small",
                    msg(
                        "{material} cannot be made in {size}: its texts would be too small to read",
                        material=self.name,
                        size=size.name,
                    ),
                    hint=msg(
                        "the short side must measure at least {least} mm",
                        least=self.smallest_mm,
                    ),
                )
            )
        for known in self.sizes:
            if (known.width_mm, known.height_mm) == (size.width_mm, size.height_mm):
                return known
        if self.aspect is not None:
            least, most = self.aspect
            if least <= size.height_mm / size.width_mm <= most:
                return size
            raise UsageError(
                Problem(
                    "size-aspect",
                    msg(
                        "{material} cannot be made in {size}: its height would be {ratio} times "
                        "its width",
                        material=self.name,
                        size=size.name,
                        ratio=round(size.height_mm / size.width_mm, 2),
                    ),
                    hint=msg(
                        "choose a height from {least} to {most} mm for this width",
                        least=round(size.width_mm * least),
                        most=round(size.width_mm * most),
                    ),
                )
            )
        raise UsageError(
            Problem(
                "size-not-offered",
                msg("{material} does not come in {size}", material=self.name, size=size.name),
                hint=msg("it comes in {known}", known=", ".join(s.name for s in self.sizes)),
            )
        )


class Catalogue:
    """The materials and themes in some folders.

    Args:
        template_folders: Searched in this order for materials.
        theme_folders: Searched in this order for themes.
    """

    def __init__(self, template_folders: Sequence[Path], theme_folders: Sequence[Path]) -> None:
        self._materials = _folders(template_folders, MANIFEST)
        self._themes = _folders(theme_folders, "theme.yaml")
        self._read_manifests: dict[str, Manifest] = {}
        self._read_themes: dict[str, Theme] = {}

    def material_names(self) -> tuple[str, ...]:
        """Every material's name, in the order that the manifests state, then by name."""
        return tuple(sorted(self._materials, key=lambda name: (self._order_of(name), name)))

    def _order_of(self, material: str) -> int:
        try:
            return self._manifest(material).order
        except TemplateError:
            return LAST  # its faults are reported to callers that ask for it

    def theme_names(self) -> tuple[str, ...]:
        """Every theme's name."""
        return tuple(sorted(self._themes))

    def material(self, name: str) -> Manifest:
        """The manifest of the material ``name``.

        Raises:
            UsageError: if there is no such material.
            TemplateError: with every fault of its manifest.
        """
        if name not in self._materials:
            raise _unknown("material", name, self.material_names())
        manifest = self._manifest(name)
        if manifest.own_styles:
            return replace(manifest, themes=tuple(manifest.own_styles))
        return replace(manifest, themes=self._themes_in(manifest.inks))

    def _manifest(self, name: str) -> Manifest:
        """The manifest of ``name`` as it is written."""
        if name not in self._read_manifests:
            folder = self._materials[name]
            text = read_text(folder / MANIFEST)
            self._read_manifests[name] = read_manifest(text, folder)
        return self._read_manifests[name]

    def _themes_in(self, inks: Sequence[Inks]) -> tuple[str, ...]:
        """Names of the themes that take one of ``inks``, the preferred inks first.

        A theme with a fault, or without a colour for a role, is left out: nobody asked for it
        yet, and who does gets the error.
        """
        found = []
        for name in self._themes:
            try:
                theme = self.theme(name)
            except TemplateError:
                continue
            if theme.inks in inks and theme.is_complete:
                found.append((inks.index(theme.inks), theme.order, name))
        return tuple(name for _, _, name in sorted(found))

    def theme(self, name: str) -> Theme:
        """The theme ``name``.

        Raises:
            UsageError: if there is no such theme.
            TemplateError: with every fault of its file.
        """
        if name not in self._themes:
            raise _unknown("theme", name, self.theme_names())
        if name not in self._read_themes:
            folder = self._themes[name]
            theme = read_theme(read_text(folder / "theme.yaml"), folder.name)
            style_file = folder / "theme.css"
            self._read_themes[name] = replace(
                theme, style_file=style_file if style_file.is_file() else None
            )
        return self._read_themes[name]

    def theme_for(self, manifest: Manifest, name: str | None) -> str:
        """The name of the theme to use for a material.

        Raises:
            UsageError: if the theme does not exist or the material does not come in it.
        """
        if name is None:
            if not manifest.themes:
                raise _no_theme(manifest)
            return manifest.themes[0]
        theme = self.theme(name)
        if theme.missing_roles and not manifest.own_styles:
            raise TemplateError(theme.missing_roles)
        if name not in manifest.themes:
            raise UsageError(
                Problem(
                    "theme-not-offered",
                    msg(
                        "{material} does not come in the theme '{theme}'",
                        material=manifest.name,
                        theme=name,
                    ),
                    hint=msg("it comes in {known}", known=", ".join(manifest.themes)),
                )
            )
        return name


def read_manifest(text: str, folder: Path) -> Manifest:
    """The manifest in ``text``.

    Raises:
        TemplateError: with every fault, each with its line.
    """
    root = read_mapping(text, f"{folder.name}/manifest.yaml", error=TemplateError)
    names = _names(root)
    template = root.text("template")
    own_styles, findings = _own_styles(root)
    inks = () if own_styles else _inks(root)
    order = root.integer("order", default=LAST, minimum=0)
    sizes = []
    for index, name in enumerate(root.texts("sizes")):
        try:
            sizes.append(parse_size(name))
        except UsageError as error:
            fault = error.problems[0]
            root.report(fault.code, fault.message, key="sizes", index=index)
    aspect = None
    if "aspect" in root:
        node = root.mapping("aspect")
        aspect = (node.number("least", minimum=0.1), node.number("most", minimum=0.1))
    texts = tuple(TextLength(t) for t in root.texts("texts") if t in tuple(TextLength))
    if not texts:
        root.report("manifest-texts", msg("expected 'short', 'full' or both"), key="texts")
    pages = root.integer("pages", minimum=1)
    panels = _panels(root, pages, sizes)
    prints = root.texts("prints", required=False)
    smallest_mm = root.number("smallest_mm", default=0.0, minimum=0.0)
    limits = root.mapping("items", required=False)
    items = {group: limits.integer(group, minimum=0) for group in limits.keys()}  # noqa: SIM118
    root.finish()
    return Manifest(
        name=folder.name,
        names=names,
        folder=folder,
        template=template,
        inks=inks,
        order=order,
        sizes=tuple(sizes),
        aspect=aspect,
        texts=texts,
        pages=pages,
        prints_contacts="contacts" in prints,
        smallest_mm=smallest_mm,
        items=items,
        panels=panels,
        own_styles=own_styles,
        findings=findings,
    )


def _own_styles(root: YamlNode) -> tuple[Mapping[str, str], tuple[Finding, ...]]:
    """The style sheets of the older form, which named each theme, and a note of today's form."""
    if "themes" not in root or "inks" in root:
        return {}, ()
    note = Finding(
        "manifest-themes",
        Severity.NOTE,
        msg("the manifest names its themes, as older ones did: it comes in no other"),
        msg("write “inks: [full]” instead, and the style sheet as layout.css with roles"),
        root.place("themes"),
    )
    return _texts(root.mapping("themes")), (note,)


def _inks(root: YamlNode) -> tuple[Inks, ...]:
    """The inks of the material."""
    names = root.texts("inks")
    for index, name in enumerate(names):
        if name not in tuple(Inks):
            root.report(
                "manifest-inks",
                msg("“{name}” is none of one, two, full", name=name),
                key="inks",
                index=index,
            )
    return tuple(Inks(name) for name in names if name in tuple(Inks))


def _panels(root: YamlNode, pages: int, sizes: Sequence[TrimSize]) -> tuple[tuple[float, ...], ...]:
    if "panels" not in root:
        return ()
    panels = tuple(_numbers(widths) for widths in root.texts("panels"))
    if len(panels) != pages:
        root.report(
            "manifest-panels", msg("expected one list of widths for each page"), key="panels"
        )
    for index, widths in enumerate(panels):
        for size in sizes:
            if abs(sum(widths) - size.width_mm) > PANEL_TOLERANCE_MM:
                root.report(
                    "manifest-panels",
                    msg(
                        "the panels are {sum} mm wide together, the sheet is {width} mm",
                        sum=sum(widths),
                        width=size.width_mm,
                    ),
                    key="panels",
                    index=index,
                )
    return panels


def read_theme(text: str, name: str) -> Theme:
    """The theme in ``text``.

    Raises:
        TemplateError: with every fault, each with its line.
    """
    root = read_mapping(text, f"{name}/theme.yaml", error=TemplateError)
    names = _names(root)
    faces = _texts(root.mapping("faces"))
    stated = root.choice("inks", Inks, default=Inks.FULL)
    order = root.integer("order", default=LAST, minimum=0)
    node = root.mapping("colours")
    tokens = node.keys()
    colours: dict[str, Colour] = {}
    inks: dict[str, Cmyk] = {}
    for token in tokens:
        colours[token] = _colour(token, node.mapping(token), inks)
    missing = [role for role in ROLES if role not in colours]
    problem = Problem(
        "theme-roles",
        msg("the theme has no colour for {roles}", roles=", ".join(missing)),
        hint=msg("colours are named by their role; every theme has {roles}", roles=_ROLE_NAMES),
        place=root.place("colours"),
    )
    _check_inks(node, colours, stated)
    root.finish()
    fallbacks = {
        role: colours[other]
        for role, other in OPTIONAL_ROLES.items()
        if role not in colours and other in colours
    }
    return Theme(
        name,
        names,
        colours | fallbacks,
        faces,
        stated,
        order,
        missing_roles=problem if missing else None,
    )


def _check_inks(node: YamlNode, colours: Mapping[str, Colour], stated: Inks) -> None:
    """Report the first colour that takes more inks than the theme says it has."""
    most = {Inks.ONE: 1, Inks.TWO: 2}.get(stated)
    found: set[str] = set()
    for role, colour in colours.items():
        if colour.spot is not None:
            found.add(colour.spot.ink)
        else:
            recipes = (colour.cmyk, colour.solid or colour.cmyk)
            found |= {
                ink for recipe in recipes for ink, part in zip("CMYK", recipe, strict=True) if part
            }
        if most is not None and len(found) > most:
            node.report(
                "theme-inks",
                msg(
                    "with “{role}” the theme takes the inks {found}; it says that it has {stated}",
                    role=role,
                    found=", ".join(sorted(found)),
                    stated=stated.value,
                ),
                key=role,
            )
            return


def _colour(token: str, node: YamlNode, inks: dict[str, Cmyk]) -> Colour:
    """The colour in ``node``; ``inks`` are the recipes of the inks of their own so far."""
    node.text("name")
    code = node.text("rgb", pattern=r"#[0-9A-Fa-f]{6}", form="#RRGGBB")
    channels = [int(code[n : n + 2], 16) / 255 for n in (1, 3, 5)] if code else [0.0] * 3
    red, green, blue = channels
    cmyk = _recipe(node, "cmyk")
    spot = _spot(node.mapping("spot"), inks) if "spot" in node else None
    solid = _recipe(node, "solid") if "solid" in node else None
    return Colour(token, (red, green, blue), cmyk, spot, solid)


def _recipe(node: YamlNode, key: str) -> Cmyk:
    recipe = _numbers(node.text(key))
    if len(recipe) != 4 or not all(0 <= part <= 100 for part in recipe):
        node.report("theme-cmyk", msg("expected four percentages"), key=key)
        return (0.0, 0.0, 0.0, 0.0)
    cyan, magenta, yellow, black = (part / 100 for part in recipe)
    return (cyan, magenta, yellow, black)


def _spot(node: YamlNode, inks: dict[str, Cmyk]) -> Spot:
    """An ink of its own, whose full recipe is the same wherever the theme names it."""
    ink = node.text("ink")
    tint = node.number("tint", minimum=1, maximum=100) / 100
    full = _recipe(node, "full")
    if ink.casefold() in _RESERVED_INKS:
        node.report(
            "theme-spot",
            msg("'{ink}' is no ink of its own", ink=ink),
            hint=msg("name it as the print shop orders it: PANTONE 3145 C"),
            key="ink",
        )
    elif inks.setdefault(ink, full) != full:
        node.report(
            "theme-spot",
            msg("the ink '{ink}' has another recipe above", ink=ink),
            hint=msg("'full' is what stands for the full ink; a lighter one has a smaller tint"),
            key="full",
        )
    return Spot(ink, tint, full)


def _texts(node: YamlNode) -> dict[str, str]:
    """Every key's text."""
    keys = node.keys()
    return {key: node.text(key) for key in keys}


def _numbers(text: str) -> tuple[float, ...]:
    """The numbers in ``text``; none if something else is there too."""
    words = text.split()
    return tuple(map(float, words)) if all(_NUMBER.fullmatch(word) for word in words) else ()


def _names(root: YamlNode) -> Mapping[str, str]:
    node = root.mapping("names")
    return {language: node.text(language) for language in LANGUAGES}


def _folders(places: Sequence[Path], marker: str) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for place in places:
        if place.is_dir():
            for folder in sorted(place.iterdir()):
                if (folder / marker).is_file():
                    found.setdefault(folder.name, folder)
    return found


def _no_theme(manifest: Manifest) -> UsageError:
    return UsageError(
        Problem(
            "theme-missing",
            msg("there is no theme for {material}", material=manifest.name),
            hint=msg(
                "it takes themes with these inks: {inks}",
                inks=", ".join(ink.value for ink in manifest.inks),
            ),
        )
    )


def _unknown(kind: str, name: str, known: Sequence[str]) -> UsageError:
    near = near_names(name, known, limit=3, similarity=0.5) or list(known)
    texts = {
        "material": msg("unknown material '{name}'", name=name),
        "theme": msg("unknown theme '{name}'", name=name),
    }
    return UsageError(
        Problem(f"{kind}-unknown", texts[kind], hint=msg("use {known}", known=", ".join(near)))
    )
