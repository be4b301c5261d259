"""Uses that a template makes of the issuer and of items, read off its syntax tree.

Between two pieces of one campaign only the issuer differs, and a template mostly prints it: then a
sheet for the next issuer need not be filled anew. What else it asks of the issuer, as in a
condition, is known from here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import cast

import jinja2
from jinja2 import nodes

from generator.sheet.schema import OFFICIAL

ISSUER = "issuer"
#: What a template can raise that cannot be read; filling it reports the fault with its place.
UNREADABLE = (jinja2.TemplateError, RecursionError, ValueError)
#: Attributes by which a template comes to items; the last two are those of older templates.
_ITEM_NAMES = frozenset({"items", "groups", "dos", "donts"})


@dataclass(frozen=True, slots=True)
class IssuerUses:
    """Use that a template makes of the attributes of the issuer.

    Attributes:
        printed: Attributes that are printed as they are, or asked whether they are empty, no more.
        conditions: Those of them that are asked whether they are empty.
        computed: Attributes that are used in another way, too; their text may change the markup.
    """

    printed: frozenset[str]
    conditions: tuple[str, ...]
    computed: tuple[str, ...]


#: A template and all that it imports as syntax trees, by name; None where a name is computed.
Trees = Mapping[str, nodes.Template] | None


def issuer_uses(parsed: Trees) -> IssuerUses | None:
    """Uses of the issuer in a template and in all that it imports.

    None where they cannot be determined: where the issuer is handed on under another name, or a
    template's name is computed.

    """
    if parsed is None:
        return None
    trees = tuple(parsed.values())
    passed = _passed_to_macros(trees)
    if passed is None:
        return None
    printed: set[str] = set()
    conditions: set[str] = set()
    computed: set[str] = set()
    for tree in trees:
        shown = {id(one) for output in tree.find_all(nodes.Output) for one in output.nodes}
        asked = {id(one) for test in _tests(tree) for one in _operands(test)}
        known = set(passed)
        for use in tree.find_all(nodes.Getattr):
            if _is_issuer(use.node):
                known.add(id(use.node))
                kind = printed if id(use) in shown else conditions if id(use) in asked else computed
                kind.add(use.attr)
        for named in tree.find_all(nodes.Name):
            if named.name == ISSUER and named.ctx != "param" and id(named) not in known:
                return None
    return IssuerUses(
        frozenset((printed | conditions) - computed),
        tuple(sorted(conditions - computed)),
        tuple(sorted(computed)),
    )


def _tests(tree: nodes.Template) -> Iterator[nodes.Node]:
    for one in tree.find_all((nodes.If, nodes.CondExpr)):
        yield cast("nodes.If", one).test


def _operands(test: nodes.Node) -> Iterator[nodes.Node]:
    """The parts of a condition of which only the truth counts."""
    match test:
        case nodes.And() | nodes.Or():
            yield from _operands(test.left)
            yield from _operands(test.right)
        case nodes.Not():
            yield from _operands(test.node)
        case _:
            yield test


def mentions_items(parsed: Trees) -> bool:
    """True if a template, or one that it imports, could show items of the campaign.

    A banner with a slogan does not; of a template that does, all that the order asks for must be
    shown.
    """
    return parsed is None or any(
        (isinstance(one, nodes.TemplateData) and f"<{OFFICIAL}" in one.data)
        or (isinstance(one, nodes.Getattr | nodes.Getitem | nodes.Const) and _names_items(one))
        for tree in parsed.values()
        for one in tree.find_all((nodes.TemplateData, nodes.Getattr, nodes.Getitem, nodes.Const))
    )


def mentions_pictures(parsed: Trees, name: str) -> bool:
    """True if the template ``name`` shows pictures of the campaign, itself or by a part's macro."""
    if parsed is None or name not in parsed:
        return False
    macros = {
        macro.name
        for tree in parsed.values()
        for macro in tree.find_all(nodes.Macro)
        if _asks_for_pictures(macro)
    }
    called = {
        call.node.name
        for call in parsed[name].find_all(nodes.Call)
        if isinstance(call.node, nodes.Name)
    }
    own = [one for one in parsed[name].find_all(nodes.Macro) if one.name not in called]
    hidden = {id(use) for macro in own for use in macro.find_all(nodes.Getattr)}
    return bool(macros & called) or _asks_for_pictures(parsed[name], hidden)


def _asks_for_pictures(node: nodes.Node, hidden: Set[int] = frozenset()) -> bool:
    return any(
        use.attr == "pictures" and id(use) not in hidden for use in node.find_all(nodes.Getattr)
    )


def _names_items(node: nodes.Node) -> bool:
    name = node.attr if isinstance(node, nodes.Getattr) else getattr(node, "value", None)
    return name in _ITEM_NAMES


def parse_templates(environment: jinja2.Environment, name: str) -> Trees:
    """The template ``name`` and all that it imports.

    Raises:
        jinja2.TemplateError: if a template is not there or has a syntax fault.
        RecursionError: if it is nested too deeply.
        ValueError: if it is no text.
    """
    found: dict[str, nodes.Template] = {}
    waiting = [name]
    while waiting:
        one = waiting.pop()
        if one in found or environment.loader is None:
            continue
        source, _, _ = environment.loader.get_source(environment, one)
        found[one] = tree = environment.parse(source, one)
        for other in tree.find_all((nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)):
            template = cast("nodes.Import", other).template
            if not isinstance(template, nodes.Const):
                return None
            waiting.append(str(template.value))
    return found


def _passed_to_macros(trees: Sequence[nodes.Template]) -> Sequence[int] | None:
    """Ids of the nodes that hand the issuer to a macro whose parameter has the same name."""
    parameters: dict[str, list[list[str]]] = {}
    for tree in trees:
        for macro in tree.find_all(nodes.Macro):
            parameters.setdefault(macro.name, []).append([one.name for one in macro.args])
    found = []
    for tree in trees:
        for call in tree.find_all(nodes.Call):
            # Several templates may have a macro of this name: it must be so in each of them.
            name = call.node.name if isinstance(call.node, nodes.Name) else None
            macros = parameters.get(name, []) if name is not None else []
            for position, argument in enumerate(call.args):
                if not _is_issuer(argument):
                    continue
                if not macros or any(one[position : position + 1] != [ISSUER] for one in macros):
                    return None
                found.append(id(argument))
    return found


def _is_issuer(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Name) and node.name == ISSUER
