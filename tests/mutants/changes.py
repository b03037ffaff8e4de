"""Lists every small change that can be made to a module, as edits of its syntax tree.

Left out by rule, because no test could tell the result apart: docstrings, annotations, imports,
decorators, the bases and options of a class, `__all__`, type aliases, the patterns of a `match`,
and `raise AssertionError`, which says that a line is never reached.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from typing import Any, NamedTuple

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
CALCULATED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
}
OPPOSITE = {"min": "max", "max": "min", "any": "all", "all": "any"}

DECLARED: set[tuple[type[ast.AST], str]] = {
    (ast.AnnAssign, "annotation"),
    (ast.arg, "annotation"),
    (ast.FunctionDef, "returns"),
    (ast.FunctionDef, "decorator_list"),
    (ast.ClassDef, "bases"),
    (ast.ClassDef, "keywords"),
    (ast.ClassDef, "decorator_list"),
    (ast.match_case, "pattern"),
    (ast.FormattedValue, "format_spec"),
}
"""Parts of a node that are not looked into."""

GENERIC = {"tuple", "list", "dict", "set", "frozenset", "type", "Literal", "Annotated", "Callable"}
"""`tuple[int, str]` is a type alias, not a lookup."""

NO_NUMBER = ast.JoinedStr | ast.Tuple | ast.List | ast.ListComp | ast.Set | ast.SetComp


class Edit(NamedTuple):
    """One change: `owner.field`, or that item of it, becomes `new`."""

    operator: str
    owner: ast.AST
    field: str
    item: int | None
    new: Any

    def apply(self) -> Edit:
        """Make the change in the tree; returns the edit that takes it back."""
        if self.item is None:
            old = getattr(self.owner, self.field)
            setattr(self.owner, self.field, self.new)
        else:
            items = getattr(self.owner, self.field)
            old, items[self.item] = items[self.item], self.new
        return self._replace(new=old)


class Change(NamedTuple):
    """An edit with its place: the function, the line, and the statement before and after."""

    edit: Edit
    function: str
    line: int
    before: str
    after: str


def changes(tree: ast.Module) -> Iterator[Change]:
    """Every change to the module, always in the same order. The tree is left as it was."""
    yield from _below(tree, "", None)


def mutated(source: str, position: int) -> str:
    """The source with the change at that position of `changes`; comments are lost."""
    tree = ast.parse(source)
    for place, change in enumerate(changes(tree)):
        if place == position:
            change.edit.apply()
            return ast.unparse(ast.fix_missing_locations(tree)) + "\n"
    raise IndexError(position)


def _below(node: ast.AST, function: str, statement: ast.AST | None) -> Iterator[Change]:
    if _left_out(node):
        return
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        function = f"{function}.{node.name}".lstrip(".")
    if isinstance(node, ast.stmt | ast.match_case):
        statement = node
    for edit in _edits(node):
        yield _change(edit, function, statement)
    for field, value in ast.iter_fields(node):
        if (type(node), field) in DECLARED:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _below(child, function, statement)


def _change(edit: Edit, function: str, statement: ast.AST | None) -> Change:
    old = getattr(edit.owner, edit.field)
    old = old if edit.item is None else old[edit.item]
    shown = old if isinstance(old, ast.stmt) else statement
    assert shown is not None, "every change is inside a statement"
    before = _line(shown)
    back = edit.apply()
    after = _line(edit.new if isinstance(old, ast.stmt) else shown)
    back.apply()
    lines = [getattr(node, "lineno", 0) for node in (old, edit.owner, shown)]
    return Change(edit, function, next(filter(None, lines), 0), before, after)


def _line(node: ast.AST) -> str:
    """The statement as one line of source; of a compound statement only its head."""
    head = copy.copy(node)
    for block in ("body", "orelse", "finalbody", "handlers", "cases", "decorator_list"):
        if hasattr(head, block):
            setattr(head, block, [])
    return ast.unparse(ast.fix_missing_locations(head)).strip()


def _left_out(node: ast.AST) -> bool:
    match node:
        case ast.Import() | ast.ImportFrom():
            return True
        case ast.Expr(value=ast.Constant(value=str())):
            return True
        case ast.Assign(targets=[ast.Name(id="__all__")]):
            return True
        case ast.Raise(exc=ast.Call(func=ast.Name(id="AssertionError"))):
            return True
        case ast.Subscript(value=ast.Name(id=name)):
            return name in GENERIC
    return False


# ------------------------------------------------------------------------------- the operators


def _edits(node: ast.AST) -> Iterator[Edit]:
    yield from _operator_edits(node)
    yield from _condition_edits(node)
    yield from _call_edits(node)
    yield from _statement_edits(node)
    for field, value in ast.iter_fields(node):
        if (type(node), field) in DECLARED:
            continue
        if isinstance(value, list):
            for index, item in enumerate(value):
                yield from _value_edits(node, field, index, item)
        else:
            yield from _value_edits(node, field, None, value)


def _operator_edits(node: ast.AST) -> Iterator[Edit]:
    match node:
        case ast.Compare():
            for index, compared in enumerate(node.ops):
                yield Edit("compare", node, "ops", index, COMPARED[type(compared)]())
        case ast.BoolOp():
            other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
            yield Edit("and-or", node, "op", None, other)
        case ast.BinOp() | ast.AugAssign() if type(node.op) in CALCULATED and _number(node):
            yield Edit("calculate", node, "op", None, CALCULATED[type(node.op)]())


def _number(node: ast.BinOp | ast.AugAssign) -> bool:
    """Whether this may be a sum; one of texts, lists or sets would only fail to run."""
    sides = (node.left, node.right) if isinstance(node, ast.BinOp) else (node.value,)
    return not any(
        isinstance(side, NO_NUMBER)
        or (isinstance(side, ast.Constant) and isinstance(side.value, str))
        for side in sides
    )


def _condition_edits(node: ast.AST) -> Iterator[Edit]:
    """Turn a condition around, where no other operator does."""
    match node:
        case ast.If(test=test) | ast.IfExp(test=test) | ast.While(test=test) if _plain(test):
            yield Edit("negate", node, "test", None, ast.UnaryOp(ast.Not(), test))
        case ast.match_case(guard=ast.expr() as guard) if _plain(guard):
            yield Edit("negate", node, "guard", None, ast.UnaryOp(ast.Not(), guard))
        case ast.comprehension():
            for index, test in enumerate(node.ifs):
                if _plain(test):
                    yield Edit("negate", node, "ifs", index, ast.UnaryOp(ast.Not(), test))


def _plain(test: ast.expr) -> bool:
    return not isinstance(test, ast.Compare | ast.BoolOp | ast.Constant) and not (
        isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not)
    )


def _call_edits(node: ast.AST) -> Iterator[Edit]:
    if not isinstance(node, ast.Call):
        return
    if isinstance(node.func, ast.Name) and node.func.id in OPPOSITE:
        yield Edit("opposite", node.func, "id", None, OPPOSITE[node.func.id])
    for index, keyword in enumerate(node.keywords):
        if keyword.arg is not None:
            rest = [*node.keywords[:index], *node.keywords[index + 1 :]]
            yield Edit("drop-keyword", node, "keywords", None, rest)


def _statement_edits(node: ast.AST) -> Iterator[Edit]:
    if isinstance(node, ast.Return) and node.value and not _is_none(node.value):
        yield Edit("return-none", node, "value", None, ast.Constant(None))
    for block in ("body", "orelse", "finalbody"):
        statements = getattr(node, block, None)
        if isinstance(statements, list):
            for index, statement in enumerate(statements):
                if _can_go(statement, node):
                    yield Edit("drop-statement", node, block, index, ast.Pass())


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _can_go(statement: ast.stmt, owner: ast.AST) -> bool:
    """Whether the code would still run without the statement."""
    if _left_out(statement):
        return False
    match statement:
        case ast.Return():
            return isinstance(owner, ast.If)
        case ast.Assign(targets=[target]):
            return not isinstance(target, ast.Name | ast.Tuple)
        case ast.Expr() | ast.AugAssign() | ast.Raise() | ast.Continue() | ast.Break():
            return True
    return False


def _value_edits(owner: ast.AST, field: str, index: int | None, old: Any) -> Iterator[Edit]:
    """Put another value where this one is."""
    part_of_text = isinstance(owner, ast.JoinedStr) and isinstance(old, ast.Constant)
    unpacked = isinstance(owner, ast.Assign) and isinstance(owner.targets[0], ast.Tuple)
    if part_of_text or unpacked:
        return
    for operator, new in _instead_of(old):
        yield Edit(operator, owner, field, index, new)


def _instead_of(old: Any) -> Iterator[tuple[str, ast.AST]]:
    match old:
        case ast.Constant(value=bool() as value):
            yield "constant", ast.Constant(not value)
        case ast.Constant(value=int() | float() as value):
            yield "constant", ast.Constant(value + 1)
            yield "constant", ast.Constant(value - 1)
        case ast.Constant(value=str() as value) if value:
            yield "constant", ast.Constant("")
        case ast.JoinedStr():
            yield "constant", ast.Constant("")
        case ast.Tuple(elts=[_, *_], ctx=ast.Load()):
            yield "constant", ast.Tuple([], ast.Load())
        case ast.List(elts=[_, *_], ctx=ast.Load()):
            yield "constant", ast.List([], ast.Load())
        case ast.FormattedValue(format_spec=ast.JoinedStr()):
            plain = copy.copy(old)
            plain.format_spec = None
            yield "format", plain
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield "drop-not", operand
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            yield "sign", operand
        case ast.Call(func=ast.Name(id="timedelta")) if old.args or old.keywords:
            yield "sign", ast.UnaryOp(ast.USub(), old)
