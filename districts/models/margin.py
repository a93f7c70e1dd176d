"""How sure the ranks of a publication are: computed when it is published, and never changed either."""

from typing import TypeAlias

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

import scoring
from districts.models.base import WriteOnce, known, share_field
from districts.models.publication import Publication, PublishedUnit


class MarginsVaried(models.TextChoices):
    """How fine the measures are whose maxima are varied."""

    INDEX = scoring.Kind.INDEX.value, _("main indices")
    CRITERION = scoring.Kind.CRITERION.value, _("criteria")


class Margins(WriteOnce):
    """One run over the ranks of a publication: what was varied and how, so that anybody can repeat it."""

    Varied: TypeAlias = MarginsVaried

    publication = models.ForeignKey(
        Publication, verbose_name=_("publication"), on_delete=models.PROTECT, related_name="margins", db_index=False
    )
    varied = models.CharField(_("varied"), max_length=20, choices=MarginsVaried)
    seed = models.PositiveBigIntegerField(_("seed"))  # from the digest of the publication: nobody chooses it
    draws = models.PositiveIntegerField(_("draws"))
    spread = share_field(_("spread"))
    measures = models.JSONField(_("measures"))  # the codes of what was varied, in the order of the weights
    digest = models.CharField(_("digest"), max_length=64)

    class Meta(WriteOnce.Meta):
        verbose_name = _("margins of ranks")
        verbose_name_plural = _("margins of ranks")
        ordering = ["publication", "-varied"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "varied"], name="margins_key"),
            models.CheckConstraint(condition=Q(draws__gte=1), name="margins_of_at_least_one_draw"),
            models.CheckConstraint(condition=Q(spread__gte=0, spread__lt=1), name="margins_spread_is_a_share"),
            models.CheckConstraint(condition=~Q(digest=""), name="margins_digested"),
            known("varied", MarginsVaried, "margins_varied_known"),
        ]

    def __str__(self) -> str:
        return f"{self.publication_id} {self.get_varied_display()}"


class RankMargin(WriteOnce):
    """One unit in one run."""

    margins = models.ForeignKey(
        Margins, verbose_name=_("margins of ranks"), on_delete=models.PROTECT, related_name="ranks", db_index=False
    )
    published_unit = models.ForeignKey(
        PublishedUnit, verbose_name=_("published unit"), on_delete=models.PROTECT, related_name="margins"
    )
    low = models.PositiveIntegerField(_("5th percentile"))  # of its ranks over all draws: the better end
    middle = models.PositiveIntegerField(_("median"))
    high = models.PositiveIntegerField(_("95th percentile"))
    group = models.PositiveIntegerField(_("group"))  # of units that cannot be told apart, from the best on
    ahead = models.JSONField(_("neighbours"))  # code, draws ahead of it, draws behind it; in the official order

    class Meta(WriteOnce.Meta):
        verbose_name = _("margin of a rank")
        verbose_name_plural = _("margins of single ranks")
        ordering = ["margins", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["margins", "published_unit"], name="rank_margin_key"),
            models.CheckConstraint(
                condition=Q(low__gte=1, low__lte=F("middle"), middle__lte=F("high")), name="rank_margin_ordered"
            ),
            models.CheckConstraint(condition=Q(group__gte=1), name="rank_margin_group_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.published_unit_id}: {self.low}-{self.high}"
