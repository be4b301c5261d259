"""A drawing's file as a tree of elements that know their lines; hardened.

A document type is read over, as Illustrator and CorelDRAW write one; nothing is fetched for it.
Entities of its own are allowed where they are plain short texts, as Illustrator declares its
namespaces: one that refers to another could grow without end.
"""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml import DefusedXmlException
from defusedxml.common import EntitiesForbidden
from defusedxml.ElementTree import DefusedXMLParser

from generator.core.errors import Place, Problem, TemplateError
from generator.core.messages import Message, msg
from generator.core.parser_words import xml_reason

#: Characters of a file: this is for drawings, not for maps. A traced photograph has two million.
SIZE_LIMIT = 5_000_000
#: Deeper trees are refused: what reads them recurses. Inkscape's layers nest ten deep.
DEPTH_LIMIT = 60
#: Characters of an entity, entities of a file, and places where one may stand.
_ENTITY_LIMIT = 200
_ENTITIES_LIMIT = 200
_REFERENCES_LIMIT = 10_000

_LINE = "{}line"  # No attribute of a file can have this name.


def line_of(node: Element) -> int:
    """The line that ``node`` begins on."""
    return int(node.attrib[_LINE])


def parse_xml(text: str, source: str) -> Element:
    """The root of ``text``.

    Raises:
        TemplateError: it is too large, too deep, not well-formed, or declares what is not safe.
    """
    if len(text) > SIZE_LIMIT:
        raise _error(
            source, None, msg("the drawing is larger than {size} characters", size=SIZE_LIMIT)
        )
    if "<!ENTITY" in text and text.count("&") > _REFERENCES_LIMIT:
        raise _error(source, None, msg("an entity of this kind is not allowed"))
    builder = _LineBuilder()
    parser = _Parser(target=builder)
    builder.expat = parser.parser
    try:
        parser.feed(text)
        root: Element = parser.close()
    except ParseError as error:
        raise _error(
            source, error.position[0], msg("not well-formed: {what}", what=xml_reason(str(error)))
        ) from error
    except (DefusedXmlException, _TooDeepError) as error:
        line = builder.expat.CurrentLineNumber
        what = (
            msg("nested deeper than {limit} elements", limit=DEPTH_LIMIT)
            if isinstance(error, _TooDeepError)
            else msg("an entity of this kind is not allowed")
        )
        raise _error(source, line, what) from error
    return root


def _error(source: str, line: int | None, message: Message) -> TemplateError:
    return TemplateError(Problem("drawing-markup", message, place=Place(source, line)))


class _TooDeepError(Exception):
    pass


class _Parser(DefusedXMLParser):
    """Parser that allows a document type and short plain entities."""

    def __init__(self, target: TreeBuilder) -> None:
        super().__init__(target=target, forbid_dtd=False, forbid_entities=True)
        self._declared = 0

    def defused_entity_decl(
        self,
        name: str,
        is_parameter_entity: bool,
        value: str | None,
        base: str | None,
        sysid: str | None,
        pubid: str | None,
        notation_name: str | None,
    ) -> None:
        self._declared += 1
        is_plain = value is not None and len(value) <= _ENTITY_LIMIT and "&" not in value
        if is_parameter_entity or not is_plain or self._declared > _ENTITIES_LIMIT:
            raise EntitiesForbidden(name, value, base, sysid, pubid, notation_name)


class _LineBuilder(TreeBuilder):
    """Builds elements that know their line."""

    expat: Any
    _depth = 0

    def start(self, tag: Any, attrs: Any, /) -> Element:
        """Records the parser's position.

        Raises:
            _TooDeepError: too many elements are open.
        """
        self._depth += 1
        if self._depth > DEPTH_LIMIT:
            raise _TooDeepError
        return super().start(tag, {**attrs, _LINE: str(self.expat.CurrentLineNumber)})

    def end(self, tag: Any, /) -> Element:
        """Counts open elements."""
        self._depth -= 1
        return super().end(tag)
