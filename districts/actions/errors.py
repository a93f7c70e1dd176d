"""What an action says when it refuses."""


class ActionError(Exception):
    """An action refused; the message is for the user, already in the user's language."""

    @property
    def message(self) -> str:
        """What a page says of it."""
        return str(self)


class Forbidden(ActionError):  # noqa: N818 - the word of the protocol: pages answer 403
    """Who asks has no right to it."""


class WrongStage(ActionError):  # noqa: N818
    """The scorecard is at a stage that does not know the act."""


class Late(ActionError):  # noqa: N818
    """The time for it is over."""
