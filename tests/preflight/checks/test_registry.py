"""docs/preflight.md is what the rules say, and every code that can be found is in it.

``--update-goldens`` writes the page anew.
"""

from __future__ import annotations

import re
from pathlib import Path

from support.checkruns import checks_in
from support.preflightpage import preflight_page, severities

from generator.preflight import spoken
from generator.preflight.checks import registry
from generator.preflight.checks.registry import GROUPS, MODULES, all_rules
from generator.preflight.pictures import verification

#: Those of files, of the pictures beside them, and of texts that are read aloud.
_RULES = (*all_rules(), *verification.RULES, *spoken.RULES)

PAGE = Path(__file__).parents[3] / "docs" / "preflight.md"


def test_page_is_what_the_rules_say(update_goldens: bool) -> None:
    made = preflight_page()
    if update_goldens:
        PAGE.write_text(made, encoding="utf-8", newline="\n")
    assert PAGE.read_text(encoding="utf-8") == made, "pytest --update-goldens writes it anew"


def test_every_rule_has_its_heading_once() -> None:
    headings = re.findall(r"^### (\S+)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(headings) == sorted(rule.code for rule in _RULES)


def test_every_rule_says_what_why_the_cure_and_the_source() -> None:
    for rule in _RULES:
        for message in (rule.title, rule.cause, rule.remedy):
            assert str(message).strip(), rule.code
            assert not message.values, f"{rule.code}: a rule has no figures to put into its texts"
        assert rule.source.strip(), rule.code


def test_every_rule_has_the_group_of_its_folder() -> None:
    for module in MODULES:
        folder = module.__name__.split(".")[-2]
        assert {rule.group.name for rule in module.RULES} == {folder}, module.__name__


def test_every_folder_of_checks_is_a_group_with_rules() -> None:
    checks = Path(registry.__file__).parent
    folders = {path.parent.name for path in checks.glob("*/__init__.py")}
    assert {group.name for group in GROUPS} == folders
    assert {rule.group.name for rule in all_rules()} == folders


def test_no_check_and_no_module_of_checks_is_left_out() -> None:
    checks = Path(registry.__file__).parent
    modules = {path.stem for path in checks.glob("*/*.py") if path.stem != "__init__"}
    assert {module.__name__.rpartition(".")[2] for module in MODULES} == modules
    for module in MODULES:
        written = {name for name in vars(module) if name.startswith("check_")}
        registered = [getattr(check, "__name__", "") for check in checks_in(module)]
        assert sorted(registered) == sorted(written), module.__name__


def test_severities_of_every_rule_are_known() -> None:
    assert set(severities()) == {rule.code for rule in _RULES}
