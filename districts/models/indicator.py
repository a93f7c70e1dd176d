"""Coverage: what is counted once and used by targets and by criteria."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from districts.models.base import Named, Provenance, WriteOnce, known, localized
from districts.models.framework import Measure
from districts.models.unit import Unit


def amount_field(label: Any, **options: Any) -> "models.DecimalField[Any, Any]":
    """What is planned, reported or counted: exact to six places."""
    return models.DecimalField(label, max_digits=20, decimal_places=6, **options)


class Indicator(Named):
    """A part of a whole that an authority follows, such as the communes with a digital technology team."""

    authority = models.ForeignKey(
        Unit, verbose_name=_("authority"), on_delete=models.PROTECT, related_name="indicators", db_index=False
    )
    code = models.SlugField(_("code"), max_length=40)
    # What is counted above and below the line, in words.
    numerator_vi = models.CharField(_("what a counts, in Vietnamese"), max_length=300)
    numerator_en = models.CharField(_("what a counts, in English"), max_length=300, blank=True)
    denominator_vi = models.CharField(_("what b counts, in Vietnamese"), max_length=300)
    denominator_en = models.CharField(_("what b counts, in English"), max_length=300, blank=True)
    measures = models.ManyToManyField(
        Measure, verbose_name=_("measures"), through="IndicatorUse", related_name="indicators"
    )
    version = models.PositiveIntegerField(_("version"), default=0)  # counts every write by a form

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["authority", "code"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "code"], name="indicator_key"),
            models.CheckConstraint(
                condition=~Q(code="") & ~Q(name_vi="") & ~Q(numerator_vi="") & ~Q(denominator_vi=""),
                name="indicator_named",
            ),
        ]

    @property
    def numerator(self) -> str:
        return localized(self.numerator_vi, self.numerator_en)

    @property
    def denominator(self) -> str:
        return localized(self.denominator_vi, self.denominator_en)


class IndicatorUse(models.Model):
    """A criterion whose rule takes a and b from an indicator; they are then typed nowhere else."""

    indicator = models.ForeignKey(Indicator, verbose_name=_("indicator"), on_delete=models.PROTECT, related_name="uses")
    measure = models.OneToOneField(
        Measure, verbose_name=_("measure"), on_delete=models.PROTECT, related_name="indicator_use"
    )

    class Meta:
        verbose_name = _("use of an indicator")
        verbose_name_plural = _("uses of indicators")
        ordering = ["indicator", "measure"]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.measure_id}"


class IndicatorValue(WriteOnce):
    """One count of one unit on one day; a correction is a further revision with its reason."""

    indicator = models.ForeignKey(
        Indicator, verbose_name=_("indicator"), on_delete=models.PROTECT, related_name="values", db_index=False
    )
    unit = models.ForeignKey(Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="+")
    as_of = models.DateField(_("as of"))
    revision = models.PositiveIntegerField(_("revision"), default=1)
    numerator = amount_field(_("a: the part"))
    denominator = amount_field(_("b: the whole"))
    office = models.CharField(_("office"), max_length=300)
    provenance = models.CharField(_("provenance"), max_length=20, choices=Provenance, default=Provenance.OFFICIAL)
    source = models.CharField(_("source"), max_length=500, blank=True)
    reason = models.TextField(_("reason"), blank=True)  # why it corrects the revision before
    by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta(WriteOnce.Meta):
        verbose_name = _("value of an indicator")
        verbose_name_plural = _("values of indicators")
        ordering = ["indicator", "unit", "as_of", "revision"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "unit", "as_of", "revision"], name="indicator_value_key"),
            models.CheckConstraint(condition=Q(revision__gte=1), name="indicator_value_revision_from_one"),
            models.CheckConstraint(
                condition=Q(revision=1) | ~Q(reason=""), name="indicator_value_correction_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(numerator__gte=0, numerator__lte=F("denominator")), name="indicator_value_part_of_whole"
            ),
            models.CheckConstraint(condition=Q(denominator__gt=0), name="indicator_value_of_something"),
            models.CheckConstraint(condition=~Q(office=""), name="indicator_value_has_an_office"),
            known("provenance", Provenance, "indicator_value_provenance_known"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.unit_id} {self.as_of}"
