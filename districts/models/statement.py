"""What others said in print of a round's results: a decision or a press release, with its figures."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from districts.models.base import Provenance, WriteOnce, known, points_field
from districts.models.framework import Framework, Measure
from districts.models.unit import Unit, group_label


class Statement(WriteOnce):
    """One document that states results of one authority's group in one year. It is set beside what was computed."""

    authority = models.ForeignKey(
        Unit, verbose_name=_("authority"), on_delete=models.PROTECT, related_name="statements"
    )
    group = models.SlugField(_("group"), max_length=40, db_index=False)
    year = models.PositiveSmallIntegerField(_("year"))
    basis = models.SlugField(_("basis"), max_length=40, blank=True, db_index=False)
    framework = models.ForeignKey(
        Framework, verbose_name=_("framework"), on_delete=models.PROTECT, related_name="statements"
    )
    title = models.CharField(_("title"), max_length=300)
    source = models.CharField(_("source"), max_length=500)
    provenance = models.CharField(_("provenance"), max_length=20, choices=Provenance)
    number = models.CharField(_("number of the document"), max_length=100, blank=True)
    date = models.DateField(_("date of the document"), null=True, blank=True)
    loaded_at = models.DateTimeField(_("loaded at"), auto_now_add=True)

    class Meta(WriteOnce.Meta):
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["-year", "authority", "group", "basis", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "group", "year", "basis", "title"], name="statement_key"),
            models.CheckConstraint(condition=~Q(title="") & ~Q(source="") & ~Q(group=""), name="statement_sourced"),
            models.CheckConstraint(condition=Q(year__gte=2000, year__lte=2100), name="statement_year_plausible"),
            known("provenance", Provenance, "statement_provenance_known"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.authority} {self.year}, {group_label(self.group).lower()})"


class StatedFigure(WriteOnce):
    """Points or a rank, or both, that a statement gives one unit in one measure, as they were printed."""

    # The unique key starts with it.
    statement = models.ForeignKey(
        Statement, verbose_name=_("statement"), on_delete=models.PROTECT, related_name="figures", db_index=False
    )
    unit = models.ForeignKey(Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="+")
    measure = models.ForeignKey(Measure, verbose_name=_("measure"), on_delete=models.PROTECT, related_name="+")
    points = points_field(_("points"), null=True, blank=True)
    # 722.2 and 722.20 say different things: each stands for all that rounds to it.
    places = models.PositiveSmallIntegerField(_("printed decimals"), null=True, blank=True)
    rank = models.PositiveIntegerField(_("rank"), null=True, blank=True)

    class Meta(WriteOnce.Meta):
        verbose_name = _("stated figure")
        verbose_name_plural = _("stated figures")
        ordering = ["statement", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["statement", "unit", "measure"], name="stated_figure_key"),
            models.CheckConstraint(
                condition=Q(points__isnull=False) | Q(rank__isnull=False), name="stated_figure_says_something"
            ),
            models.CheckConstraint(
                condition=Q(points__isnull=True, places__isnull=True)
                | Q(points__isnull=False, places__isnull=False, places__lte=6),
                name="stated_figure_points_with_decimals",
            ),
            models.CheckConstraint(condition=Q(rank__isnull=True) | Q(rank__gte=1), name="stated_figure_rank_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.statement_id} {self.unit_id} {self.measure_id}"
