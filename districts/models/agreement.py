"""Agreements to win points back: the tasks in them, what each aims at, and how each got on."""

from typing import TypeAlias

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from districts.models.base import Provenance, WriteOnce, known, localized, points_field
from districts.models.framework import Measure
from districts.models.plan import Target
from districts.models.publication import Publication
from districts.models.round import Round
from districts.models.unit import Unit


class Agreement(models.Model):
    """What an authority's units agreed on one day, about the points that one round's results show to be lost."""

    # Its authority and its framework are the agreement's.
    round = models.ForeignKey(
        Round, verbose_name=_("round"), on_delete=models.PROTECT, related_name="agreements", db_index=False
    )
    code = models.SlugField(_("code"), max_length=40)
    title_vi = models.CharField(_("title in Vietnamese"), max_length=300)
    title_en = models.CharField(_("title in English"), max_length=300, blank=True)
    parties = models.ManyToManyField(Unit, verbose_name=_("parties"), related_name="agreements")
    date = models.DateField(_("date"))
    period_from = models.DateField(_("from"), null=True, blank=True)
    period_to = models.DateField(_("to"), null=True, blank=True)
    summary_vi = models.TextField(_("summary in Vietnamese"), blank=True)
    summary_en = models.TextField(_("summary in English"), blank=True)
    is_public = models.BooleanField(_("public"), default=False)
    provenance = models.CharField(_("provenance"), max_length=20, choices=Provenance, default=Provenance.OFFICIAL)
    source = models.CharField(_("source"), max_length=500, blank=True)
    version = models.PositiveIntegerField(_("version"), default=0)  # counts every write

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        ordering = ["round", "date", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "code"], name="agreement_key"),
            models.CheckConstraint(condition=~Q(code="") & ~Q(title_vi=""), name="agreement_titled"),
            models.CheckConstraint(
                condition=Q(period_from__isnull=True) | Q(period_to__isnull=True) | Q(period_to__gte=F("period_from")),
                name="agreement_period_ordered",
            ),
            known("provenance", Provenance, "agreement_provenance_known"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return localized(self.title_vi, self.title_en)

    @property
    def summary(self) -> str:
        return localized(self.summary_vi, self.summary_en)


class TaskArea(models.TextChoices):
    """The fields of work that such agreements name."""

    INDEX = "index", _("raising the index")
    HUMAN_RESOURCES = "human_resources", _("digital human resources")
    COMMUNE_MODEL = "commune_model", _("commune model")
    COMMUNICATION = "communication", _("communication")
    APPLICATIONS = "applications", _("applications")
    INFRASTRUCTURE = "infrastructure", _("digital infrastructure")
    SECURITY = "security", _("information security")
    ECONOMY = "economy", _("digital economy")
    SOCIETY = "society", _("digital society")


class TaskState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("task", "planned")
    UNDER_WAY = "under_way", pgettext_lazy("task", "under way")
    BLOCKED = "blocked", pgettext_lazy("task", "blocked")
    DONE = "done", pgettext_lazy("task", "done")
    DROPPED = "dropped", pgettext_lazy("task", "dropped")


OPEN_STATES = (TaskState.PLANNED, TaskState.UNDER_WAY, TaskState.BLOCKED)


def progress_of_its_state(name: str) -> list[models.CheckConstraint]:
    """0 to 100 %, and all of it where it is done."""
    return [
        models.CheckConstraint(condition=Q(progress__gte=0, progress__lte=100), name=f"{name}_progress_is_percent"),
        models.CheckConstraint(condition=~Q(state="done") | Q(progress=100), name=f"{name}_done_is_complete"),
        known("state", TaskState, f"{name}_state_known"),
    ]


class Task(models.Model):
    """One piece of work that is to win points back. State and progress are those of its latest report."""

    Area: TypeAlias = TaskArea
    State: TypeAlias = TaskState

    # The round whose results show the points lost: its authority, year and framework are the task's.
    round = models.ForeignKey(
        Round, verbose_name=_("round"), on_delete=models.PROTECT, related_name="tasks", db_index=False
    )
    agreement = models.ForeignKey(
        Agreement, verbose_name=_("agreement"), on_delete=models.PROTECT, null=True, blank=True, related_name="tasks"
    )
    code = models.CharField(_("code"), max_length=40)
    title_vi = models.CharField(_("title in Vietnamese"), max_length=300)
    title_en = models.CharField(_("title in English"), max_length=300, blank=True)
    area = models.CharField(_("field"), max_length=20, choices=TaskArea)
    owner = models.ForeignKey(Unit, verbose_name=_("owner"), on_delete=models.PROTECT, related_name="tasks")
    helpers = models.ManyToManyField(Unit, verbose_name=_("helping units"), blank=True, related_name="helped_tasks")
    start = models.DateField(_("start"))
    due = models.DateField(_("due"))
    progress = models.PositiveSmallIntegerField(_("progress"), default=0)  # percent
    state = models.CharField(_("state"), max_length=20, choices=TaskState, default=TaskState.PLANNED)
    is_public = models.BooleanField(_("public"), default=False)
    note = models.TextField(_("note"), blank=True)
    evidence = models.TextField(_("evidence"), blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    # Where it came from: a line of the points ledger, or a target not met.
    lost_in = models.ForeignKey(
        Publication,
        verbose_name=_("points lost in"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    lost_on = models.ForeignKey(
        Measure,
        verbose_name=_("points lost on"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    target = models.ForeignKey(
        Target, verbose_name=_("target"), on_delete=models.PROTECT, null=True, blank=True, related_name="tasks"
    )
    provenance = models.CharField(_("provenance"), max_length=20, choices=Provenance, default=Provenance.OFFICIAL)
    source = models.CharField(_("source"), max_length=500, blank=True)
    version = models.PositiveIntegerField(_("version"), default=0)  # counts every write

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        ordering = ["round", "due", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "code"], name="task_key"),
            models.CheckConstraint(condition=~Q(code="") & ~Q(title_vi=""), name="task_titled"),
            models.CheckConstraint(condition=Q(due__gte=F("start")), name="task_due_not_before_start"),
            models.CheckConstraint(
                condition=Q(lost_in__isnull=True, lost_on__isnull=True)
                | Q(lost_in__isnull=False, lost_on__isnull=False, target__isnull=True),
                name="task_has_one_origin",
            ),
            *progress_of_its_state("task"),
            known("area", TaskArea, "task_area_known"),
            known("provenance", Provenance, "task_provenance_known"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def title(self) -> str:
        return localized(self.title_vi, self.title_en)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES


class TaskAim(models.Model):
    """How many points more than in the task's own round its success is to bring on a measure, by one year's results."""

    task = models.ForeignKey(
        Task, verbose_name=_("task"), on_delete=models.PROTECT, related_name="aims", db_index=False
    )
    measure = models.ForeignKey(Measure, verbose_name=_("measure"), on_delete=models.PROTECT, related_name="aims")
    year = models.PositiveSmallIntegerField(_("year"))  # the one whose results are to show it
    expected = points_field(_("expected points"))
    max_points = points_field(_("maximum"))  # the measure's, copied so that the database refuses more

    class Meta:
        verbose_name = _("aim of a task")
        verbose_name_plural = _("aims of tasks")
        ordering = ["task", "measure__position", "year", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["task", "measure", "year"], name="task_aim_key"),
            models.CheckConstraint(condition=Q(expected__gt=0), name="task_aim_expects_something"),
            models.CheckConstraint(condition=Q(expected__lte=F("max_points")), name="task_aim_within_maximum"),
            models.CheckConstraint(condition=Q(year__gte=2000, year__lte=2100), name="task_aim_year_plausible"),
        ]

    def __str__(self) -> str:
        return f"{self.task_id} {self.measure_id} {self.year}"


class TaskProgress(WriteOnce):
    """What an office reported of a task on one day; the latest counts."""

    task = models.ForeignKey(
        Task, verbose_name=_("task"), on_delete=models.PROTECT, related_name="reports", db_index=False
    )
    date = models.DateField(_("date"))
    progress = models.PositiveSmallIntegerField(_("progress"))
    state = models.CharField(_("state"), max_length=20, choices=TaskState)
    note = models.TextField(_("note"), blank=True)
    office = models.CharField(_("office"), max_length=300)  # shown to the public; persons never are
    by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta(WriteOnce.Meta):
        verbose_name = _("report on a task")
        verbose_name_plural = _("reports on tasks")
        ordering = ["task", "date", "pk"]
        constraints = [
            *progress_of_its_state("task_report"),
            models.CheckConstraint(condition=~Q(office=""), name="task_report_has_an_office"),
        ]
        indexes = [models.Index(fields=["task", "date"], name="task_report_latest")]

    def __str__(self) -> str:
        return f"{self.task_id} {self.date}"
