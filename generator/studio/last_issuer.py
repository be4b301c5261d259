"""The issuer that a person chose last, with its contacts and pictures, for new projects."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Final

from generator.studio.choices import Choices
from generator.studio.store.projects import Project

if TYPE_CHECKING:
    from generator.studio.context import Studio

_KEY: Final = "issuer"


def keep_last_issuer(studio: Studio, person: int, project: Project) -> None:
    """Store the issuer of ``project`` as the last of the person."""
    issuer = Choices.from_json(project.head.choices).issuer
    names = [name for name in (issuer.logo, issuer.photo) if name]
    files = {name: project.head.files[name] for name in names if name in project.head.files}
    studio.preferences.set(person, _KEY, {"issuer": asdict(issuer), "files": files})


def with_last_issuer(
    studio: Studio, person: int, choices: Choices
) -> tuple[Choices, dict[str, bytes]]:
    """``choices`` with the issuer that the person chose last, and the files that it names."""
    value = studio.preferences.get(person, _KEY)
    if value is None:
        return choices, {}
    issuer = Choices.from_json({"issuer": value["issuer"]}).issuer
    files = {name: studio.files.get(sha256) for name, sha256 in value["files"].items()}
    # The photo belongs to a campaign: in another one it would be out of place.
    return choices.with_issuer(replace(issuer, photo=None, photo_alt="")), {
        name: data for name, data in files.items() if name == issuer.logo
    }
