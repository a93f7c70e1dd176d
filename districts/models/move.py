"""Why ranks changed since the publication compared with: computed when it is published, and never changed either."""

from typing import TypeAlias

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from districts.models.base import Provenance, WriteOnce, known, points_field
from districts.models.framework import Measure
from districts.models.publication import PublishedUnit

PLACES = ("exits", "own", "others", "maxima", "entries", "rounding")
POINTS = ("own_points", "maxima_points", "rounding_points")


class MoveWhy(models.TextChoices):
    """Why a change of rank has no parts; `RankMove.Why` is its name elsewhere."""

    NONE = "", _("has parts")
    NOT_COMPARABLE = "not_comparable", _("no comparable measure then")
    NOT_THERE_THEN = "not_there_then", _("not in the ranking then")
    NO_RANK_THEN = "no_rank_then", _("no rank then")
    NO_RANK_NOW = "no_rank_now", _("no rank now")
    NO_POINTS_THEN = "no_points_then", _("no points then")
    NO_POINTS_NOW = "no_points_now", _("no points now")


class RankMove(WriteOnce):
    """One unit in the total or beside it: from its rank in the publication that its own is compared with, in parts.

    Places risen and points won are positive. docs/scoring.md says what each part is.
    """

    Why: TypeAlias = MoveWhy

    published_unit = models.ForeignKey(
        PublishedUnit,
        verbose_name=_("published unit"),
        on_delete=models.PROTECT,
        related_name="moves",
        db_index=False,
    )
    measure = models.ForeignKey(Measure, verbose_name=_("measure"), on_delete=models.PROTECT, related_name="+")
    why = models.CharField(_("why it has no parts"), max_length=20, choices=MoveWhy, blank=True)
    before = models.PositiveIntegerField(_("rank then"), null=True)  # as shown
    after = models.PositiveIntegerField(_("rank now"), null=True)
    exits = models.IntegerField(_("places by exits"), null=True)
    own = models.IntegerField(_("places by its own gain"), null=True)
    others = models.IntegerField(_("places by the others’ change"), null=True)
    maxima = models.IntegerField(_("places by changed maxima"), null=True)
    entries = models.IntegerField(_("places by entries"), null=True)
    rounding = models.IntegerField(_("places by rounding and printed ranks"), null=True)
    own_points = points_field(_("points by its own gain"), null=True)
    maxima_points = points_field(_("points by changed maxima"), null=True)
    rounding_points = points_field(_("points by rounding"), null=True)
    shared_then = models.PositiveIntegerField(_("others that shared the rank then"))
    shared_now = models.PositiveIntegerField(_("others that share the rank now"))
    provenance = models.CharField(_("provenance"), max_length=20, choices=Provenance, blank=True)  # of what is compared

    class Meta(WriteOnce.Meta):
        verbose_name = _("change of a rank")
        verbose_name_plural = _("changes of ranks")
        ordering = ["published_unit", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["published_unit", "measure"], name="rank_move_key"),
            models.CheckConstraint(
                condition=Q(before__isnull=True)
                | Q(
                    before=F("after") + F("exits") + F("own") + F("others") + F("maxima") + F("entries") + F("rounding")
                ),
                name="rank_move_adds_up",
            ),
            # A comparison with null passes a check, so "is there" is said apart.
            models.CheckConstraint(
                condition=Q(
                    why="",
                    before__isnull=False,
                    after__isnull=False,
                    **dict.fromkeys((f"{name}__isnull" for name in (*PLACES, *POINTS)), False),
                )
                | ~Q(why="") & Q(**dict.fromkeys((f"{name}__isnull" for name in (*PLACES, *POINTS)), True)),
                name="rank_move_has_all_parts_or_none",
            ),
            models.CheckConstraint(
                condition=(Q(before__isnull=True) | Q(before__gte=1)) & (Q(after__isnull=True) | Q(after__gte=1)),
                name="rank_move_ranks_from_one",
            ),
            known("why", MoveWhy, "rank_move_why_known"),
            known("provenance", Provenance, "rank_move_provenance_known", blank=True),
        ]

    def __str__(self) -> str:
        return f"{self.published_unit_id} {self.measure_id}: {self.before}-{self.after}"
