"""``anpham studio --shortcut`` and ``--bundle``: how people begin without a command line."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from generator.cli.localization import format_decimal
from generator.cli.report import Report
from generator.core.assets import shipped_assets
from generator.core.errors import Problem, UsageError
from generator.core.messages import msg

_MB = 1_000_000


def split_list(text: str | None) -> tuple[str, ...]:
    """The parts of an option such as "3.11,3.12"; none of one that was not given."""
    return tuple(part.strip() for part in (text or "").split(",") if part.strip())


def refuse_without_bundle(platforms: Sequence[str], pythons: Sequence[str]) -> None:
    """Refuse what only a bundle has.

    Raises:
        UsageError: if one was given.
    """
    given = [name for name, value in (("--platform", platforms), ("--python", pythons)) if value]
    if given:
        raise UsageError(
            Problem(
                "option-without-bundle",
                msg("{option} has no meaning without --bundle", option=" / ".join(given)),
                msg("add --bundle with the name of the ZIP, or leave it out"),
            )
        )


def make_shortcut(report: Report, folder: Path | None) -> None:
    """Write the files to double-click; on the desktop if no ``folder`` is given."""
    from generator.starter.own_wheel import checkout
    from generator.starter.scripts import write_shortcut

    written = write_shortcut(folder or _desktop(), sys.platform, Path(sys.executable), checkout())
    for path in written:
        report.progress(msg("{path}: double-click it to open the studio", path=path))


def make_bundle(
    report: Report, path: Path, platforms: Sequence[str], pythons: Sequence[str]
) -> None:
    """Write a bundle for ``platforms``, for office computers if none is given."""
    from generator.starter.bundle import write_bundle
    from generator.starter.platforms import PYTHONS, USUAL_PLATFORM, targets

    platforms, pythons = tuple(platforms) or (USUAL_PLATFORM,), tuple(pythons) or PYTHONS
    starter = shipped_assets().studio / "starter"
    made = write_bundle(path, targets(platforms, pythons), starter, report.progress)
    for target in made.without_scans:
        report.progress(
            msg(
                "on {platform} with Python {python} scans cannot be read: the reader is not to "
                "be had there",
                platform=target.platform,
                python=target.python,
            )
        )
    report.progress(
        msg(
            "{path}: {size} MB, {count} packages for {platforms} with Python {pythons}; unpack "
            "it onto a USB stick and double-click “Mo anpham”",
            path=made.path,
            size=format_decimal(round(made.size_bytes / _MB, 1)),
            count=made.packages,
            platforms=", ".join(platforms),
            pythons=", ".join(pythons),
        )
    )


def _desktop() -> Path:
    """The desktop of the user; the working folder where there is none."""
    import platformdirs

    desktop = platformdirs.user_desktop_path()
    return desktop if desktop.is_dir() else Path.cwd()
