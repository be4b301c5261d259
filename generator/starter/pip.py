"""Pip of this Python, run with the words of a failure at hand."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec

from generator.core.errors import InputOutputError, MissingResourceError, Problem
from generator.core.messages import msg


def run_pip(*arguments: str) -> None:
    """Run pip with these arguments, quietly and without questions.

    Raises:
        MissingResourceError: if this Python has no pip.
        InputOutputError: if it fails, with the first error that it reports.
    """
    if find_spec("pip") is None:
        raise MissingResourceError(
            Problem(
                "pip-missing",
                msg("this Python has no pip, which fetches the packages"),
                msg("install it: python -m ensurepip"),
            )
        )
    command = [sys.executable, "-m", "pip", *arguments]
    options = ["--quiet", "--no-input", "--disable-pip-version-check"]
    done = subprocess.run(
        [*command, *options], capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    if done.returncode != 0:
        raise InputOutputError(
            Problem(
                "pip-failed",
                msg("pip could not get the packages: {reason}", reason=reason(done.stderr)),
                msg(
                    "packages are fetched when a bundle is made: check the connection to the "
                    "internet; or name another platform with --platform"
                ),
            )
        )


def reason(errors: str) -> str:
    """The last line of pip's that reports an error, without its label; pip ends with the cause."""
    lines = [line.strip() for line in errors.splitlines() if line.strip()]
    said = [line for line in lines if line.startswith("ERROR:")] or lines
    return said[-1].removeprefix("ERROR:").strip() if said else "?"
