"""Jinja, made faster where an archive's thousands of pages are alike.

What is the same on every page (`t("tags")`, `asset("style.css")`, `site.title`) is put into the compiled
template as text, and text without markup signs is not wrapped and unwrapped on its way to the page.
Templates and what they give stay the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

_has_markup_signs = re.compile("[&<>\"']").search
_NONE: Mapping[str, Any] = {}


def escaped(value: object) -> str:
    """A value as text that is safe in HTML."""
    if type(value) is Markup or (type(value) is str and not _has_markup_signs(value)):
        return value
    return escape(value)


class _Generator(CodeGenerator):
    """Compiles `{{ value }}` to a call of `escaped`."""

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("environment.escaped(")
        else:
            super()._output_child_pre(node, frame, finalize)


class SiteEnvironment(Environment):
    """An environment whose templates see one site only.

    constants: for each global object, its attributes that are plain values
    functions: for each global function whose result depends on its arguments only, the function
    """

    code_generator_class = _Generator
    escaped = staticmethod(escaped)

    def fix(
        self, constants: Mapping[str, Mapping[str, object]], functions: Mapping[str, Callable[..., object]]
    ) -> None:
        """Says what is the same on every page. To be called before the first template is compiled."""
        self._constants = constants
        self._functions = functions

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        """Jinja's hook for what is compiled."""
        own = _names_set_in(source)
        constants = {key: values for key, values in self._constants.items() if key not in own}
        functions = {key: function for key, function in self._functions.items() if key not in own}
        folded = _Folder(constants, functions).visit(source)
        return super()._generate(folded, name, filename, defer_init)


def _names_set_in(template: nodes.Template) -> set[str]:
    """Names that a template gives a meaning of its own."""
    names = {name.name for name in template.find_all(nodes.Name) if name.ctx != "load"}
    names.update(macro.name for macro in template.find_all(nodes.Macro))
    names.update(imported.target for imported in template.find_all(nodes.Import))
    for imported in template.find_all(nodes.FromImport):
        names.update(name if isinstance(name, str) else name[1] for name in imported.names)
    return names


class _Folder(NodeTransformer):
    """Replaces expressions whose value is known by that value."""

    def __init__(
        self, constants: Mapping[str, Mapping[str, object]], functions: Mapping[str, Callable[..., object]]
    ) -> None:
        self._constants = constants
        self._functions = functions

    def visit_Getattr(self, node: nodes.Getattr) -> nodes.Node:  # noqa: N802  (Jinja's naming)
        """`site.title`."""
        self.generic_visit(node)
        if isinstance(node.node, nodes.Name):
            values = self._constants.get(node.node.name, _NONE)
            if node.attr in values:
                return nodes.Const(values[node.attr], lineno=node.lineno)
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802
        """`t("tags")`, `asset("style.css")`."""
        self.generic_visit(node)
        function = self._functions.get(node.node.name) if isinstance(node.node, nodes.Name) else None
        if function is None or node.dyn_args is not None or node.dyn_kwargs is not None:
            return node
        values = {keyword.key: keyword.value for keyword in node.kwargs}
        if not all(isinstance(value, nodes.Const) for value in (*node.args, *values.values())):
            return node
        try:
            result = function(
                *(value.value for value in node.args if isinstance(value, nodes.Const)),
                **{key: value.value for key, value in values.items() if isinstance(value, nodes.Const)},
            )
        except Exception:
            return node
        return nodes.Const(result, lineno=node.lineno)
