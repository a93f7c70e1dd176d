"""What was published: immutable, digested, and all that pages and files read."""

from typing import TypeAlias

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

import scoring
from districts.models.base import Named, Provenance, WriteOnce, known, localized, points_field, share_field
from districts.models.framework import Band, Framework, Measure
from districts.models.round import Round
from districts.models.unit import Level, Unit, UnitKind, group_label


class Publication(WriteOnce):
    """One revision of a round's results. It freezes what its addresses and headings show."""

    round = models.ForeignKey(Round, verbose_name=_("round"), on_delete=models.PROTECT, related_name="publications")
    revision = models.PositiveIntegerField(_("revision"))
    authority_slug = models.SlugField(_("address of the authority"), max_length=120, db_index=False)
    authority_level = models.CharField(_("level of the authority"), max_length=20, choices=Level)
    authority_name_vi = models.CharField(_("name of the authority in Vietnamese"), max_length=300)
    authority_name_en = models.CharField(_("name of the authority in English"), max_length=300, blank=True)
    group = models.SlugField(_("group"), max_length=40, db_index=False)
    year = models.PositiveSmallIntegerField(_("year"))
    basis = models.SlugField(_("basis"), max_length=40, blank=True, db_index=False)
    framework = models.ForeignKey(
        Framework, verbose_name=_("framework"), on_delete=models.PROTECT, related_name="publications"
    )
    availability = share_field(_("availability threshold"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("published by"), on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField(_("published at"))
    office = models.CharField(_("office"), max_length=300)  # shown to the public; persons never are
    decision_number = models.CharField(_("decision number"), max_length=100, blank=True)
    decision_date = models.DateField(_("decision date"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)  # why it corrects the revision before
    compared_with = models.ForeignKey(
        "self", verbose_name=_("compared with"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    unit_count = models.PositiveIntegerField(_("units"))
    provenance = models.CharField(_("provenance"), max_length=20, choices=Provenance)  # the weakest of its figures
    digest = models.CharField(_("digest"), max_length=64)

    class Meta(WriteOnce.Meta):
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ["-year", "authority_slug", "group", "basis", "-revision"]
        constraints = [
            models.UniqueConstraint(fields=["round", "revision"], name="publication_key"),
            models.CheckConstraint(condition=Q(revision__gte=1), name="publication_revision_from_one"),
            models.CheckConstraint(condition=Q(revision=1) | ~Q(reason=""), name="publication_correction_has_a_reason"),
            # Two authorities of one level and name (one abolished, one founded in the year) need two bases.
            models.UniqueConstraint(
                fields=["authority_slug", "authority_level", "year", "group", "basis", "revision"],
                name="publication_address_once",
            ),
            models.CheckConstraint(
                condition=Q(availability__gt=0, availability__lte=1), name="publication_availability_is_a_share"
            ),
            models.CheckConstraint(condition=Q(unit_count__gte=1), name="publication_of_at_least_one_unit"),
            models.CheckConstraint(condition=~Q(office="") & ~Q(authority_slug=""), name="publication_signed"),
            models.CheckConstraint(condition=~Q(digest=""), name="publication_digested"),
            known("authority_level", Level, "publication_level_known"),
            known("provenance", Provenance, "publication_provenance_known"),
        ]
        indexes = [models.Index(fields=["authority_slug", "year"], name="publication_address")]

    def __str__(self) -> str:
        return f"{self.authority_name} {self.year} ({group_label(self.group).lower()}) r{self.revision}"

    @property
    def authority_name(self) -> str:
        return localized(self.authority_name_vi, self.authority_name_en)


class PublishedUnit(Named, WriteOnce):
    """A unit as it was called when it was published."""

    publication = models.ForeignKey(
        Publication, verbose_name=_("publication"), on_delete=models.PROTECT, related_name="units", db_index=False
    )
    unit = models.ForeignKey(Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="+")
    code = models.CharField(_("code"), max_length=20)
    slug = models.SlugField(_("address"), max_length=120, db_index=False)
    kind = models.CharField(_("kind"), max_length=20, choices=UnitKind)
    sort_key = models.CharField(_("sort key"), max_length=1500)
    search_key = models.CharField(_("search key"), max_length=700)
    ranked = models.BooleanField(_("ranked"))
    standings_digest = models.CharField(_("digest of its standings"), max_length=64)
    digest = models.CharField(_("digest"), max_length=64)  # of this row, the digest of its standings included

    class Meta(WriteOnce.Meta):
        verbose_name = _("published unit")
        verbose_name_plural = _("published units")
        ordering = ["publication_id", "sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "unit"], name="published_unit_key"),
            models.UniqueConstraint(fields=["publication", "slug"], name="published_unit_slug"),
            models.UniqueConstraint(fields=["publication", "code"], name="published_unit_code"),
            models.CheckConstraint(condition=~Q(digest="") & ~Q(standings_digest=""), name="published_unit_digested"),
            known("kind", UnitKind, "published_unit_kind_known"),
        ]


class StandingState(models.TextChoices):
    SCORED = scoring.Status.SCORED.value, _("scored")
    INCOMPLETE = scoring.Status.INCOMPLETE.value, _("incomplete")
    MISSING = scoring.Status.MISSING.value, _("not assessed")
    NOT_PUBLISHED = scoring.Status.NOT_PUBLISHED.value, _("not published")
    NOT_APPLICABLE = scoring.Status.NOT_APPLICABLE.value, _("not applicable")
    NOT_SCORED = scoring.Status.NOT_SCORED.value, _("not scored")


class StandingOrigin(models.TextChoices):
    """How the points shown were had."""

    NONE = scoring.Origin.NONE.value, _("none")
    GIVEN = scoring.Origin.GIVEN.value, _("as given")
    SUMMED = scoring.Origin.SUMMED.value, _("sum of its parts")
    DERIVED = scoring.Origin.DERIVED.value, _("derived")


class StandingRankOrigin(models.TextChoices):
    NONE = "", _("none")
    COMPUTED = "computed", _("computed")
    PRINTED = "printed", _("as published")


class Standing(WriteOnce):
    """One unit in one measure of one publication, as published."""

    State: TypeAlias = StandingState
    Origin: TypeAlias = StandingOrigin
    RankOrigin: TypeAlias = StandingRankOrigin

    # Its indexes below start with these two: others of their own would only slow publishing.
    publication = models.ForeignKey(
        Publication, verbose_name=_("publication"), on_delete=models.PROTECT, related_name="standings", db_index=False
    )
    published_unit = models.ForeignKey(
        PublishedUnit,
        verbose_name=_("published unit"),
        on_delete=models.PROTECT,
        related_name="standings",
        db_index=False,
    )
    measure = models.ForeignKey(Measure, verbose_name=_("measure"), on_delete=models.PROTECT, related_name="standings")
    state = models.CharField(_("state"), max_length=20, choices=StandingState)
    origin = models.CharField(_("origin"), max_length=20, choices=StandingOrigin)
    points = points_field(_("points"), null=True)  # as published: rounded, or as printed
    computed = points_field(_("computed points"), null=True)  # the sum of the parts, where points were also given
    margin = points_field(_("margin"), null=True)  # of derived points: plus or minus
    contradiction = points_field(_("contradiction"), null=True)  # given less computed, where no rounding explains it
    max_points = points_field(_("maximum"))  # the unit's own
    share = share_field(_("share"), null=True)
    coverage = share_field(_("coverage"), null=True)  # share of the maximum that was assessed
    rank = models.PositiveIntegerField(_("rank"), null=True)  # the one shown
    rank_origin = models.CharField(_("origin of the rank"), max_length=20, choices=StandingRankOrigin, blank=True)
    tied = models.BooleanField(_("tied"))
    ranked_of = models.PositiveIntegerField(_("ranked of"), null=True)
    printed_rank = models.PositiveIntegerField(_("printed rank"), null=True)
    band = models.ForeignKey(Band, verbose_name=_("band"), on_delete=models.PROTECT, null=True, related_name="+")
    change_points = points_field(_("change of points"), null=True)
    change_rank = models.IntegerField(_("change of rank"), null=True)  # positive: risen
    provenance = models.CharField(_("provenance"), max_length=20, choices=Provenance, blank=True)  # of the points
    rank_provenance = models.CharField(_("provenance of the rank"), max_length=20, choices=Provenance, blank=True)
    printed_provenance = models.CharField(
        _("provenance of the printed rank"), max_length=20, choices=Provenance, blank=True
    )
    source = models.CharField(_("source"), max_length=500, blank=True)
    # Of this row alone, so that one altered can be named; the digest of the unit is what vouches for it.
    digest = models.CharField(_("digest"), max_length=16, blank=True)  # empty in what was published before it was kept

    class Meta(WriteOnce.Meta):
        verbose_name = _("standing")
        verbose_name_plural = _("standings")
        ordering = ["publication_id", "measure_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["published_unit", "measure"], name="standing_key"),
            # A comparison with null passes a check, so "is there" is said apart wherever it must be.
            # A figure printed, or solved from printed ones, is shown even where it cannot be true.
            models.CheckConstraint(
                condition=Q(points__isnull=True)
                | Q(points__lte=F("max_points"))
                | Q(origin__in=["given", "derived"])
                | Q(contradiction__isnull=False),
                name="standing_points_within_maximum",
            ),
            models.CheckConstraint(condition=Q(max_points__gte=0), name="standing_maximum_not_negative"),
            models.CheckConstraint(
                condition=Q(points__isnull=True, origin="none") | Q(points__isnull=False) & ~Q(origin="none"),
                name="standing_points_have_an_origin",
            ),
            models.CheckConstraint(
                condition=Q(points__isnull=True) | ~Q(provenance=""), name="standing_points_have_a_provenance"
            ),
            models.CheckConstraint(
                condition=Q(share__isnull=True) | Q(points__isnull=False), name="standing_share_of_points"
            ),
            models.CheckConstraint(
                condition=Q(margin__isnull=True) | Q(margin__gte=0), name="standing_margin_positive"
            ),
            models.CheckConstraint(
                condition=Q(coverage__isnull=True) | Q(coverage__gte=0, coverage__lte=1),
                name="standing_coverage_is_a_share",
            ),
            models.CheckConstraint(condition=Q(rank__isnull=True) | Q(rank__gte=1), name="standing_rank_from_one"),
            models.CheckConstraint(
                condition=Q(rank__isnull=True, rank_origin="", rank_provenance="", tied=False)
                | Q(rank__isnull=False, ranked_of__isnull=False, ranked_of__gte=1)
                & ~Q(rank_origin="")
                & ~Q(rank_provenance=""),
                name="standing_rank_with_all_about_it",
            ),
            models.CheckConstraint(
                condition=Q(printed_rank__isnull=True, printed_provenance="")
                | Q(printed_rank__isnull=False, printed_rank__gte=1) & ~Q(printed_provenance=""),
                name="standing_printed_rank_has_a_provenance",
            ),
            known("state", StandingState, "standing_state_known"),
            known("origin", StandingOrigin, "standing_origin_known"),
            known("rank_origin", StandingRankOrigin, "standing_rank_origin_known"),
            known("provenance", Provenance, "standing_provenance_known", blank=True),
            known("rank_provenance", Provenance, "standing_rank_provenance_known", blank=True),
            known("printed_provenance", Provenance, "standing_printed_provenance_known", blank=True),
        ]
        indexes = [models.Index(fields=["publication", "measure"], name="standing_by_measure")]

    def __str__(self) -> str:
        return f"{self.published_unit_id} {self.measure_id}"


class Summary(WriteOnce):
    """Mean, median and best of one measure over the units that have a complete figure."""

    publication = models.ForeignKey(
        Publication, verbose_name=_("publication"), on_delete=models.PROTECT, related_name="summaries", db_index=False
    )
    measure = models.ForeignKey(Measure, verbose_name=_("measure"), on_delete=models.PROTECT, related_name="+")
    units = models.PositiveIntegerField(_("units"))
    mean = points_field(_("mean"))
    median = points_field(_("median"))
    best = points_field(_("best"))
    mean_share = share_field(_("mean share"), null=True)
    provenance = models.CharField(_("provenance"), max_length=20, choices=Provenance)

    class Meta(WriteOnce.Meta):
        verbose_name = _("summary")
        verbose_name_plural = _("summaries")
        ordering = ["publication_id", "measure_id"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "measure"], name="summary_key"),
            models.CheckConstraint(condition=Q(units__gte=1), name="summary_of_at_least_one"),
            known("provenance", Provenance, "summary_provenance_known"),
        ]

    def __str__(self) -> str:
        return f"{self.publication_id} {self.measure_id}"
