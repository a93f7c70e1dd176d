"""The append-only record of who did what."""

from typing import TypeAlias

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from districts.models.base import WriteOnce, known
from districts.models.round import Score


class EventVerb(models.TextChoices):
    """What may be done; `Event.Verb` is its name elsewhere."""

    LOAD_UNITS = "load_units", _("loaded units")
    LOAD_FRAMEWORK = "load_framework", _("loaded a framework")
    LOAD_SCORES = "load_scores", _("loaded scores")
    PUBLISH = "publish", _("published")
    CORRECT = "correct", _("corrected")
    OPEN_ROUND = "open_round", _("opened a round")
    EXTEND = "extend", _("extended a deadline")
    SAVE_SCORES = "save_scores", _("saved scores")
    SUBMIT = "submit", _("submitted")
    WITHDRAW = "withdraw", _("withdrew")
    RETURN = "return", _("returned")
    APPRAISE = "appraise", _("appraised scores")
    FINISH = "finish", _("finished the appraisal")
    REPLY = "reply", _("replied")
    REOPEN = "reopen", _("reopened")
    ADD_DOCUMENT = "add_document", _("added a document")
    REMOVE_DOCUMENT = "remove_document", _("removed a document")
    INVITE = "invite", _("invited")
    ACCEPT = "accept", _("accepted an invitation")
    ASSIGN = "assign", _("gave a role")
    UNASSIGN = "unassign", _("took a role away")
    LOAD_STATEMENT = "load_statement", _("loaded a statement")
    LOAD_TARGETS = "load_targets", _("loaded targets")
    SAVE_PLAN = "save_plan", _("saved a plan")
    SAVE_TARGET = "save_target", _("saved a target")
    REPORT_TARGET = "report_target", _("reported on a target")
    SAVE_INDICATOR = "save_indicator", _("saved an indicator")
    REPORT_INDICATOR = "report_indicator", _("reported on an indicator")
    SAVE_AGREEMENT = "save_agreement", _("saved an agreement")
    SAVE_TASK = "save_task", _("saved a task")
    REPORT_TASK = "report_task", _("reported on a task")


class Event(WriteOnce):
    """One act: who, what, to what, when, before and after; a file loaded is one event with its digest."""

    Verb: TypeAlias = EventVerb

    at = models.DateTimeField(_("at"), auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.PROTECT, related_name="+")
    verb = models.CharField(_("act"), max_length=40, choices=EventVerb)
    subject = models.CharField(_("subject"), max_length=300)  # what it was done to, in words
    before = models.JSONField(_("before"), null=True)
    after = models.JSONField(_("after"), null=True)
    reason = models.TextField(_("reason"), blank=True)
    file_name = models.CharField(_("file"), max_length=300, blank=True)
    file_digest = models.CharField(_("digest of the file"), max_length=64, blank=True)

    class Meta(WriteOnce.Meta):
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-at", "-pk"]
        constraints = [
            known("verb", EventVerb, "event_verb_known"),
            models.CheckConstraint(condition=~Q(subject=""), name="event_has_a_subject"),
            models.CheckConstraint(condition=~Q(verb="correct") | ~Q(reason=""), name="event_correction_has_a_reason"),
            models.CheckConstraint(
                condition=Q(file_name="", file_digest="") | ~Q(file_name="") & ~Q(file_digest=""),
                name="event_file_has_a_digest",
            ),
        ]
        indexes = [models.Index(fields=["-at"], name="event_latest")]

    def __str__(self) -> str:
        return f"{self.get_verb_display()}: {self.subject}"


class FigureChange(WriteOnce):
    """One figure before and after one event; `before` is null where there was none."""

    event = models.ForeignKey(
        Event, verbose_name=_("event"), on_delete=models.PROTECT, related_name="changes", db_index=False
    )
    score = models.ForeignKey(Score, verbose_name=_("score"), on_delete=models.PROTECT, related_name="changes")
    before = models.JSONField(_("before"), null=True)
    after = models.JSONField(_("after"), null=True)

    class Meta(WriteOnce.Meta):
        verbose_name = _("change of a figure")
        verbose_name_plural = _("changes of figures")
        ordering = ["event_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "score"], name="figure_change_key"),
            models.CheckConstraint(
                condition=Q(before__isnull=False) | Q(after__isnull=False), name="figure_change_changes_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} {self.score_id}"
