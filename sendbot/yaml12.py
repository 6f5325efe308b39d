"""Reading YAML files: strict and unsurprising.

Only true and false are booleans (yes, no, on, off stay words), a key given twice is an error, and a syntax error becomes
one sentence with the line it is on.
"""

import re
from pathlib import Path
from typing import Any

import yaml

from sendbot.errors import KnowledgeError

_Base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc,valid-type]
    """PyYAML's safe loader with YAML 1.2's booleans and without double keys."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in _Base.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


def _mapping(loader: Any, node: Any) -> dict[Any, Any]:
    loader.flatten_mapping(node)
    mapping: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if not isinstance(key, str):
            raise yaml.constructor.ConstructorError(None, None, f"the key {key!r} is not a word; quote it", key_node.start_mark)
        if key in mapping:
            raise yaml.constructor.ConstructorError(None, None, f"{key} is given twice", key_node.start_mark)
        mapping[key] = loader.construct_object(value_node, deep=True)
    return mapping


def _date(loader: Any, node: Any) -> Any:
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError as error:
        raise yaml.constructor.ConstructorError(None, None, f"{node.value} is no date", node.start_mark) from error


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)
_Loader.add_constructor("tag:yaml.org,2002:timestamp", _date)


def read_yaml(path: Path) -> Any:
    """The contents of a YAML file.

    Raises KnowledgeError with file and line where it cannot be read or is not YAML.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise KnowledgeError(f"{path.name}: there is no such file. Put it back, for example with git checkout.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{path.name} cannot be read ({_short(error)}). It must be a readable UTF-8 text file.") from error
    return parse_yaml(text, path.name)


def parse_yaml(text: str, name: str) -> Any:
    """The contents of YAML text. `name`: what to call it. Raises KnowledgeError with the line where it is not YAML."""
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - a subclass of the safe loader
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" line {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or "it is not YAML"
        raise KnowledgeError(f"{name}{line}: {problem}. Mend that line and load again.") from error


def _short(error: Exception) -> str:
    return str(error).split(":", maxsplit=1)[0] or type(error).__name__
