"""What the code of one file imports and uses, and from where; found without running it.

Names are followed through `import numpy as np`, `from numpy import convolve as c`, `f = np` and
`getattr(np, "convolve")`, with Python's scopes: a parameter called `np` is no module.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

MODULE = ""  # owner of what runs when the file is imported

_Function = ast.FunctionDef | ast.AsyncFunctionDef
_Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
_COMPOUND = (
    *(ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith),
    *(ast.Try, ast.TryStar, ast.Match),
)
_SCOPES = (
    *(ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda),
    *(ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp),
)


@dataclass(frozen=True, order=True)
class Use:
    """A name that is used, or a module that is imported, by its full dotted path.

    `owner` is the function, class or variable at the top level whose code this is. An
    attribute of an object that is not known is written ".name".
    """

    line: int
    owner: str
    name: str


@dataclass
class Usage:
    """All of one file.

    Attributes:
        imports: modules imported, each where it is imported.
        uses: names that come from elsewhere: modules, builtins, attributes.
        references: owner -> top-level names of this file that its code mentions.
        definitions: functions and classes at the top level.
    """

    imports: set[Use] = field(default_factory=set)
    uses: set[Use] = field(default_factory=set)
    references: dict[str, set[str]] = field(default_factory=dict)
    definitions: set[str] = field(default_factory=set)


def usage_of(tree: ast.Module) -> Usage:
    """Walk a file. Code below `if __name__ == "__main__"` or `TYPE_CHECKING` is left out.

    Raises:
        RecursionError: the code is nested deeper than Python allows.
    """
    walker = _Walker()
    walker.enter(tree.body, ())
    walker.top_level(tree.body)
    return walker.usage


@dataclass
class _Scope:
    """name -> dotted path of what was imported under it; None for anything else."""

    names: dict[str, str | None]
    of_class: bool = False


class _Walker(ast.NodeVisitor):
    def __init__(self) -> None:
        self.usage = Usage()
        self.scopes: list[_Scope] = []
        self.stars: list[str] = []
        self.owner = MODULE

    # -- statements at the top level, each with its owner

    def top_level(self, body: Iterable[ast.stmt]) -> None:
        for node in body:
            if isinstance(node, ast.If) and _is_guard(node.test):
                self.top_level(node.orelse)
            elif isinstance(node, _COMPOUND):
                self._compound(node)
            else:
                self._owned(node)

    def _compound(self, node: ast.AST) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.stmt):
                self.top_level([child])
            elif isinstance(child, ast.ExceptHandler | ast.match_case):
                self._compound(child)
            else:
                self.visit(child)

    def _owned(self, node: ast.stmt) -> None:
        if isinstance(node, _Function | ast.ClassDef):
            self.usage.definitions.add(node.name)
            if node.decorator_list:  # a decorator may keep it for later
                self.usage.references.setdefault(MODULE, set()).add(node.name)
        for owner in _owners(node):
            self.owner = owner
            self.visit(node)
        self.owner = MODULE

    # -- scopes

    def enter(self, body: Iterable[ast.AST], plain: Iterable[str], of_class: bool = False) -> None:
        scope = _Scope(dict.fromkeys(plain), of_class)
        self.scopes.append(scope)
        aliases: list[tuple[str, ast.expr]] = []
        for node in _own_nodes(body):
            for name, dotted in _bound(node):
                scope.names[name] = dotted or scope.names.get(name)
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                aliases.append((node.targets[0].id, node.value))
            if isinstance(node, ast.Global | ast.Nonlocal):
                for name in node.names:
                    scope.names.pop(name, None)
        for name, value in aliases:
            dotted = self._dotted(value)
            if dotted and scope.names.get(name) is None and not _is_bare(value, dotted):
                scope.names[name] = dotted

    def _within(self, children: Iterable[ast.AST], plain: Iterable[str], of_class: bool) -> None:
        children = list(children)
        self.enter(children, plain, of_class)
        for child in children:
            self.visit(child)
        self.scopes.pop()

    def _function(self, node: _Function | ast.Lambda) -> None:
        if not isinstance(node, ast.Lambda):
            for decorator in node.decorator_list:
                self.visit(decorator)
        arguments = node.args
        for outside in (*arguments.defaults, *filter(None, arguments.kw_defaults)):
            self.visit(outside)
        every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
        every += [extra for extra in (arguments.vararg, arguments.kwarg) if extra]
        body = node.body if isinstance(node.body, list) else [node.body]
        self._within(body, (argument.arg for argument in every), of_class=False)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._function(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        self._function(node)

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self._function(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        for outside in (*node.decorator_list, *node.bases, *node.keywords):
            self.visit(outside)
        self._within(node.body, (), of_class=True)

    def _comprehension(self, node: _Comprehension) -> None:
        self.visit(node.generators[0].iter)
        targets = [name for g in node.generators for name in _stored(g.target)]
        self._within(ast.iter_child_nodes(node), targets, of_class=False)

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _comprehension

    # -- names

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            self.usage.imports.add(Use(node.lineno, self.owner, alias.name))

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        if node.level or not node.module:
            return
        self.usage.imports.add(Use(node.lineno, self.owner, node.module))
        if any(alias.name == "*" for alias in node.names):
            self.stars.append(node.module)

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Load):
            self._use(node, node.id, ())

    def visit_Attribute(self, node: ast.Attribute) -> None:
        self._add(node.lineno, "." + node.attr)
        root, attributes = _chain(node)
        if isinstance(root, ast.Name):
            self._use(root, root.id, attributes)
        inner = node.value
        while isinstance(inner, ast.Attribute):
            self._add(inner.lineno, "." + inner.attr)
            inner = inner.value
        if not isinstance(inner, ast.Name):
            self.visit(inner)

    def visit_Call(self, node: ast.Call) -> None:
        if isinstance(node.func, ast.Name) and node.func.id == "getattr" and len(node.args) >= 2:
            name = node.args[1]
            if isinstance(name, ast.Constant) and isinstance(name.value, str):
                self._add(node.lineno, "." + name.value)
                dotted = self._dotted(node.args[0])
                if dotted:
                    self._add(node.lineno, f"{dotted}.{name.value}")
        self.generic_visit(node)

    def _use(self, node: ast.Name, name: str, attributes: tuple[str, ...]) -> None:
        known, dotted, own = self._resolve(name)
        if own:
            self.usage.references.setdefault(self.owner, set()).add(name)
        if known and dotted is None:
            return
        full = ".".join((dotted or name, *attributes))
        self._add(node.lineno, full)
        if not known:
            for module in self.stars:
                self._add(node.lineno, f"{module}.{full}")

    def _add(self, line: int, name: str) -> None:
        self.usage.uses.add(Use(line, self.owner, name))

    def _resolve(self, name: str) -> tuple[bool, str | None, bool]:
        """Whether a name is bound here, to what import, and whether at the file's top level."""
        innermost = len(self.scopes) - 1
        for at in range(innermost, -1, -1):
            scope = self.scopes[at]
            if name in scope.names and (at == innermost or not scope.of_class):
                return True, scope.names[name], at == 0
        return False, None, False

    def _dotted(self, node: ast.expr) -> str | None:
        root, attributes = _chain(node)
        if not isinstance(root, ast.Name):
            return None
        known, dotted, _ = self._resolve(root.id)
        if known and dotted is None:
            return None
        return ".".join((dotted or root.id, *attributes))


def _chain(node: ast.expr) -> tuple[ast.expr, tuple[str, ...]]:
    attributes: list[str] = []
    while isinstance(node, ast.Attribute):
        attributes.append(node.attr)
        node = node.value
    return node, tuple(reversed(attributes))


def _is_bare(value: ast.expr, dotted: str) -> bool:
    """Whether a value is a plain name that nothing binds: a builtin, or nothing known."""
    return isinstance(value, ast.Name) and value.id == dotted


def _stored(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store | ast.Del):
            yield node.id


def _own_nodes(body: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """Nodes of a scope, without what lies in the scopes inside it."""
    waiting = list(body)
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, _SCOPES):
            waiting.extend(ast.iter_child_nodes(node))


def _bound(node: ast.AST) -> Iterator[tuple[str, str | None]]:
    """Names that a node binds, with the dotted path where it is an import."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            top = alias.name.partition(".")[0]
            yield alias.asname or top, alias.name if alias.asname else top
    elif isinstance(node, ast.ImportFrom):
        for alias in node.names:
            if alias.name != "*":
                outer = None if node.level else f"{node.module}.{alias.name}"
                yield alias.asname or alias.name, outer
    elif isinstance(node, _Function | ast.ClassDef):
        yield node.name, None
    elif isinstance(node, ast.ExceptHandler | ast.MatchAs | ast.MatchStar):
        if node.name:
            yield node.name, None
    elif isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
        yield node.id, None


def _owners(node: ast.stmt) -> list[str]:
    """Whom a top-level statement's code belongs to: what it defines, else the module."""
    if isinstance(node, _Function | ast.ClassDef):
        return [node.name]
    if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        names = [n.id for target in targets for n in ast.walk(target) if isinstance(n, ast.Name)]
        return names or [MODULE]
    return [MODULE]


def _is_guard(test: ast.expr) -> bool:
    """`__name__ == "__main__"` either way round, or TYPE_CHECKING."""
    root, attributes = _chain(test)
    if isinstance(root, ast.Name) and (root.id, *attributes)[-1] == "TYPE_CHECKING":
        return True
    if not (isinstance(test, ast.Compare) and len(test.ops) == 1):
        return False
    sides = {ast.unparse(side) for side in (test.left, test.comparators[0])}
    return isinstance(test.ops[0], ast.Eq) and sides == {"__name__", "'__main__'"}
