"""Jinja, made faster where an archive's thousands of pages are alike.

What is the same on every page (`t("tags")`, `asset("style.css")`, `site.title`) is put into the compiled
template as text, and text without markup signs is not wrapped and unwrapped on its way to the page. Pieces
are gathered in lists, not handed from generator to generator; values that have an attribute, as those of
views do, are asked for it without a detour. Templates and what they give stay the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, MutableMapping
from typing import Any, NamedTuple

from jinja2 import Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame, optimizeconst
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
    """Compiles `{{ value }}` to a call of `escaped`, `value.name` to `getattr`, and a block to one piece."""

    _macros: frozenset[str] = frozenset()

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        """Takes note of the names that stand for macros and for nothing else."""
        names = _names_set_in(node)
        self._macros = names.macros - names.others
        super().visit_Template(node, frame)

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        """Gathers what a template or a block gives, in a list as macros do, and yields it at its end."""
        if frame.buffer is not None:
            super().blockvisit(nodes, frame)
            return
        self.buffer(frame)
        super().blockvisit(nodes, frame)
        if not (frame.toplevel and self.has_known_extends):
            self.writeline(f"yield concat({frame.buffer})")
        frame.buffer = None

    @optimizeconst
    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Jinja's own way is left for values without the attribute: mappings, and mistakes."""
        value, found = self.temporary_identifier(), self.temporary_identifier()
        self.write(f"({found} if ({found} := getattr(({value} := ")
        self.visit(node.node, frame)
        self.write(f"), {node.attr!r}, missing)) is not missing ")
        self.write(f"else environment.getattr({value}, {node.attr!r}))")

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("environment.escaped(")
        else:
            super()._output_child_pre(node, frame, finalize)

    def visit_Call(  # noqa: N802  (Jinja's naming)
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        """Calls macros and our own functions without Jinja's context, of which they know nothing."""
        if isinstance(node.node, nodes.Name) and node.node.name in self._macros and not forward_caller:
            self.write("environment.invoked(")
            self.visit(node.node, frame)
            self.signature(node, frame)
            self.write(")")
            return
        if not isinstance(node.node, nodes.EnvironmentAttribute) or forward_caller:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        first, *others = node.args
        self.write(f"environment.{node.node.name}(")
        self.visit(first, frame)
        self.signature(nodes.Call(node.node, others, node.kwargs, node.dyn_args, node.dyn_kwargs), frame)
        self.write(")")


class SiteEnvironment(Environment):
    """An environment whose templates see one site only; `fix` says which."""

    code_generator_class = _Generator
    escaped = staticmethod(escaped)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Jinja's hook: the same globals for all templates. A chain of mappings would be copied each time."""
        if d:
            raise TypeError("a template of a site has no globals of its own")
        return self.globals

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002  (Jinja's naming)
    ) -> Template:
        """A template, compiled once and never looked for again."""
        found = self._loaded.get(str(name))
        if found is None:
            found = super().get_template(name, parent, globals)
            self._loaded[str(name)] = found
        return found

    @staticmethod
    def invoked(macro: Callable[..., object], /, *arguments: object, **values: object) -> object:
        """What a macro gives."""
        return macro(*arguments, **values)

    def direct(self, function: str, /, *arguments: object, **values: object) -> object:
        """Calls one of our own functions."""
        return self._own[function](*arguments, **values)

    def fix(
        self,
        constants: Mapping[str, Mapping[str, object]],
        functions: Mapping[str, Callable[..., object]],
        own: Mapping[str, Callable[..., object]],
    ) -> None:
        """Says what is the same on every page. To be called before the first template is compiled.

        constants: for each global object, its attributes that are plain values
        functions: those global functions whose result depends on their arguments only
        own: all global functions that do not ask for Jinja's context
        """
        self._constants = constants
        self._functions = functions
        self._own = own
        self._loaded: dict[str, Template] = {}

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        """Jinja's hook for what is compiled."""
        taken = frozenset().union(*_names_set_in(source))
        folder = _Folder(
            {name: values for name, values in self._constants.items() if name not in taken},
            {name: function for name, function in self._functions.items() if name not in taken},
            self._own.keys() - taken,
        )
        folded = folder.visit(source)
        return super()._generate(folded, name, filename, defer_init)


class _NamesSet(NamedTuple):
    """Names that a template gives a meaning of its own: those of macros, and others."""

    macros: frozenset[str]
    others: frozenset[str]


def _names_set_in(template: nodes.Template) -> _NamesSet:
    macros: set[str] = set()
    others: set[str] = set()
    for node in template.find_all((nodes.Name, nodes.Macro, nodes.Import, nodes.FromImport)):
        if isinstance(node, nodes.Macro):
            macros.add(node.name)
        elif isinstance(node, nodes.FromImport):
            macros.update(name if isinstance(name, str) else name[1] for name in node.names)
        elif isinstance(node, nodes.Import):
            others.add(node.target)
        elif isinstance(node, nodes.Name) and node.ctx != "load":
            others.add(node.name)
    return _NamesSet(frozenset(macros), frozenset(others))


class _Folder(NodeTransformer):
    """Replaces expressions whose value is known by that value."""

    def __init__(
        self,
        constants: Mapping[str, Mapping[str, object]],
        functions: Mapping[str, Callable[..., object]],
        own: Collection[str],
    ) -> None:
        self._constants = constants
        self._functions = functions
        self._own = own

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
        name = node.node.name if isinstance(node.node, nodes.Name) else ""
        if name in self._functions and node.dyn_args is None and node.dyn_kwargs is None:
            known = _result(self._functions[name], node)
            if known is not None:
                return known
        if name in self._own:
            node.node = nodes.EnvironmentAttribute("direct", lineno=node.lineno)
            node.args.insert(0, nodes.Const(name, lineno=node.lineno))
        return node


def _result(function: Callable[..., object], call: nodes.Call) -> nodes.Const | None:
    """What a call gives, when all its arguments are written out and it does not fail."""
    values = {keyword.key: keyword.value for keyword in call.kwargs}
    if not all(isinstance(value, nodes.Const) for value in (*call.args, *values.values())):
        return None
    try:
        result = function(
            *(value.value for value in call.args if isinstance(value, nodes.Const)),
            **{key: value.value for key, value in values.items() if isinstance(value, nodes.Const)},
        )
    except Exception:
        return None
    return nodes.Const(result, lineno=call.lineno)
