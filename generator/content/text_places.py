"""Places of a campaign's texts in its file, by their origins: where a text is mended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.content.model import Item
from generator.content.stated_texts import OFFICIAL, SUPPORT, origin_of
from generator.content.yaml_nodes import YamlNode
from generator.core.errors import Place
from generator.core.provenance import HEADLINE, SHORT_HEADLINE


def text_places(
    root: YamlNode, nodes: Sequence[YamlNode], items: Sequence[Item]
) -> Mapping[str, Place]:
    """The place of each text in the campaign file ``root``; of an official text, its item's.

    Args:
        nodes: Those of ``items``, in the same order. The file was read without a fault.
    """
    return dict(_places(root, nodes, items))


def _places(
    root: YamlNode, nodes: Sequence[YamlNode], items: Sequence[Item]
) -> Iterator[tuple[str, Place]]:
    for key in ("title", "kicker", "legal_line", "valid_until"):
        yield f"campaign.{key}", root.place(key)
    yield from _list_places(root, "slogans", "campaign.slogans")
    yield from _list_places(root, "materials", "campaign.materials")
    if root.is_mapping("qr"):
        qr = root.mapping("qr")
        for key in ("printed", "caption"):
            yield f"campaign.qr.{key}", qr.place(key)
    texts = root.mapping("texts", required=False)
    for key in texts.keys():  # noqa: SIM118
        yield f"campaign.texts.{key}", texts.place(key)
        if texts.is_sequence(key):
            yield from _list_places(texts, key, f"campaign.texts.{key}")
    if "groups" in root:
        groups = root.mapping("groups")
        for name in groups.keys():  # noqa: SIM118
            group = groups.mapping(name)
            for key in ("title", "long_title"):
                yield f"campaign.groups.{name}.{key}", group.place(key)
    if "languages" in root:
        yield from _language_places(root.mapping("languages"))
    for node, item in zip(nodes, items, strict=True):
        for role in (HEADLINE, SHORT_HEADLINE, SUPPORT):
            yield origin_of(item, role), node.place(role)
        yield origin_of(item, OFFICIAL), node.place()


def _language_places(languages: YamlNode) -> Iterator[tuple[str, Place]]:
    for language in languages.keys():  # noqa: SIM118
        node = languages.mapping(language)
        origin = f"campaign.languages.{language}"
        for key in ("title", "kicker", "caption", "notice"):
            yield f"{origin}.{key}", node.place(key)
        for part in ("groups", "items", "texts"):
            owners = node.mapping(part, required=False)
            for name in owners.keys():  # noqa: SIM118
                yield f"{origin}.{part}.{name}", owners.place(name)
                if owners.is_mapping(name):
                    own = owners.mapping(name)
                    for role in own.keys():  # noqa: SIM118
                        yield f"{origin}.{part}.{name}.{role}", own.place(role)


def _list_places(node: YamlNode, key: str, origin: str) -> Iterator[tuple[str, Place]]:
    for number in range(len(node.texts(key, required=False))):
        yield f"{origin}[{number}]", node.place(key, number)
