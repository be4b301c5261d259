"""A folder for a USB stick, as a ZIP: starters, our wheel, every wheel that it needs, licences."""

from __future__ import annotations

import hashlib
import json
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from generator.core.atomic_write import save_file
from generator.core.errors import AnphamError
from generator.core.messages import Message, msg
from generator.starter.own_wheel import own_wheel
from generator.starter.packages import fetch_packages
from generator.starter.platforms import TargetSystem, system_name
from generator.starter.scripts import bundle_scripts

#: The folder in the ZIP. Names are without accents: old tools that unpack know none.
_FOLDER: Final = PurePosixPath("anpham")
_INSTALLER: Final = _FOLDER / "tep-cai-dat"
_LICENCES: Final = _FOLDER / "giay-phep"
_EXECUTABLE: Final = frozenset({".sh", ".command"})
_LICENCE_WORDS: Final = ("license", "licence", "copying", "notice")
_ALL: Final = ("studio", "ocr")
_WITHOUT_SCANS: Final = ("studio",)


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle that was written.

    Attributes:
        size_bytes: Of the ZIP.
        packages: How many wheels are in it.
        without_scans: The targets for which the reader of scans is not to be had.
    """

    path: Path
    size_bytes: int
    packages: int
    without_scans: tuple[TargetSystem, ...]


def write_bundle(
    path: Path,
    targets: Sequence[TargetSystem],
    starter: Path,
    on_progress: Callable[[Message], None] = lambda _: None,
) -> Bundle:
    """Write the bundle for all ``targets`` to ``path``.

    Args:
        starter: The folder of the scripts.

    Raises:
        InputOutputError: if a package cannot be fetched or the ZIP cannot be written.
        MissingResourceError: if there is no pip.
    """
    _check_writable(path)
    with tempfile.TemporaryDirectory(prefix="anpham-") as temporary:
        folder = Path(temporary)
        on_progress(msg("packing anpham itself"))
        wheel = own_wheel(_made(folder / "own"))
        wheels: dict[str, Path] = {}
        without_scans = []
        for index, target in enumerate(targets):
            on_progress(
                msg(
                    "fetching the packages for {platform}, Python {python}",
                    platform=target.platform,
                    python=target.python,
                )
            )
            fetched = _made(folder / str(index))
            if not _fetch(wheel, target, fetched):
                without_scans.append(target)
            wheels |= {one.name: one for one in fetched.glob("*.whl")}
        zipped = folder / "bundle.zip"
        _write(zipped, targets, wheel, [wheels[name] for name in sorted(wheels)], starter)
        save_file(zipped.read_bytes(), path)
        return Bundle(path, zipped.stat().st_size, len(wheels), tuple(without_scans))


def _check_writable(path: Path) -> None:
    """Refuse a place that cannot be written before anything is fetched for it.

    Raises:
        InputOutputError: if it cannot.
    """
    trial = path.with_name(f"{path.name}.trial")
    save_file(b"", trial)
    trial.unlink()


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _fetch(wheel: Path, target: TargetSystem, folder: Path) -> bool:
    """False if everything could be fetched but the reader of scans."""
    try:
        fetch_packages(wheel, _ALL, target, folder)
    except AnphamError as error:
        try:
            fetch_packages(wheel, _WITHOUT_SCANS, target, folder)
        except AnphamError:
            raise error from None
        return False
    return True


def _write(
    path: Path, targets: Sequence[TargetSystem], wheel: Path, wheels: Sequence[Path], starter: Path
) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        facts = _facts(targets, wheel)
        for name, data in bundle_scripts(starter, facts["pythons"], facts["systems"]):
            archive.writestr(_entry(_FOLDER / name), data)
        description = json.dumps(facts, indent=2).encode()
        archive.writestr(_entry(_INSTALLER / "bundle.json"), description)
        for one in wheels:
            # Wheels are compressed already.
            archive.write(one, str(_INSTALLER / "wheels" / one.name), zipfile.ZIP_STORED)
        for name, data in _licences(wheels):
            archive.writestr(_entry(_LICENCES / name), data)


def _facts(targets: Sequence[TargetSystem], wheel: Path) -> dict[str, list[str]]:
    """The description that ``start.py`` reads; ``id`` changes with our wheel and the targets."""
    named = [f"{target.platform} {target.python}" for target in targets]
    digest = hashlib.sha256(wheel.read_bytes() + "\n".join(named).encode()).hexdigest()
    return {
        "id": [digest[:12]],
        "version": [wheel.name.split("-")[1]],
        "pythons": sorted({target.python for target in targets}),
        "systems": sorted({system_name(target.platform) for target in targets}),
    }


def _entry(name: PurePosixPath) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name.as_posix())
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = (0o100755 if name.suffix in _EXECUTABLE else 0o100644) << 16
    return entry


def _licences(wheels: Sequence[Path]) -> Iterator[tuple[str, bytes]]:
    """The licence files in the metadata of each wheel, once for each package."""
    seen = set()
    for wheel in wheels:
        package = "-".join(wheel.name.split("-")[:2])
        with zipfile.ZipFile(wheel) as archive:
            for member in archive.namelist():
                name = PurePosixPath(member)
                in_metadata = name.parts[0].endswith(".dist-info") and not member.endswith("/")
                is_licence = any(word in member.lower() for word in _LICENCE_WORDS)
                target = f"{package}/{'-'.join(name.parts[1:])}"
                if in_metadata and is_licence and target not in seen:
                    seen.add(target)
                    yield target, archive.read(member)
