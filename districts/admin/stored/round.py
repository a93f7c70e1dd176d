from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from districts.admin.stored.base import ReadOnlyAdmin
from districts.models import Extension, Round, Score, Scorecard


@admin.register(Round)
class RoundAdmin(ReadOnlyAdmin):
    list_display = ("authority", "year", "group", "basis", "framework", "stage")
    list_filter = ("stage", "year", "group", "framework")
    list_select_related = ("authority", "framework")
    search_fields = ("authority__name_vi", "authority__slug", "group")


@admin.register(Scorecard)
class ScorecardAdmin(ReadOnlyAdmin):
    list_display = ("unit", "round", "stage", "ranked", "appraised_by", "appraised_at")
    list_filter = ("stage", "ranked", "round__year", "round__group")
    list_select_related = ("unit", "round__authority", "appraised_by")
    search_fields = ("unit__name_vi", "unit__search_key", "unit__code")


@admin.register(Score)
class ScoreAdmin(ReadOnlyAdmin):
    list_display = ("unit", "measure", "round", "state", "points", "printed_rank", "provenance", "source")
    list_filter = ("state", "provenance", "scorecard__round__year", "scorecard__round__group")
    list_select_related = ("scorecard__unit", "scorecard__round__authority", "measure")
    search_fields = ("scorecard__unit__name_vi", "scorecard__unit__search_key", "measure__code", "source")

    @admin.display(description=_("unit"), ordering="scorecard__unit__sort_key")
    def unit(self, score: Score) -> str:
        return score.scorecard.unit.name

    @admin.display(description=_("round"), ordering="scorecard__round__year")
    def round(self, score: Score) -> str:
        return str(score.scorecard.round)


@admin.register(Extension)
class ExtensionAdmin(ReadOnlyAdmin):
    list_display = ("scorecard", "until", "reason", "by", "at")
    list_select_related = ("scorecard__unit", "scorecard__round__authority", "by")
    search_fields = ("scorecard__unit__name_vi", "scorecard__unit__search_key", "reason")
