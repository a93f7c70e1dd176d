"""Frameworks: the graph of measures that a year is assessed by, and its bands."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

import scoring
from districts.models.base import Named, known, localized, points_field, share_field


class MeasureKind(models.TextChoices):
    TOTAL = scoring.Kind.TOTAL.value, _("total")
    PILLAR = scoring.Kind.PILLAR.value, _("pillar")
    GROUP = scoring.Kind.GROUP.value, _("group")
    INDEX = scoring.Kind.INDEX.value, _("main index")
    CRITERION = scoring.Kind.CRITERION.value, _("component criterion")


class NotApplicable(models.TextChoices):
    """What a criterion that does not apply to a unit does to the unit's points."""

    FULL = scoring.NotApplicable.FULL.value, _("gives full marks")
    LEAVE = scoring.NotApplicable.LEAVE.value, _("leaves the unit's maximum")


class Assessor(models.TextChoices):
    UNIT = "unit", _("the unit")
    PROVINCE = "province", _("the province")


class Framework(models.Model):
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    title_vi = models.CharField(_("title in Vietnamese"), max_length=300)
    title_en = models.CharField(_("title in English"), max_length=300, blank=True)
    note_vi = models.TextField(_("note in Vietnamese"), blank=True)  # what it adapts, what is illustrative in it
    note_en = models.TextField(_("note in English"), blank=True)
    # Coverage from which a result is ranked; a round takes it over when it is made.
    availability = share_field(_("availability threshold"), default=Decimal(1))

    class Meta:
        verbose_name = _("framework")
        verbose_name_plural = _("frameworks")
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(availability__gt=0, availability__lte=1), name="framework_availability_is_a_share"
            ),
            models.CheckConstraint(condition=~Q(slug="") & ~Q(title_vi=""), name="framework_titled"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return localized(self.title_vi, self.title_en)

    @property
    def note(self) -> str:
        return localized(self.note_vi, self.note_en)


class Measure(Named):
    framework = models.ForeignKey(
        Framework, verbose_name=_("framework"), on_delete=models.PROTECT, related_name="measures"
    )
    code = models.CharField(_("code"), max_length=40)
    position = models.PositiveIntegerField(_("position"))  # the order of the file
    kind = models.CharField(_("kind"), max_length=20, choices=MeasureKind)
    max_points = points_field(_("maximum"))
    min_points = points_field(_("minimum"), default=Decimal(0))
    decimals = models.PositiveSmallIntegerField(_("decimals"), validators=[MinValueValidator(0), MaxValueValidator(6)])
    rule = models.TextField(_("rule"), blank=True)
    evidence = models.TextField(_("evidence"), blank=True)
    assessed_by = models.CharField(_("assessed by"), max_length=20, choices=Assessor, default=Assessor.UNIT)
    not_applicable = models.CharField(
        _("not applicable"), max_length=20, choices=NotApplicable, default=NotApplicable.LEAVE
    )
    comparable_to = models.ForeignKey(
        "self", verbose_name=_("comparable to"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    parts = models.ManyToManyField(
        "self", verbose_name=_("parts"), through="Part", symmetrical=False, related_name="wholes"
    )

    class Meta:
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        ordering = ["framework", "position"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "code"], name="measure_code"),
            models.UniqueConstraint(fields=["framework", "position"], name="measure_position"),
            models.UniqueConstraint(
                fields=["framework"], condition=Q(kind="total"), name="measure_one_total_a_framework"
            ),
            models.CheckConstraint(condition=Q(min_points__lte=0), name="measure_minimum_not_above_zero"),
            models.CheckConstraint(condition=Q(max_points__gte=0), name="measure_maximum_not_negative"),
            models.CheckConstraint(condition=Q(decimals__lte=6), name="measure_decimals_at_most_six"),
            models.CheckConstraint(condition=~Q(code="") & ~Q(name_vi=""), name="measure_named"),
            models.CheckConstraint(condition=~Q(comparable_to=F("id")), name="measure_not_comparable_to_itself"),
            known("kind", MeasureKind, "measure_kind_known"),
            known("assessed_by", Assessor, "measure_assessor_known"),
            known("not_applicable", NotApplicable, "measure_not_applicable_known"),
        ]


class Part(models.Model):
    """An edge of the graph: the whole's points are the sum of its parts'."""

    whole = models.ForeignKey(Measure, verbose_name=_("whole"), on_delete=models.PROTECT, related_name="edges")
    part = models.ForeignKey(Measure, verbose_name=_("part"), on_delete=models.PROTECT, related_name="part_of")
    position = models.PositiveIntegerField(_("position"))

    class Meta:
        verbose_name = _("part")
        verbose_name_plural = _("parts")
        ordering = ["whole", "position"]
        constraints = [
            models.UniqueConstraint(fields=["whole", "part"], name="part_once_in_a_whole"),
            models.UniqueConstraint(fields=["whole", "position"], name="part_position"),
            models.CheckConstraint(condition=~Q(whole=F("part")), name="part_is_not_its_own_whole"),
        ]

    def __str__(self) -> str:
        return f"{self.whole_id} > {self.part_id}"


class Band(Named):
    """A level of achievement: shares of the maximum up to and including `upper`, above the band below."""

    framework = models.ForeignKey(
        Framework, verbose_name=_("framework"), on_delete=models.PROTECT, related_name="bands"
    )
    upper = share_field(_("upper bound"))

    class Meta:
        verbose_name = _("band")
        verbose_name_plural = _("bands")
        ordering = ["framework", "upper"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "upper"], name="band_upper"),
            models.CheckConstraint(condition=Q(upper__gt=0, upper__lte=1), name="band_upper_is_a_share"),
            models.CheckConstraint(condition=~Q(name_vi=""), name="band_named"),
        ]
