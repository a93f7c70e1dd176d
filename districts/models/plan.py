"""Plans of a year: their targets, and what was reported of each."""

from typing import TypeAlias

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

import scoring.targets
from districts.models.base import Named, Provenance, WriteOnce, known, localized
from districts.models.framework import Measure
from districts.models.indicator import Indicator, amount_field
from districts.models.unit import Level, Unit


class Plan(models.Model):
    """One plan of one year, counted on one day. Two of a year stand side by side and are never merged."""

    authority = models.ForeignKey(
        Unit, verbose_name=_("authority"), on_delete=models.PROTECT, related_name="plans", db_index=False
    )
    # Whose plan it is, where it is not the authority's own.
    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), on_delete=models.PROTECT, null=True, blank=True, related_name="own_plans"
    )
    year = models.PositiveSmallIntegerField(_("year"))
    code = models.SlugField(_("code"), max_length=40)  # tells the plans of one year apart
    title_vi = models.CharField(_("title in Vietnamese"), max_length=300)
    title_en = models.CharField(_("title in English"), max_length=300, blank=True)
    # The report that counts it, where there are several of one year.
    report_vi = models.CharField(_("name of the report in Vietnamese"), max_length=300, blank=True)
    report_en = models.CharField(_("name of the report in English"), max_length=300, blank=True)
    number = models.CharField(_("document number"), max_length=100, blank=True)
    date = models.DateField(_("date of the document"), null=True, blank=True)
    cut_off = models.DateField(_("cut-off date"))
    note_vi = models.TextField(_("note in Vietnamese"), blank=True)
    note_en = models.TextField(_("note in English"), blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    source = models.CharField(_("source"), max_length=500, blank=True)
    provenance = models.CharField(_("provenance"), max_length=20, choices=Provenance, default=Provenance.OFFICIAL)
    replaces = models.ForeignKey(
        "self", verbose_name=_("replaces"), on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    version = models.PositiveIntegerField(_("version"), default=0)  # counts every write by a form

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering = ["-year", "authority", "cut_off", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "year", "code"], name="plan_key"),
            models.CheckConstraint(condition=~Q(code="") & ~Q(title_vi=""), name="plan_titled"),
            models.CheckConstraint(condition=Q(year__gte=2000, year__lte=2100), name="plan_year_plausible"),
            models.CheckConstraint(
                condition=Q(date__isnull=True) | Q(date__lte=F("cut_off")), name="plan_before_its_cut_off"
            ),
            models.CheckConstraint(condition=~Q(replaces=F("id")), name="plan_does_not_replace_itself"),
            known("provenance", Provenance, "plan_provenance_known"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.report})" if self.report else self.title

    @property
    def title(self) -> str:
        return localized(self.title_vi, self.title_en)

    @property
    def report(self) -> str:
        return localized(self.report_vi, self.report_en)

    @property
    def note(self) -> str:
        return localized(self.note_vi, self.note_en)


class TargetGroup(Named):
    plan = models.ForeignKey(
        Plan, verbose_name=_("plan"), on_delete=models.PROTECT, related_name="groups", db_index=False
    )
    position = models.PositiveIntegerField(_("position"))

    class Meta:
        verbose_name = _("group of targets")
        verbose_name_plural = _("groups of targets")
        ordering = ["plan", "position"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "position"], name="target_group_position"),
            models.UniqueConstraint(fields=["plan", "name_vi"], name="target_group_name"),
            models.CheckConstraint(condition=~Q(name_vi=""), name="target_group_named"),
        ]


class TargetComparison(models.TextChoices):
    """How a value is held against its target."""

    AT_LEAST = scoring.targets.Comparison.AT_LEAST.value, _("at least")
    AT_MOST = scoring.targets.Comparison.AT_MOST.value, _("at most")
    EQUALS = scoring.targets.Comparison.EQUALS.value, _("equals")
    YES_NO = scoring.targets.Comparison.YES_NO.value, _("yes or no")
    MAINTAIN = scoring.targets.Comparison.MAINTAIN.value, _("maintain")
    INCREASE_BY = scoring.targets.Comparison.INCREASE_BY.value, _("increase by")


class TargetTakes(models.TextChoices):
    """What of its indicator is the target's value."""

    NONE = "", _("nothing")
    PERCENT = "percent", _("a in percent of b")
    COUNT = "count", _("a")


def planned_as_compared() -> Q:
    """Each comparison with the values that it needs, and no others; a null passes a check unless it is asked for."""
    planned, base = Q(planned__isnull=False), Q(base__isnull=False)
    return (
        Q(comparison="yes_no") & ~planned & ~base
        | Q(comparison="maintain") & ~planned & base
        | Q(comparison="increase_by") & planned & base & Q(planned__gt=0)
        | ~Q(comparison__in=["yes_no", "maintain", "increase_by"]) & planned & ~base
    )


class Target(models.Model):
    """One target of a plan. Its status is computed from reports (scoring.targets) and stored nowhere."""

    Comparison: TypeAlias = TargetComparison
    Takes: TypeAlias = TargetTakes

    plan = models.ForeignKey(
        Plan, verbose_name=_("plan"), on_delete=models.PROTECT, related_name="targets", db_index=False
    )
    group = models.ForeignKey(TargetGroup, verbose_name=_("group"), on_delete=models.PROTECT, related_name="targets")
    code = models.CharField(_("code"), max_length=40)
    position = models.PositiveIntegerField(_("position"))
    wording_vi = models.CharField(_("wording in Vietnamese"), max_length=500)
    wording_en = models.CharField(_("wording in English"), max_length=500, blank=True)
    comparison = models.CharField(_("comparison"), max_length=20, choices=TargetComparison)
    planned = amount_field(_("planned value"), null=True, blank=True)
    base = amount_field(_("base value"), null=True, blank=True)  # what is kept, or increased from
    decimals = models.PositiveSmallIntegerField(_("decimals"), default=0)
    measured_in_vi = models.CharField(_("unit of measurement in Vietnamese"), max_length=60, blank=True)
    measured_in_en = models.CharField(_("unit of measurement in English"), max_length=60, blank=True)
    level = models.CharField(_("level"), max_length=20, choices=Level, blank=True)
    lead_unit = models.ForeignKey(
        Unit, verbose_name=_("lead unit"), on_delete=models.PROTECT, null=True, blank=True, related_name="led_targets"
    )
    deadline = models.DateField(_("deadline"), null=True, blank=True)  # empty: the plan's cut-off
    measures = models.ManyToManyField(Measure, verbose_name=_("measures"), blank=True, related_name="targets")
    indicator = models.ForeignKey(
        Indicator,
        verbose_name=_("indicator"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="targets",
    )
    takes = models.CharField(_("takes of the indicator"), max_length=20, choices=TargetTakes, blank=True)
    provenance = models.CharField(_("provenance"), max_length=20, choices=Provenance, default=Provenance.OFFICIAL)
    source = models.CharField(_("source"), max_length=500, blank=True)
    replaces = models.ForeignKey(
        "self", verbose_name=_("replaces"), on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    version = models.PositiveIntegerField(_("version"), default=0)  # counts every write by a form

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ["plan", "position"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="target_key"),
            models.UniqueConstraint(fields=["plan", "position"], name="target_position"),
            models.CheckConstraint(condition=~Q(code="") & ~Q(wording_vi=""), name="target_worded"),
            models.CheckConstraint(condition=planned_as_compared(), name="target_planned_as_compared"),
            # A yes is measured in nothing; whatever is a number says of what.
            models.CheckConstraint(
                condition=Q(comparison="yes_no", measured_in_vi="") | ~Q(comparison="yes_no") & ~Q(measured_in_vi=""),
                name="target_measured_as_compared",
            ),
            models.CheckConstraint(condition=Q(decimals__lte=6), name="target_decimals_at_most_six"),
            models.CheckConstraint(
                condition=Q(indicator__isnull=True, takes="")
                | Q(indicator__isnull=False) & ~Q(takes="") & ~Q(comparison="yes_no"),
                name="target_takes_of_its_indicator",
            ),
            models.CheckConstraint(condition=~Q(replaces=F("id")), name="target_does_not_replace_itself"),
            known("comparison", TargetComparison, "target_comparison_known"),
            known("level", Level, "target_level_known", blank=True),
            known("takes", TargetTakes, "target_takes_known"),
            known("provenance", Provenance, "target_provenance_known"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.wording}"

    @property
    def wording(self) -> str:
        return localized(self.wording_vi, self.wording_en)

    @property
    def measured_in(self) -> str:
        return localized(self.measured_in_vi, self.measured_in_en)


class TargetReport(WriteOnce):
    """What an office reported of a target on one day; a correction is a further revision with its reason."""

    target = models.ForeignKey(
        Target, verbose_name=_("target"), on_delete=models.PROTECT, related_name="reports", db_index=False
    )
    as_of = models.DateField(_("as of"))
    revision = models.PositiveIntegerField(_("revision"), default=1)
    value = amount_field(_("value"), null=True, blank=True)
    answer = models.BooleanField(_("yes or no"), null=True, blank=True)
    office = models.CharField(_("office"), max_length=300)
    evidence = models.TextField(_("evidence"), blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    provenance = models.CharField(_("provenance"), max_length=20, choices=Provenance, default=Provenance.OFFICIAL)
    source = models.CharField(_("source"), max_length=500, blank=True)
    reason = models.TextField(_("reason"), blank=True)  # why it corrects the revision before
    by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta(WriteOnce.Meta):
        verbose_name = _("report on a target")
        verbose_name_plural = _("reports on targets")
        ordering = ["target", "as_of", "revision"]
        constraints = [
            models.UniqueConstraint(fields=["target", "as_of", "revision"], name="target_report_key"),
            models.CheckConstraint(condition=Q(revision__gte=1), name="target_report_revision_from_one"),
            models.CheckConstraint(
                condition=Q(revision=1) | ~Q(reason=""), name="target_report_correction_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=True, answer__isnull=False) | Q(value__isnull=False, answer__isnull=True),
                name="target_report_says_one_thing",
            ),
            models.CheckConstraint(condition=~Q(office=""), name="target_report_has_an_office"),
            known("provenance", Provenance, "target_report_provenance_known"),
        ]

    def __str__(self) -> str:
        return f"{self.target_id} {self.as_of}"
