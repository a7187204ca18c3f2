"""Plants faults in a module: small edits of its text, each of which a good test should notice.

Left alone: annotations, asserts, texts but for SQL, what is raised, `if TYPE_CHECKING`, `zip(strict=…)`.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from itertools import pairwise

from edits import Edit, Mutant, Text, no_edits
from sql_mutants import in_text

SYMBOLS: dict[type[ast.AST], str] = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
    ast.Is: "is", ast.IsNot: "is not", ast.In: "in", ast.NotIn: "not in", ast.And: "and", ast.Or: "or",
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%",
    ast.Pow: "**", ast.BitAnd: "&", ast.BitOr: "|", ast.BitXor: "^",
}  # fmt: skip
INSTEAD = {
    "<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==",
    "is": "is not", "is not": "is", "in": "not in", "not in": "in", "and": "or", "or": "and",
    "+": "-", "-": "+", "*": "//", "/": "*", "//": "*", "%": "//", "**": "*", "&": "|", "|": "&", "^": "|",
    "min": "max", "max": "min", "any": "all", "all": "any",
}  # fmt: skip


def _operator(text: Text, left: ast.expr, operator: ast.AST, right: ast.expr) -> Iterator[Edit]:
    """The operator between two operands, replaced by its counterpart."""
    symbol = SYMBOLS.get(type(operator), "?")
    at = text.raw.find(symbol.encode(), text.end(left), text.start(right))
    if at >= 0:
        yield Edit(at, at + len(symbol), INSTEAD[symbol])


def _compare(node: ast.Compare, text: Text) -> Iterator[Edit]:
    operands = pairwise([node.left, *node.comparators])
    for (left, right), operator in zip(operands, node.ops, strict=True):
        yield from _operator(text, left, operator, right)


def _and_or(node: ast.BoolOp, text: Text) -> Iterator[Edit]:
    for left, right in pairwise(node.values):
        yield from _operator(text, left, node.op, right)


def _arithmetic(node: ast.BinOp, text: Text) -> Iterator[Edit]:
    yield from _operator(text, node.left, node.op, node.right)


def _augmented(node: ast.AugAssign, text: Text) -> Iterator[Edit]:
    yield from _operator(text, node.target, node.op, node.value)
    yield text.replaced(node, "pass")


def _unary(node: ast.UnaryOp, text: Text) -> Iterator[Edit]:
    if isinstance(node.op, (ast.Not, ast.USub)):
        yield text.replaced(node, f"({text.of(node.operand)})")


def _constant(node: ast.Constant, text: Text) -> Iterator[Edit]:
    if isinstance(node.value, bool):
        yield text.replaced(node, str(not node.value))
    elif isinstance(node.value, (int, float)):
        yield text.replaced(node, repr(node.value + 1))
    elif isinstance(node.value, str):
        yield from in_text(text, text.start(node), text.end(node))


def _formatted(node: ast.JoinedStr, text: Text) -> Iterator[Edit]:
    yield from in_text(text, text.start(node), text.end(node))


def _call(node: ast.Call, text: Text) -> Iterator[Edit]:
    if isinstance(node.func, ast.Name) and node.func.id in INSTEAD:
        yield text.replaced(node.func, INSTEAD[node.func.id])


def _returned(node: ast.Return, text: Text) -> Iterator[Edit]:
    if node.value is None:
        yield text.replaced(node, "pass")
    elif isinstance(node.value, (ast.Compare, ast.BoolOp)):
        yield text.replaced(node.value, f"not ({text.of(node.value)})")
    elif not (isinstance(node.value, ast.Constant) and isinstance(node.value.value, bool)):
        yield text.replaced(node.value, "None")


def _condition(node: ast.If | ast.IfExp, text: Text) -> Iterator[Edit]:
    for value in ("True", "False"):
        yield text.replaced(node.test, value)


def _loop(node: ast.While, text: Text) -> Iterator[Edit]:
    yield text.replaced(node.test, "False")


def _filter(node: ast.comprehension, text: Text) -> Iterator[Edit]:
    for condition in node.ifs:
        yield text.replaced(condition, "True")
        yield text.replaced(condition, "False")


def _statement(node: ast.Expr | ast.Break | ast.Continue | ast.Delete, text: Text) -> Iterator[Edit]:
    if not isinstance(node, ast.Expr) or isinstance(node.value, ast.Call):
        yield text.replaced(node, "pass")


def _assigned(node: ast.Assign, text: Text) -> Iterator[Edit]:
    """An assignment to a name is left: without it nearly every test would fail."""
    if isinstance(node.targets[0], (ast.Attribute, ast.Subscript)):
        yield text.replaced(node, "pass")


FAULTS: dict[type[ast.AST], Callable[..., Iterator[Edit]]] = {
    ast.Compare: _compare, ast.BoolOp: _and_or, ast.BinOp: _arithmetic, ast.AugAssign: _augmented,
    ast.UnaryOp: _unary, ast.Constant: _constant, ast.Call: _call, ast.Return: _returned,
    ast.If: _condition, ast.IfExp: _condition, ast.While: _loop, ast.comprehension: _filter,
    ast.Expr: _statement, ast.Break: _statement, ast.Continue: _statement, ast.Delete: _statement,
    ast.Assign: _assigned, ast.JoinedStr: _formatted,
}  # fmt: skip


def _left_alone(parent: ast.AST, node: ast.AST) -> bool:
    if isinstance(parent, (ast.Raise, ast.JoinedStr)) or isinstance(node, ast.Assert):
        return True
    if isinstance(parent, ast.Expr) and isinstance(node, ast.Constant):
        return True  # a docstring
    if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
        return True
    if isinstance(node, ast.keyword) and node.arg == "strict":
        return True
    return node in (getattr(parent, "annotation", None), getattr(parent, "returns", None))


def _header(node: ast.stmt) -> range:
    """The lines of a statement without the block that belongs to it."""
    body: list[ast.stmt] = getattr(node, "body", [])
    last = max(node.lineno, body[0].lineno - 1) if body else node.end_lineno or node.lineno
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return range(min([node.lineno, *(d.lineno for d in decorators)]), last + 1)


def _walk(node: ast.AST, statement: range) -> Iterator[tuple[ast.AST, range]]:
    """Every node that may be changed, with the lines of the statement it stands in."""
    for child in ast.iter_child_nodes(node):
        if not _left_alone(node, child):
            inside = _header(child) if isinstance(child, ast.stmt) else statement
            yield child, inside
            yield from _walk(child, inside)


def plant(source: str) -> list[Mutant]:
    """All faults of a module, in the order of its lines; those that are no Python or change nothing are left out."""
    tree, text = ast.parse(source), Text(source)
    known, mutants = {ast.dump(tree)}, []
    for node, statement in _walk(tree, range(1)):
        for edit in FAULTS.get(type(node), no_edits)(node, text):
            edited = text.edited(edit)
            try:
                shape = ast.dump(ast.parse(edited))
            except SyntaxError:
                continue
            if shape not in known:
                known.add(shape)
                mutants.append(text.mutant(edit, statement))
    return sorted(mutants, key=lambda m: m.line)
