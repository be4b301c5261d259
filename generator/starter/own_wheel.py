"""Our own wheel: built from a checkout, or put together again from what is installed."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import zipfile
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import Final

from generator.core.errors import MissingResourceError, Problem
from generator.core.messages import msg
from generator.starter.pip import run_pip

_NAME: Final = "anpham"
#: Written by installers; no part of a wheel.
_OF_INSTALLERS: Final = frozenset({"INSTALLER", "REQUESTED", "direct_url.json", "RECORD"})


def own_wheel(folder: Path) -> Path:
    """The wheel of this anpham, written into ``folder``.

    Raises:
        MissingResourceError: if it is neither a checkout nor installed.
        InputOutputError: if it cannot be built.
    """
    root = checkout()
    if root is not None:
        return _built(root, folder)
    try:
        found = distribution(_NAME)
    except PackageNotFoundError as error:
        raise MissingResourceError(
            Problem(
                "own-package-missing",
                msg("this anpham was not installed by pip, so it cannot be passed on"),
                msg('install it: pip install "anpham[studio]"'),
            )
        ) from error
    return wheel_again(found, folder)


def checkout() -> Path | None:
    """The source tree that this code runs from; None if it is installed."""
    root = Path(__file__).parents[2]
    return root if (root / "pyproject.toml").is_file() else None


def _built(root: Path, folder: Path) -> Path:
    # Where the builder is installed, nothing has to be fetched.
    isolation = ["--no-build-isolation"] if find_spec("hatchling") else []
    run_pip("wheel", "--no-deps", *isolation, "--wheel-dir", str(folder), str(root))
    (wheel,) = folder.glob(f"{_NAME}-*.whl")
    return wheel


def wheel_again(found: Distribution, folder: Path) -> Path:
    """The wheel that an installed distribution came from; equal files give equal bytes.

    Source: the binary distribution format, PyPA specifications.
    """
    members = dict(_members(found))
    metadata = next(name.parent for name in members if name.name == "METADATA")
    record = metadata / "RECORD"
    members[record] = _record(members, record)
    tag = _tag(members[metadata / "WHEEL"])
    wheel = folder / f"{_NAME}-{found.version}-{tag}.whl"
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(members.items()):
            archive.writestr(_entry(name), data)
    return wheel


def _members(found: Distribution) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Files of the distribution that came in its wheel."""
    for file in found.files or ():
        name = PurePosixPath(file)
        is_ours = ".." not in name.parts and not name.is_absolute()
        is_compiled = "__pycache__" in name.parts or name.suffix == ".pyc"
        of_installer = name.parent.suffix == ".dist-info" and name.name in _OF_INSTALLERS
        if is_ours and not is_compiled and not of_installer:
            yield name, Path(str(found.locate_file(file))).read_bytes()


def _entry(name: PurePosixPath) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name.as_posix())
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o100644 << 16
    return entry


def _record(members: dict[PurePosixPath, bytes], record: PurePosixPath) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for name, data in sorted(members.items()):
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        writer.writerow((name.as_posix(), f"sha256={digest}", len(data)))
    writer.writerow((record.as_posix(), "", ""))
    return text.getvalue().encode()


def _tag(wheel_file: bytes) -> str:
    """The tag in a WHEEL file, as "py3-none-any"."""
    lines = wheel_file.decode().splitlines()
    return next(line.partition(":")[2].strip() for line in lines if line.startswith("Tag:"))
