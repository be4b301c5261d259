"""The catalogue of materials and themes: their manifests and theme files.

A material is a folder with a ``manifest.yaml``; a theme is a folder with a ``theme.yaml``. Folders
of the user's are searched before the shipped ones, so a name of theirs wins.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import accumulate
from pathlib import Path

from generator.content.model import TextLength
from generator.content.yaml_nodes import YamlNode, read_mapping
from generator.core.colour import Cmyk, Colour, Spot
from generator.core.destination import Destination
from generator.core.duplex import Flip, upright_edge
from generator.core.errors import Problem, TemplateError, UsageError
from generator.core.excerpts import excerpt
from generator.core.findings import Finding, Severity
from generator.core.inks import MAX_NAME_BYTES, RESERVED_INKS
from generator.core.messages import LANGUAGES, Message, listed, msg
from generator.core.os_errors import whole_characters
from generator.core.units import mm_to_pt
from generator.reading.files import read_text
from generator.sheet.capacity import ItemBounds, ItemLimit, read_aspect, read_bounds, read_limits
from generator.sheet.cloth import Hem, read_hem
from generator.sheet.distances import Distances, read_distances
from generator.sheet.output_kinds import PDF_ALONE, Outputs, read_outputs
from generator.sheet.sizes import NO_SIZE, SizeRequest, TrimSize, parse_size, read_size
from generator.sheet.theme import LAST, OPTIONAL_ROLES, ROLES, Inks, Theme
from generator.vietnamese.spoken_names import keys_of, nearest_key

MANIFEST = "manifest.yaml"
THEME = "theme.yaml"

#: In words, of what people call a material: "poster treo tường" has three.
LONGEST_NAME = 4

#: Widths of a leaflet's panels must add up to the trim's within this, in mm.
PANEL_TOLERANCE_MM = 0.01

#: Colorants that mean something else in a PDF (ISO 32000-1, 8.6.6.4 and 8.6.6.5).
#: Characters of an overlong name in a message: it stays one line.
_EXCERPT_CHARACTERS = 40
_RESERVED_INKS = frozenset(ink.casefold() for ink in RESERVED_INKS)
_ROLE_NAMES = ", ".join(ROLES)
_NUMBER = re.compile(r"\d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Manifest:
    """The manifest of a material's folder.

    Attributes:
        name: The folder's name, as "poster".
        names: Its names by language ("vi", "en").
        also: What else people call it.
        folder: The folder of its files.
        template: The Jinja template's file name in the folder.
        inks: What it may be printed in; the first is preferred.
        themes: Names of the themes that take such inks; the first is the default.
        order: Materials of a lower order come first.
        sizes: The first is the default; of a material without a sheet there is one of no size.
        usual_sizes: Those that are made when none is named, where these are several.
        aspect: Least and most height/width of other sizes; None if there are no others.
        texts: Which lengths of text it can be made with; the first is the default.
        prints_contacts: Whether the issuer's contacts are printed where they are known.
        smallest_mm: The least short side of any size.
        cuts: For a size on which several stand beside each other, their widths in mm.
        flip: About which edge the sheet is turned to print its back; None for the upright one.
        panels: For each page the widths of its panels in mm; empty where nothing is folded.
        bounds: How many items, in how many groups, it takes.
        limits: How many of them it shows at most, by size; without one for a size it shows all.
        distances: From where each role of its texts is read.
        nearest: From where roles are read at the least, where a campaign has more text than can be
            read from there; of a role that is not named it is the same.
        safe_mm: The least distance of texts from the trim, where it is more than the profile's.
        hem: Of what is made of cloth.
        takes_code: Whether it has room for the QR code, which it shows only if it is asked for.
        use: What it is for, as "street": themes that say that they suit it are preferred.
        profile: The usual one where it is printed, where that is not the destination's usual one.
        own_styles: Of a manifest of the older form, the style sheet of each theme that it names;
            such a material has no cascade and comes in these themes alone.
        is_default: Whether it is made where no material is named.
        is_copied: Whether people copy it on, so that a theme for the copier is preferred.
        shows_languages: Whether it has room for a translation beside the Vietnamese.
        destinations: Where it is printed or read; empty means everywhere.
        pages: None if there are as many as the texts take.
        most_pages: How many a text that goes on on the next page may take; None for others.
        outputs: The files that it comes out as.
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
    pages: int | None
    panels: tuple[tuple[float, ...], ...]
    most_pages: int | None = None
    is_copied: bool = False
    prints_contacts: bool = False
    smallest_mm: float = 0.0
    order: int = LAST
    themes: tuple[str, ...] = ()
    bounds: ItemBounds = field(default_factory=ItemBounds)
    limits: tuple[ItemLimit, ...] = ()
    distances: Distances = field(default_factory=Distances)
    nearest: Distances = field(default_factory=Distances)
    safe_mm: float = 0.0
    hem: Hem | None = None
    profile: str | None = None
    use: str | None = None
    takes_code: bool = False
    own_styles: Mapping[str, str] = field(default_factory=dict)
    also: tuple[str, ...] = ()
    is_default: bool = False
    shows_languages: bool = False
    flip: Flip | None = None
    cuts: Mapping[TrimSize, tuple[float, ...]] = field(default_factory=dict)
    destinations: tuple[Destination, ...] = ()
    outputs: Outputs = PDF_ALONE
    usual_sizes: tuple[TrimSize, ...] = ()
    findings: tuple[Finding, ...] = ()

    def suits(self, destination: Destination) -> bool:
        """True if it is meant to be printed or read there."""
        return not self.destinations or destination in self.destinations

    def flip_of(self, size: TrimSize) -> Flip:
        """The edge about which a sheet of this size is turned to print its back."""
        return self.flip or upright_edge(size.width_mm, size.height_mm)

    def cuts_mm(self, size: TrimSize) -> tuple[float, ...]:
        """The x of the cuts in mm from the left edge of a sheet on which several pieces stand."""
        return tuple(accumulate(self.cuts.get(size, ())))[:-1]

    def folds_pt(self, pages: int) -> tuple[tuple[float, ...], ...]:
        """For each page the x of its folds in pt from the left trim edge.

        Args:
            pages: How many the template makes; counts where the manifest promises no number.
        """
        if not self.panels:
            return ((),) * (self.pages or pages)
        return tuple(
            tuple(mm_to_pt(sum(widths[: n + 1])) for n in range(len(widths) - 1))
            for widths in self.panels
        )

    def shown_counts(self, size: TrimSize) -> Mapping[str, int]:
        """Most items that it shows in ``size``, as of :class:`ItemLimit`; without a limit all."""
        return next((limit.most for limit in self.limits if limit.holds_for(size)), {})

    def size(self, text: str | None) -> TrimSize:
        """The trim size that ``text`` names, or the default.

        Raises:
            UsageError: if this material does not come in that size.
        """
        if text is None:
            return self.sizes[0]
        asked = read_size(text)
        known = self._known(asked.size)
        if known is None and asked.may_turn:
            known = self._known(asked.size.turned())
        if known is not None:
            return known
        if problem := self._misfit(asked):
            raise UsageError(problem)
        return asked.size

    def _known(self, size: TrimSize) -> TrimSize | None:
        """The one of ``sizes`` with these sides."""
        sides = (size.width_mm, size.height_mm)
        return next((s for s in self.sizes if (s.width_mm, s.height_mm) == sides), None)

    def _misfit(self, asked: SizeRequest) -> Problem | None:
        """Why this material cannot be made in a size that is none of ``sizes``."""
        size = asked.size
        if not self.outputs.has_sheet:
            return Problem(
                "size-not-offered",
                msg("{material} has no size: it is read aloud", material=self.name),
                hint=msg("leave --size out"),
            )
        if self.aspect is None:
            return Problem(
                "size-not-offered",
                msg("{material} does not come in {size}", material=self.name, size=size.label),
                hint=msg("it comes in {known}", known=listed([s.label for s in self.sizes])),
            )
        if min(size.width_mm, size.height_mm) < self.smallest_mm:
            return Problem(
                "size-too-small",
                msg(
                    "{material} cannot be made in {size}: its texts would be too small to read",
                    material=self.name,
                    size=size.label,
                ),
                hint=self._meant_in_cm(asked)
                or msg("the short side must measure at least {least} mm", least=self.smallest_mm),
            )
        least, most = self.aspect
        if least <= size.height_mm / size.width_mm <= most:
            return None
        return Problem(
            "size-aspect",
            msg(
                "{material} cannot be made in {size}: its height would be {ratio} times its width",
                material=self.name,
                size=size.label,
                ratio=round(size.height_mm / size.width_mm, 2),
            ),
            hint=msg(
                "choose a height from {least} to {most} mm for this width",
                least=round(size.width_mm * least),
                most=round(size.width_mm * most),
            ),
        )

    def _meant_in_cm(self, asked: SizeRequest) -> Message | None:
        """The question whether cm were meant, where no unit was written and in cm it would do."""
        if asked.in_cm is None or self._misfit(read_size(asked.in_cm)) is not None:
            return None
        return msg("did you mean “{name}”?", name=asked.in_cm)


class Catalogue:
    """The materials and themes in some folders.

    Args:
        template_folders: Searched in this order for materials.
        theme_folders: Searched in this order for themes.
    """

    def __init__(self, template_folders: Sequence[Path], theme_folders: Sequence[Path]) -> None:
        self._materials = _folders(template_folders, MANIFEST)
        self._themes = _folders(theme_folders, THEME)
        self._read_manifests: dict[str, Manifest] = {}
        self._read_themes: dict[str, Theme] = {}

    def material_names(self) -> tuple[str, ...]:
        """Every material's name, in the order that the manifests state, then by name."""
        return tuple(sorted(self._materials, key=lambda name: (self._order_of(name), name)))

    def default_names(self) -> tuple[str, ...]:
        """The materials that are made where none is named; all if no manifest says ``default``.

        One whose manifest has faults is among them: nobody knows that it is none.
        """
        names = self.material_names()
        return tuple(name for name in names if self._is_default(name)) or names

    def _is_default(self, material: str) -> bool:
        try:
            return self._manifest(material).is_default
        except TemplateError:
            return True

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
        manifest = self._manifest(self.find_material(name))
        if manifest.own_styles:
            return replace(manifest, themes=tuple(manifest.own_styles))
        return replace(
            manifest,
            themes=self._themes_in(manifest.inks, manifest.use, is_copied=manifest.is_copied),
        )

    def find_material(self, text: str) -> str:
        """The name of the material that ``text`` names, as people say it.

        Raises:
            UsageError: if there is none, or several.
        """
        if whole_characters(text) != text:  # its markup, which names its file, could not be read
            raise UsageError(
                Problem(
                    "file-name-impossible",
                    msg("the name is not UTF-8: '{name}'", name=ascii(text)[1:-1]),
                    msg("give the folder another name"),
                )
            )
        if text in self._materials:
            return text
        return _found("material", text, self._spoken_materials())

    def find_materials(self, words: Sequence[str]) -> tuple[str, ...]:
        """The names of the materials that ``words`` name, each once.

        A name of several words may stand there word by word, as a shell hands it over without
        quotation marks: "áp", "phích".

        Raises:
            UsageError: with every word that is part of no name.
        """
        found: list[str] = []
        problems: list[Problem] = []
        left = list(words)
        may_join = not all(word in self._materials for word in words)
        while left:
            count, name = self._find_joined(left) if may_join else (0, "")
            if not count:
                count = 1
                try:
                    name = self.find_material(left[0])
                except UsageError as error:
                    problems += error.problems
            found.append(name)
            del left[:count]
        if problems:
            raise UsageError(*problems)
        return tuple(dict.fromkeys(found))

    def _find_joined(self, words: Sequence[str]) -> tuple[int, str]:
        """Count of the first ``words`` that name a material together, and its name."""
        for count in range(min(len(words), LONGEST_NAME), 1, -1):
            names = keys_of(" ".join(words[:count]), self._spoken_materials())
            if len(names) == 1:
                return count, names[0]
        return 0, ""

    def find_theme(self, text: str) -> str:
        """The name of the theme that ``text`` names, as people say it.

        Raises:
            UsageError: if there is none, or several.
        """
        if text in self._themes:
            return text
        return _found("theme", text, self._spoken_themes())

    def _spoken_materials(self) -> dict[str, tuple[str, ...]]:
        """Words for each material; of one with a faulty manifest its name alone is known."""
        names: dict[str, tuple[str, ...]] = {}
        for name in self.material_names():
            names[name] = ()
            with suppress(TemplateError):
                manifest = self._manifest(name)
                names[name] = (*manifest.names.values(), *manifest.also)
        return names

    def _spoken_themes(self) -> dict[str, tuple[str, ...]]:
        names: dict[str, tuple[str, ...]] = {}
        for name in self.theme_names():
            names[name] = ()
            with suppress(TemplateError):
                theme = self.theme(name)
                names[name] = (*theme.names.values(), *theme.also)
        return names

    def _manifest(self, name: str) -> Manifest:
        """The manifest of ``name`` as it is written."""
        if name not in self._read_manifests:
            folder = self._materials[name]
            text = read_text(folder / MANIFEST)
            self._read_manifests[name] = read_manifest(text, folder)
        return self._read_manifests[name]

    def _themes_in(
        self, inks: Sequence[Inks], use: str | None, *, is_copied: bool
    ) -> tuple[str, ...]:
        """Names of the themes that take one of ``inks``, the preferred inks first.

        Among these the ones that say that they suit the ``use`` come first.
        Of what is copied, before others of these inks those whose pieces outlive a copier.

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
                is_second = (is_copied and theme.shows_pictures) or (
                    use is not None and use not in theme.suits
                )
                found.append((inks.index(theme.inks), is_second, theme.order, name))
        return tuple(name for *_, name in sorted(found))

    def theme(self, name: str) -> Theme:
        """The theme ``name``.

        Raises:
            UsageError: if there is no such theme.
            TemplateError: with every fault of its file.
        """
        name = self.find_theme(name)
        if name not in self._read_themes:
            self._read_themes[name] = load_theme(self._themes[name])
        return self._read_themes[name]

    def theme_folder(self, name: str) -> Path:
        """The folder of the theme ``name``.

        Raises:
            UsageError: if there is no such theme.
        """
        return self._themes[self.find_theme(name)]

    def theme_for(self, manifest: Manifest, name: str | None) -> str:
        """The name of the theme to use for a material.

        Raises:
            UsageError: if the theme does not exist or the material does not come in it.
        """
        if name is None:
            if not manifest.outputs.has_sheet:
                return ""
            if not manifest.themes:
                raise _no_theme(manifest)
            return manifest.themes[0]
        theme = self.theme(name)
        name = theme.name
        if theme.missing_roles and not manifest.own_styles:
            raise TemplateError(theme.missing_roles)
        if not manifest.outputs.has_sheet:
            raise UsageError(
                Problem(
                    "theme-not-offered",
                    msg("{material} has no theme: it is read aloud", material=manifest.name),
                    hint=msg("leave --theme out"),
                )
            )
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
    also = root.texts("also", required=False)
    template = root.text("template")
    own_styles, findings = _own_styles(root)
    outputs = read_outputs(root)
    inks = () if own_styles or not outputs.has_sheet else _inks(root)
    order = root.integer("order", default=LAST, minimum=0)
    sizes = _sizes(root, "sizes") if outputs.has_sheet else [NO_SIZE]
    usual_sizes = _sizes(root, "usual_sizes") if "usual_sizes" in root else []
    aspect = read_aspect(root)
    texts = tuple(TextLength(t) for t in root.texts("texts") if t in tuple(TextLength))
    if not texts:
        root.report("manifest-texts", msg("expected 'short', 'full' or both"), key="texts")
    pages, most_pages = _pages(root) if outputs.has_sheet else (None, None)
    if most_pages is not None and outputs.has_pictures:
        # Which page says what is known only when it is laid out.
        root.report(
            "manifest-outputs",
            msg("a text that takes several pages comes out as no picture"),
            hint=msg(
                "leave pictures out of “outputs”; anpham make --png makes previews of all pages"
            ),
            key="outputs",
        )
    panels = _panels(root, pages, sizes)
    cuts = _cuts(root, sizes)
    flip = root.choice("flip", Flip) if "flip" in root else None
    if panels and any(flip not in (None, upright_edge(s.width_mm, s.height_mm)) for s in sizes):
        root.report(
            "manifest-flip",
            msg("a folded sheet is turned about its upright edge: its panels meet in no other way"),
            hint=msg("leave out “flip”, or name the other edge"),
            key="flip",
        )
    prints = root.texts("prints", required=False)
    smallest_mm = root.number("smallest_mm", default=0.0, minimum=0.0)
    bounds, limits = read_bounds(root), read_limits(root)
    is_default = "default" in root and root.one_of("default", ("yes", "no")) == "yes"
    is_copied = "copied" in root and root.one_of("copied", ("yes", "no")) == "yes"
    shows_languages = "languages" in root and root.one_of("languages", ("yes", "no")) == "yes"
    destinations = _destinations(root)
    distances, nearest = read_distances(root, "distances"), read_distances(root, "nearest")
    safe_mm = root.number("safe_mm", default=0.0, minimum=0.0, maximum=500.0)
    hem = read_hem(root)
    profile = root.text("profile") if "profile" in root else None
    takes_code = "code" in root.texts("optional", required=False)
    use = root.text("use") if "use" in root else None
    root.finish()
    return Manifest(
        name=folder.name,
        names=names,
        also=also,
        folder=folder,
        template=template,
        inks=inks,
        order=order,
        sizes=tuple(sizes),
        aspect=aspect,
        texts=texts,
        pages=pages,
        most_pages=most_pages,
        is_copied=is_copied,
        prints_contacts="contacts" in prints,
        smallest_mm=smallest_mm,
        bounds=bounds,
        limits=limits,
        distances=distances,
        nearest=nearest,
        safe_mm=safe_mm,
        hem=hem,
        profile=profile,
        use=use,
        takes_code=takes_code,
        panels=panels,
        own_styles=own_styles,
        is_default=is_default,
        shows_languages=shows_languages,
        flip=flip,
        cuts=cuts,
        destinations=destinations,
        outputs=outputs,
        usual_sizes=tuple(usual_sizes),
        findings=findings,
    )


def _destinations(root: YamlNode) -> tuple[Destination, ...]:
    """The destinations that the manifest names, the usual one first."""
    found = []
    for index, name in enumerate(root.texts("destinations", required=False)):
        if name in tuple(Destination):
            found.append(Destination(name))
        else:
            root.report(
                "wrong-value",
                msg(
                    "“{key}” is “{found}”; expected one of: {names}",
                    key="destinations",
                    found=excerpt(name),
                    names=", ".join(Destination),
                ),
                key="destinations",
                index=index,
            )
    return tuple(found)


def _sizes(root: YamlNode, key: str) -> list[TrimSize]:
    sizes = []
    for index, name in enumerate(root.texts(key)):
        try:
            sizes.append(parse_size(name))
        except UsageError as error:
            fault = error.problems[0]
            root.report(fault.code, fault.message, key=key, index=index)
    return sizes


def _pages(root: YamlNode) -> tuple[int | None, int | None]:
    """The number of pages, None for "any"; and the most that a text which goes on may take."""
    if root.is_mapping("pages"):
        return None, root.mapping("pages").integer("most", minimum=1)
    if "pages" in root and root.text("pages", default="") == "any":
        return None, None
    return root.integer("pages", minimum=1), None


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


def _panels(
    root: YamlNode, pages: int | None, sizes: Sequence[TrimSize]
) -> tuple[tuple[float, ...], ...]:
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


def _cuts(root: YamlNode, sizes: Sequence[TrimSize]) -> Mapping[TrimSize, tuple[float, ...]]:
    """The widths of the pieces beside each other, for each size that has several."""
    node = root.mapping("cuts", required=False)
    found: dict[TrimSize, tuple[float, ...]] = {}
    for key in node.keys():  # noqa: SIM118
        widths = _numbers(node.text(key))
        try:
            size = parse_size(key)
        except UsageError as error:
            node.report(error.problems[0].code, error.problems[0].message, key=key)
            continue
        if size not in sizes:
            node.report("manifest-cuts", msg("“{size}” is none of the sizes", size=key), key=key)
        elif abs(sum(widths) - size.width_mm) > PANEL_TOLERANCE_MM:
            node.report(
                "manifest-cuts",
                msg(
                    "the pieces are {sum} mm wide together, the sheet is {width} mm",
                    sum=sum(widths),
                    width=size.width_mm,
                ),
                key=key,
            )
        else:
            found[size] = widths
    return found


def load_theme(folder: Path) -> Theme:
    """The theme in ``folder``, with its style sheet and drawings.

    Raises:
        TemplateError: with every fault of its file.
        InputOutputError: it cannot be read.
    """
    theme = read_theme(read_text(folder / THEME), folder.name)
    style_file = folder / "theme.css"
    return replace(
        theme,
        style_file=style_file if style_file.is_file() else None,
        drawings={file.stem: read_text(file) for file in sorted(folder.glob("*.svg"))},
    )


def read_theme(text: str, name: str) -> Theme:
    """The theme in ``text``.

    Raises:
        TemplateError: with every fault, each with its line.
    """
    root = read_mapping(text, f"{name}/theme.yaml", error=TemplateError)
    names = _names(root)
    also = root.texts("also", required=False)
    suits = root.texts("suits", required=False)
    faces = _texts(root.mapping("faces"))
    fallback = root.texts("fallback") if "fallback" in root else []
    stated = root.choice("inks", Inks, default=Inks.FULL)
    order = root.integer("order", default=LAST, minimum=0)
    shows_pictures = "pictures" not in root or root.one_of("pictures", ("yes", "no")) != "no"
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
        fallback=tuple(fallback),
        missing_roles=problem if missing else None,
        also=also,
        suits=suits,
        shows_pictures=shows_pictures,
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
    length = len(ink.encode("utf-8"))
    if length > MAX_NAME_BYTES:
        node.report(
            "theme-spot",
            msg(
                "the ink name “{ink}” takes {found} bytes; a name in a PDF holds {most}",
                ink=excerpt(ink, _EXCERPT_CHARACTERS),
                found=length,
                most=MAX_NAME_BYTES,
            ),
            hint=msg("shorten it; a letter with marks takes two or three bytes"),
            key="ink",
        )
    elif ink.casefold() in _RESERVED_INKS:
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


def _found(kind: str, text: str, names: Mapping[str, Sequence[str]]) -> str:
    """The one key of ``names`` that ``text`` names.

    Raises:
        UsageError: if there is none, or several.
    """
    found = keys_of(text, names)
    if len(found) == 1:
        return found[0]
    message = {
        "material": msg("unknown material '{name}'", name=text),
        "theme": msg("unknown theme '{name}'", name=text),
    }[kind]
    near = nearest_key(text, names) if not found else None
    hint = (
        msg("did you mean “{name}”?", name=near)
        if near is not None
        else msg("use {known}", known=", ".join(found or names))
    )
    raise UsageError(Problem(f"{kind}-unknown", message, hint=hint))
