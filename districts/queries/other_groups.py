"""In which groups of an authority a unit is found."""

from districts.models import PublishedUnit


def groups_of(authority: str, unit: str) -> set[str]:
    """The groups of every year in which a unit of this address was published. One query."""
    rows = PublishedUnit.objects.filter(publication__authority_slug=authority, slug=unit)
    return set(rows.order_by().values_list("publication__group", flat=True))
