"""Edits of ``campaign.yaml``: a value changes, every comment and all else stay.

Needs ruamel.yaml, which keeps comments, order and quotes; it is loaded when it is used. Values that
the program writes for a person, as approvals, are edited in ``yaml_edit``. Whether the edited file
is a campaign is decided by ``campaign.load_campaign``.

A path names a value from the root: ``("title",)``, ``("groups", "do", "title")``; items stand under
their addresses, ``("items", "1.3", "headline")``, with "#2" for the second of the same address.
"""

from __future__ import annotations

from collections.abc import MutableMapping, MutableSequence, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from ruamel.yaml import YAML

Path = Sequence[str]

ITEMS: Final = "items"
_AT: Final = "at"
#: A line of ours is longer than ruamel's 80 columns; folded anew, it would be another comment's.
_WIDTH: Final = 4096


def value_at(data: bytes, path: Path) -> Any:
    """The plain value at ``path`` of the file ``data``; None if there is none."""
    found: Any = _yaml().load(data)
    for step in path:
        found = _within(found, step)
        if found is None:
            return None
    return _plain(found)


def with_value(data: bytes, path: Path, value: Any) -> bytes:
    """The file ``data`` with ``value`` at ``path``; None takes the key out.

    Raises:
        KeyError: if nothing is there that could hold the value.
    """
    yaml = _yaml()
    root = yaml.load(data)
    holder: Any = root
    for step in path[:-1]:
        inner = _within(holder, step)
        if inner is None:
            if not isinstance(holder, MutableMapping):
                raise KeyError(step)
            inner = holder[step] = {}
        holder = inner
    if not isinstance(holder, MutableMapping):
        raise KeyError(path[-1])
    if value is None:
        holder.pop(path[-1], None)
    else:
        holder[path[-1]] = value
    return _written(yaml, root)


def _yaml() -> YAML:
    from ruamel.yaml import YAML

    yaml = YAML(typ="rt", pure=True)
    yaml.preserve_quotes = True
    yaml.width = _WIDTH
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _written(yaml: YAML, root: Any) -> bytes:
    data = BytesIO()
    yaml.dump(root, data)
    return data.getvalue()


def _within(holder: Any, step: str) -> Any:
    match holder:
        case MutableMapping():
            return holder.get(step)
        case MutableSequence():
            address, _, count = step.partition("#")
            same = [one for one in holder if _address(one) == address]
            number = int(count or 1)
            return same[number - 1] if number <= len(same) else None
        case _:
            return None


def _address(item: Any) -> str:
    return str(item.get(_AT, "")) if isinstance(item, MutableMapping) else ""


def _plain(value: Any) -> Any:
    match value:
        case MutableMapping():
            return {str(key): _plain(one) for key, one in value.items()}
        case MutableSequence():
            return [_plain(one) for one in value]
        case str():
            return str(value)
        case _:
            return value
