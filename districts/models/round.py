"""Rounds, the scorecards in them, and their scores."""

from decimal import Decimal
from typing import Any, TypeAlias

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

import scoring
from districts.models.base import Provenance, WriteOnce, known, points_field, share_field
from districts.models.framework import Framework, Measure
from districts.models.unit import Unit, group_label


def paired(first: str, second: str, name: str) -> models.CheckConstraint:
    """Both or neither: who and when belong together."""
    both = Q((f"{first}__isnull", False), (f"{second}__isnull", False))
    neither = Q((f"{first}__isnull", True), (f"{second}__isnull", True))
    return models.CheckConstraint(condition=both | neither, name=name)


def who(label: Any) -> "models.ForeignKey[Any, Any]":
    """Who did it; paired with a moment."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=label,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )


class RoundStage(models.TextChoices):
    OPEN = "open", _("open")
    PUBLISHED = "published", _("published")


class Round(models.Model):
    """One authority assesses one group of its units in one year by one framework."""

    Stage: TypeAlias = RoundStage

    authority = models.ForeignKey(Unit, verbose_name=_("authority"), on_delete=models.PROTECT, related_name="rounds")
    group = models.SlugField(_("group"), max_length=40)  # districts, communes, departments, or a name of one's own
    year = models.PositiveSmallIntegerField(_("year"))
    # Which units a result speaks of where one year was published twice, for instance "merged".
    basis = models.SlugField(_("basis"), max_length=40, blank=True)
    framework = models.ForeignKey(
        Framework, verbose_name=_("framework"), on_delete=models.PROTECT, related_name="rounds"
    )
    opens = models.DateTimeField(_("opens"), null=True, blank=True)
    closes = models.DateTimeField(_("closes"), null=True, blank=True)  # the deadline of the units
    reply_until = models.DateTimeField(_("reply until"), null=True, blank=True)
    stage = models.CharField(_("stage"), max_length=20, choices=RoundStage, default=RoundStage.OPEN)
    availability = share_field(_("availability threshold"), default=Decimal(1))
    # What is entered by forms is as official as its round; files say it figure by figure.
    provenance = models.CharField(_("provenance"), max_length=20, choices=Provenance, default=Provenance.OFFICIAL)

    class Meta:
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        ordering = ["-year", "authority", "group", "basis"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "group", "year", "basis"], name="round_key"),
            models.CheckConstraint(
                condition=Q(opens__isnull=True) | Q(closes__isnull=True) | Q(opens__lte=F("closes")),
                name="round_opens_before_it_closes",
            ),
            models.CheckConstraint(
                condition=Q(closes__isnull=True) | Q(reply_until__isnull=True) | Q(closes__lte=F("reply_until")),
                name="round_closes_before_replies_end",
            ),
            models.CheckConstraint(condition=Q(year__gte=2000, year__lte=2100), name="round_year_plausible"),
            models.CheckConstraint(condition=~Q(group=""), name="round_has_a_group"),
            known("stage", RoundStage, "round_stage_known"),
            known("provenance", Provenance, "round_provenance_known"),
            models.CheckConstraint(
                condition=Q(availability__gt=0, availability__lte=1), name="round_availability_is_a_share"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.authority} {self.year} ({group_label(self.group).lower()})"


class ScorecardStage(models.TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    RETURNED = "returned", _("returned")
    APPRAISED = "appraised", _("appraised")
    PUBLISHED = "published", _("published")


class Scorecard(models.Model):
    """One unit in one round."""

    Stage: TypeAlias = ScorecardStage

    round = models.ForeignKey(Round, verbose_name=_("round"), on_delete=models.PROTECT, related_name="scorecards")
    unit = models.ForeignKey(Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="scorecards")
    stage = models.CharField(_("stage"), max_length=20, choices=ScorecardStage, default=ScorecardStage.DRAFT)
    ranked = models.BooleanField(_("ranked"), default=True)  # no: assessed, but outside the ranking
    submitted_by = who(_("submitted by"))
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    # The document by which the head of the unit hands the self-assessment in.
    covering_number = models.CharField(_("number of the covering document"), max_length=100, blank=True)
    covering_date = models.DateField(_("date of the covering document"), null=True, blank=True)
    covering_signer = models.CharField(_("signer of the covering document"), max_length=200, blank=True)
    appraised_by = who(_("appraised by"))
    appraised_at = models.DateTimeField(_("appraised at"), null=True, blank=True)

    class Meta:
        verbose_name = _("scorecard")
        verbose_name_plural = _("scorecards")
        ordering = ["round", "unit"]
        constraints = [
            models.UniqueConstraint(fields=["round", "unit"], name="scorecard_key"),
            paired("submitted_by", "submitted_at", "scorecard_submitted_who_and_when"),
            paired("appraised_by", "appraised_at", "scorecard_appraised_who_and_when"),
            known("stage", ScorecardStage, "scorecard_stage_known"),
            models.CheckConstraint(
                condition=~Q(stage="appraised") | Q(appraised_at__isnull=False), name="scorecard_appraised_has_a_date"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} ({self.round})"


class ScoreState(models.TextChoices):
    SCORED = scoring.State.SCORED.value, _("scored")
    MISSING = scoring.State.MISSING.value, _("not assessed")
    NOT_APPLICABLE = scoring.State.NOT_APPLICABLE.value, _("not applicable")


class Score(models.Model):
    """One measure of a scorecard: points, or only a printed rank, or the reason why there are none."""

    # The unique key starts with it: an index of its own would only slow loading.
    scorecard = models.ForeignKey(
        Scorecard, verbose_name=_("scorecard"), on_delete=models.PROTECT, related_name="scores", db_index=False
    )
    measure = models.ForeignKey(Measure, verbose_name=_("measure"), on_delete=models.PROTECT, related_name="scores")
    state = models.CharField(_("state"), max_length=20, choices=ScoreState)
    self_points = points_field(_("self-assessed points"), null=True, blank=True)
    points = points_field(_("points"), null=True, blank=True)  # appraised, and final
    # Half the last printed digit where it is not that of the measure (a share was printed), in points.
    margin = models.DecimalField(_("margin"), max_digits=14, decimal_places=12, null=True, blank=True)
    printed_rank = models.PositiveIntegerField(_("printed rank"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    # The unit's own answer: what it entered into the rule, the points that came of it, and why.
    self_state = models.CharField(_("self-assessed state"), max_length=20, choices=ScoreState, blank=True)
    inputs = models.JSONField(_("inputs of the rule"), default=dict, blank=True)
    explanation = models.TextField(_("explanation"), blank=True)
    saved_by = who(_("saved by"))
    saved_at = models.DateTimeField(_("saved at"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"), default=0)  # counts every write by a form
    # The appraiser's verdict on it, and the unit's reply.
    appraisal_reason = models.TextField(_("reason of the appraisal"), blank=True)
    appraised_by = who(_("appraised by"))
    appraised_at = models.DateTimeField(_("appraised at"), null=True, blank=True)
    return_reason = models.TextField(_("reason for the return"), blank=True)
    reply_agrees = models.BooleanField(_("agrees"), null=True, blank=True)
    reply_note = models.TextField(_("reply"), blank=True)
    replied_by = who(_("replied by"))
    replied_at = models.DateTimeField(_("replied at"), null=True, blank=True)
    provenance = models.CharField(_("provenance"), max_length=20, choices=Provenance, default=Provenance.OFFICIAL)
    source = models.CharField(_("source"), max_length=500, blank=True)
    # The measure's bounds, copied so that the database itself refuses points outside them.
    max_points = points_field(_("maximum"))
    min_points = points_field(_("minimum"))

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        ordering = ["scorecard_id", "measure_id"]
        constraints = [
            models.UniqueConstraint(fields=["scorecard", "measure"], name="score_key"),
            models.CheckConstraint(
                condition=Q(points__isnull=True) | Q(points__gte=F("min_points"), points__lte=F("max_points")),
                name="score_points_within_bounds",
            ),
            models.CheckConstraint(
                condition=Q(self_points__isnull=True)
                | Q(self_points__gte=F("min_points"), self_points__lte=F("max_points")),
                name="score_self_points_within_bounds",
            ),
            models.CheckConstraint(
                condition=Q(points__isnull=True) | Q(state="scored"), name="score_points_only_when_scored"
            ),
            models.CheckConstraint(
                condition=Q(printed_rank__isnull=True) | Q(printed_rank__gte=1), name="score_printed_rank_from_one"
            ),
            models.CheckConstraint(condition=Q(margin__isnull=True) | Q(margin__gte=0), name="score_margin_positive"),
            models.CheckConstraint(
                condition=Q(margin__isnull=True) | Q(points__isnull=False), name="score_margin_of_points"
            ),
            models.CheckConstraint(
                condition=~Q(state="scored")
                | Q(points__isnull=False)
                | Q(self_points__isnull=False)
                | Q(printed_rank__isnull=False),
                name="score_scored_says_something",
            ),
            known("state", ScoreState, "score_state_known"),
            known("self_state", ScoreState, "score_self_state_known", blank=True),
            models.CheckConstraint(
                condition=Q(self_points__isnull=True) | Q(self_state="scored"),
                name="score_self_points_only_when_scored",
            ),
            paired("saved_by", "saved_at", "score_saved_who_and_when"),
            paired("appraised_by", "appraised_at", "score_appraised_who_and_when"),
            paired("replied_by", "replied_at", "score_replied_who_and_when"),
            models.CheckConstraint(
                condition=Q(reply_agrees__isnull=True) | Q(replied_at__isnull=False), name="score_reply_has_a_date"
            ),
            known("provenance", Provenance, "score_provenance_known"),
        ]

    def __str__(self) -> str:
        return f"{self.scorecard_id} {self.measure_id}"


class Extension(WriteOnce):
    """A later deadline for one scorecard; the latest one counts."""

    scorecard = models.ForeignKey(
        Scorecard, verbose_name=_("scorecard"), on_delete=models.PROTECT, related_name="extensions"
    )
    until = models.DateTimeField(_("until"))
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta(WriteOnce.Meta):
        verbose_name = _("extension")
        verbose_name_plural = _("extensions")
        ordering = ["scorecard_id", "until", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="extension_has_a_reason")]

    def __str__(self) -> str:
        return f"{self.scorecard_id} {self.until}"
