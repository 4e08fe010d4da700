"""Edits of YAML in place: front matter and registers, in which all but the edited signs stay as they were.

Comments, the order of keys, quotes, indentation, blank lines and line ends are somebody's work. Each
function takes a `YamlFile` (see `open_yaml`) and returns another one, which has been read again and
holds exactly what was intended; otherwise it raises `EditError`.

A path is that of `yaml12.Document`: `("tags", 0)`, `("corrections", 1, "date")`, `("floods", "name")`.
"""

from sitegen.contribute.yaml_edits.entries import add_entry, remove_entry, rename_entry
from sitegen.contribute.yaml_edits.items import add_item, remove_item
from sitegen.contribute.yaml_edits.keys import add_key, remove_key, rename_key
from sitegen.contribute.yaml_edits.text import Edit, EditError, YamlFile, apply_edits, open_yaml
from sitegen.contribute.yaml_edits.values import replace_value, replace_values, to_list

__all__ = [
    "Edit",
    "EditError",
    "YamlFile",
    "add_entry",
    "add_item",
    "add_key",
    "apply_edits",
    "open_yaml",
    "remove_entry",
    "remove_item",
    "remove_key",
    "rename_entry",
    "rename_key",
    "replace_value",
    "replace_values",
    "to_list",
]
