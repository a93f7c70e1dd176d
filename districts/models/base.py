"""What several models share: provenance, names in two languages, and rows that are never changed."""

from collections.abc import Collection, Iterable
from typing import Any, ClassVar, NoReturn, Self, TypeVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

M = TypeVar("M", bound=models.Model)


class Provenance(models.TextChoices):
    """Where a figure comes from, strongest first; a result is as weak as the weakest of its inputs."""

    OFFICIAL = "official", _("official")
    PRESS = "press", _("published in the press")
    ILLUSTRATIVE = "illustrative", _("illustrative")


def localized(vi: str, en: str) -> str:
    """The text in the reader's language; Vietnamese where there is no English."""
    return en if en and (get_language() or "vi").startswith("en") else vi


class ImmutableError(Exception):
    """Somebody tried to change or delete what is written once."""


def refuse(what: str) -> NoReturn:
    raise ImmutableError(f"{what} is written once: it can be neither changed nor deleted")


class WriteOnceQuerySet(models.QuerySet[M]):
    """A query set that inserts and reads, nothing else."""

    def update(self, **kwargs: Any) -> int:
        refuse(self.model.__name__)

    def delete(self) -> tuple[int, dict[str, int]]:
        refuse(self.model.__name__)

    def bulk_update(self, *args: Any, **kwargs: Any) -> int:
        refuse(self.model.__name__)

    def update_or_create(self, *args: Any, **kwargs: Any) -> tuple[M, bool]:
        refuse(self.model.__name__)

    def bulk_create(
        self,
        objs: Iterable[M],
        batch_size: int | None = None,
        ignore_conflicts: bool = False,
        update_conflicts: bool = False,
        update_fields: Collection[str] | None = None,
        unique_fields: Collection[str] | None = None,
    ) -> list[M]:
        """Insert rows; writing over those that are there already is refused."""
        if ignore_conflicts or update_conflicts or update_fields or unique_fields:
            refuse(self.model.__name__)
        return super().bulk_create(objs, batch_size)


class WriteOnceManager(models.Manager[M]):
    """Hands out query sets that refuse; its own methods and those of related rows go through them too."""

    def get_queryset(self) -> WriteOnceQuerySet[M]:
        return WriteOnceQuerySet(self.model, using=self._db)


class WriteOnce(models.Model):
    """A row that is inserted once. The digest of a publication finds what was altered past this guard."""

    objects: ClassVar[WriteOnceManager[Self]] = WriteOnceManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            refuse(f"{type(self).__name__} {self.pk}")
        # Without force_insert a new object that carries the key of a stored row would overwrite that row.
        super().save(force_insert=True, using=kwargs.get("using"))

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        refuse(f"{type(self).__name__} {self.pk}")


class Named(models.Model):
    """A name in Vietnamese, and in English where there is one."""

    name_vi = models.CharField(_("name in Vietnamese"), max_length=300)
    name_en = models.CharField(_("name in English"), max_length=300, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return localized(self.name_vi, self.name_en)


def known(field: str, choices: type[models.TextChoices], name: str, *, blank: bool = False) -> models.CheckConstraint:
    """The database itself takes no word outside `choices`; with `blank` it also takes none at all."""
    words = [*choices.values, ""] if blank else choices.values
    return models.CheckConstraint(condition=models.Q((f"{field}__in", words)), name=name)


def points_field(label: Any, **options: Any) -> "models.DecimalField[Any, Any]":
    """Points, maxima and margins: exact to six places, the most that a measure may declare."""
    return models.DecimalField(label, max_digits=14, decimal_places=6, **options)


def share_field(label: Any, **options: Any) -> "models.DecimalField[Any, Any]":
    """A share of a maximum, 0 to 1, to the nine places that six-place points of 1000 can need."""
    return models.DecimalField(label, max_digits=12, decimal_places=9, **options)
