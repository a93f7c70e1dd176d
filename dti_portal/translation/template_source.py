"""Messages of templates: the template is compiled by Django itself and its nodes are read."""

from collections.abc import Iterator
from typing import Any

from django.template import Engine, Template
from django.template.base import FilterExpression, Node, Variable
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils.functional import Promise
from django.utils.translation import override

from dti_portal.translation.message import Key, Message

# What hangs on nodes without being part of the template, or was seen as a part already.
ASIDE = frozenset({"origin", "token", "parser", "engine", "func", "singular", "plural"})


def messages(source: str, name: str, engine: Engine) -> Iterator[Message]:
    """Every message that the template called `name` translates."""
    # Without a language, lazy texts show themselves as they were written.
    with override(None):
        for found in parts(Template(source, engine=engine).nodelist, set()):
            yield from of_part(found, name)


def parts(thing: Any, seen: set[int]) -> Iterator[Any]:
    """Nodes, expressions and operators of tags, wherever a node keeps them."""
    if id(thing) in seen:
        return
    seen.add(id(thing))
    if isinstance(thing, Node | FilterExpression):
        yield thing
    for child in children(thing):
        yield from parts(child, seen)


def children(thing: Any) -> list[Any]:
    if isinstance(thing, list | tuple):
        return list(thing)
    if isinstance(thing, dict):
        return list(thing.values())
    # Nodes, and the conditions of {% if %}, are plain objects of Django's or of our own tags.
    if isinstance(thing, Node) or type(thing).__module__.startswith("django.template"):
        return [value for key, value in getattr(thing, "__dict__", {}).items() if key not in ASIDE]
    return []


def of_part(part: Any, name: str) -> Iterator[Message]:
    if isinstance(part, TranslateNode):
        yield from of_translate(part, name)
    elif isinstance(part, BlockTranslateNode):
        yield of_block(part, name)
    elif isinstance(part, FilterExpression):
        arguments = [value for _, given in part.filters for _, value in given]
        for constant in (part.var, *arguments):
            if isinstance(constant, Promise):
                yield Message(Key(str(constant)), files={name})


def of_translate(node: TranslateNode, name: str) -> Iterator[Message]:
    variable = node.filter_expression.var
    if isinstance(variable, Variable) and isinstance(variable.literal, str):
        yield Message(Key(variable.literal.replace("%", "%%"), constant(node.message_context)), files={name})


def of_block(node: BlockTranslateNode, name: str) -> Message:
    singular = node.render_token_list(node.singular)[0]
    plural = node.render_token_list(node.plural)[0] if node.plural else ""
    return Message(Key(singular, constant(node.message_context)), plural, {name})


def constant(expression: FilterExpression | None) -> str:
    return str(expression.var) if expression is not None else ""
