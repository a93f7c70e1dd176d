"""What files say in both languages of the portal, Vietnamese first."""

from django.utils import translation

LANGUAGES = ("vi", "en")


def in_both(text: object) -> tuple[str, str]:
    """A lazy text in Vietnamese and in English; any other text twice as it is."""
    vietnamese, english = (_in(language, text) for language in LANGUAGES)
    return vietnamese, english


def _in(language: str, text: object) -> str:
    with translation.override(language):
        return str(text)
