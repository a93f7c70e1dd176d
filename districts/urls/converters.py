"""The words of an address that are checked before a view sees them."""

from django.urls import register_converter


class YearConverter:
    """Any four digits: of a year without a ranking it is said which years there are."""

    regex = "[0-9]{4}"

    def to_python(self, value: str) -> int:
        """The year."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Its digits."""
        return str(value)


class RevisionConverter:
    """r1, r2 and so on."""

    regex = "r[1-9][0-9]{0,4}"

    def to_python(self, value: str) -> int:
        """The number."""
        return int(value[1:])

    def to_url(self, value: int) -> str:
        """With its letter."""
        return f"r{value}"


class EndingConverter:
    """What a file's name ends in; letters first, so that the criterion 1.1 has none."""

    regex = "[A-Za-z][A-Za-z0-9]{0,9}"

    def to_python(self, value: str) -> str:
        """As it is written."""
        return value

    def to_url(self, value: str) -> str:
        """As it is written."""
        return value


register_converter(YearConverter, "year")
register_converter(RevisionConverter, "revision")
register_converter(EndingConverter, "ending")
