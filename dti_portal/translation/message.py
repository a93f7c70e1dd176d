"""What is translated: one message and where the code says it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Key:
    """What makes two messages one: the text and its context."""

    text: str
    context: str = ""


@dataclass
class Message:
    """A text of the code; `plural` where it counts something."""

    key: Key
    plural: str = ""
    files: set[str] = field(default_factory=set)


class UnreadableMessageError(Exception):
    """A text that cannot be looked up, since it is not written out where it is translated."""
