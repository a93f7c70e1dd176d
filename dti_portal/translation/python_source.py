"""Messages of Python code: calls of gettext and its sisters, under whatever name they were imported."""

import ast
from collections.abc import Iterator

from dti_portal.translation.message import Key, Message, UnreadableMessageError

# For each function: the places of context, text and plural among its arguments.
SIGNATURES: dict[str, tuple[int | None, int, int | None]] = {
    "gettext": (None, 0, None),
    "ngettext": (None, 0, 1),
    "pgettext": (0, 1, None),
    "npgettext": (0, 1, 2),
}
FUNCTIONS = {f"{name}{ending}": places for name, places in SIGNATURES.items() for ending in ("", "_lazy")}
FUNCTIONS["gettext_noop"] = SIGNATURES["gettext"]
MODULE = "django.utils.translation"


def messages(source: str, name: str) -> Iterator[Message]:
    """Every message that the file called `name` translates."""
    tree = ast.parse(source, filename=name)
    names = imported(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (function := called(node.func, names)):
            yield from of_call(node, FUNCTIONS[function], name)


def imported(tree: ast.AST) -> dict[str, str]:
    """The names that this file gives to the functions: `_` for gettext_lazy and the like."""
    return {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == MODULE
        for alias in node.names
        if alias.name in FUNCTIONS
    }


def called(function: ast.expr, names: dict[str, str]) -> str:
    """Which of the functions is called, by an imported name or as `translation.gettext`; empty: none."""
    if isinstance(function, ast.Name):
        return names.get(function.id, "")
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
        return function.attr if function.value.id == "translation" and function.attr in FUNCTIONS else ""
    return ""


def of_call(call: ast.Call, places: tuple[int | None, int, int | None], name: str) -> Iterator[Message]:
    context, text, plural = (literal(call, place, name) if place is not None else "" for place in places)
    if text:
        yield Message(Key(text, context), plural, {name})


def literal(call: ast.Call, place: int, name: str) -> str:
    """The text at a place. A variable was translated elsewhere; a text put together can never be found."""
    if place >= len(call.args):
        return ""
    argument = call.args[place]
    if isinstance(argument, ast.JoinedStr | ast.BinOp):
        raise UnreadableMessageError(f"{name}:{call.lineno}: write the text out, with %(name)s for what varies")
    return argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else ""
