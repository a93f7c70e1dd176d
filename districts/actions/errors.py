"""What an action says when it refuses."""


class ActionError(Exception):
    """An action refused; the message is for the user, already in the user's language."""
