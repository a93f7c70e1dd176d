"""Units: the places and bodies that assess and are assessed."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from districts.models.base import Named
from districts.text import fold, sort_key


class Level(models.TextChoices):
    """The tier of a unit. With its code and first day it is the unit's key: codes alone were reused."""

    COUNTRY = "country", _("country")
    PROVINCE = "province", _("province level")
    DISTRICT = "district", _("district level")
    COMMUNE = "commune", _("commune level")
    DEPARTMENT = "department", _("department level")


class UnitKind(models.TextChoices):
    """What a unit is called. Several kinds share a level; `level_of` says which."""

    COUNTRY = "country", _("country")
    PROVINCE = "province", _("province")
    MUNICIPALITY = "municipality", _("centrally run city")
    CITY = "city", _("city")
    TOWN = "town", _("town")
    URBAN_DISTRICT = "urban_district", _("urban district")
    DISTRICT = "district", _("district")
    COMMUNE = "commune", _("commune")
    WARD = "ward", _("ward")
    TOWNSHIP = "township", _("township")
    SPECIAL_ZONE = "special_zone", _("special zone")
    DEPARTMENT = "department", _("department")


LEVELS: dict[str, Level] = {
    UnitKind.COUNTRY: Level.COUNTRY,
    UnitKind.PROVINCE: Level.PROVINCE,
    UnitKind.MUNICIPALITY: Level.PROVINCE,
    UnitKind.CITY: Level.DISTRICT,
    UnitKind.TOWN: Level.DISTRICT,
    UnitKind.URBAN_DISTRICT: Level.DISTRICT,
    UnitKind.DISTRICT: Level.DISTRICT,
    UnitKind.COMMUNE: Level.COMMUNE,
    UnitKind.WARD: Level.COMMUNE,
    UnitKind.TOWNSHIP: Level.COMMUNE,
    UnitKind.SPECIAL_ZONE: Level.COMMUNE,
    UnitKind.DEPARTMENT: Level.DEPARTMENT,
}


# The usual groups of units: the plural of their level.
GROUPS = {
    "provinces": _("Provinces"),
    "districts": _("Districts"),
    "communes": _("Communes"),
    "departments": _("Departments"),
}


def group_label(group: str) -> str:
    """The name of a group; one of an authority's own making is shown as it is written."""
    return str(GROUPS.get(group, group.replace("-", " ").capitalize()))


def unit_key(level: str, code: str, valid_from: date | None) -> str:
    """What files call a unit: its key as one word, `commune-03082-2025-07-01`. Codes alone were reused."""
    return "-".join([level, code, *([valid_from.isoformat()] if valid_from else [])])


def kinds_of_levels() -> Q:
    """Every level with the kinds it has: a condition that no other pair meets."""
    pairs = Q()
    for level in Level.values:
        pairs |= Q(level=level, kind__in=[kind for kind, of in LEVELS.items() if of == level])
    return pairs


class UnitQuerySet(models.QuerySet["Unit"]):
    def existing_in(self, year: int) -> Self:
        """Units that existed on any day of `year`; an open end counts as still existing."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=date(year, 12, 31)),
            Q(valid_to__isnull=True) | Q(valid_to__gte=date(year, 1, 1)),
        )


class Unit(Named):
    code = models.CharField(_("code"), max_length=20)  # text: leading zeros count
    level = models.CharField(_("level"), max_length=20, choices=Level)
    kind = models.CharField(_("kind"), max_length=20, choices=UnitKind)
    parent = models.ForeignKey(
        "self", verbose_name=_("belongs to"), on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    slug = models.SlugField(_("address"), max_length=120)
    valid_from = models.DateField(_("first day"), null=True, blank=True)
    valid_to = models.DateField(_("last day"), null=True, blank=True)
    # Computed from the name on every write, so that both databases sort and search Vietnamese alike.
    sort_key = models.CharField(_("sort key"), max_length=1500, editable=False)
    search_key = models.CharField(_("search key"), max_length=700, editable=False)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["level", "code", "valid_from"], name="unit_key"),
            models.UniqueConstraint(
                fields=["level", "code"], condition=Q(valid_from__isnull=True), name="unit_key_without_first_day"
            ),
            # Nulls are never equal in a unique key, so each case without a parent or a first day has its own.
            models.UniqueConstraint(fields=["parent", "level", "slug", "valid_from"], name="unit_slug"),
            models.UniqueConstraint(
                fields=["parent", "level", "slug"],
                condition=Q(valid_from__isnull=True),
                name="unit_slug_without_first_day",
            ),
            models.UniqueConstraint(
                fields=["level", "slug", "valid_from"],
                condition=Q(parent__isnull=True),
                name="unit_slug_without_parent",
            ),
            models.UniqueConstraint(
                fields=["level", "slug"],
                condition=Q(parent__isnull=True, valid_from__isnull=True),
                name="unit_slug_without_parent_or_first_day",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_from__lte=F("valid_to")),
                name="unit_validity_ordered",
            ),
            models.CheckConstraint(condition=kinds_of_levels(), name="unit_kind_of_its_level"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="unit_is_not_its_own_parent"),
            models.CheckConstraint(
                condition=~Q(code="") & ~Q(name_vi="") & ~Q(slug="") & ~Q(sort_key=""), name="unit_named"
            ),
        ]
        indexes = [models.Index(fields=["search_key"], name="unit_search"), models.Index(fields=["slug"])]

    @property
    def key(self) -> str:
        """Its key as files write it."""
        return unit_key(self.level, self.code, self.valid_from)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.set_keys()
        super().save(*args, **kwargs)

    def set_keys(self) -> None:
        """Derive what is computed from kind and names; `bulk_create` needs it called by hand."""
        self.level = LEVELS[self.kind]
        self.sort_key = sort_key(self.name_vi)
        self.search_key = fold(f"{self.name_vi} {self.name_en}")
