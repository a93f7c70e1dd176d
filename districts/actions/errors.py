"""What an action says when it refuses."""


class ActionError(Exception):
    """An action refused; the message is for the user, already in the user's language."""


class Forbidden(ActionError):  # noqa: N818 - it names an answer, as PermissionDenied does
    """The act is not this account's to do; answered with 403 (dti_portal.middleware.forbidden_answers)."""

    @property
    def message(self) -> str:
        """What the page says."""
        return str(self)
