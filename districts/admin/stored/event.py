from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from districts.admin.stored.base import ReadOnlyAdmin
from districts.models import Event, FigureChange


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    list_display = ("at", "by", "verb", "subject", "reason", "file_name")
    list_filter = ("verb", "at")
    list_select_related = ("by",)
    search_fields = ("subject", "reason", "file_name", "by__username")


@admin.register(FigureChange)
class FigureChangeAdmin(ReadOnlyAdmin):
    list_display = ("event", "unit", "measure", "before", "after")
    list_filter = ("event__verb",)
    list_select_related = ("event", "score__scorecard__unit", "score__measure")
    search_fields = ("score__measure__code", "score__scorecard__unit__name_vi", "event__subject")

    @admin.display(description=_("unit"))
    def unit(self, change: FigureChange) -> str:
        return change.score.scorecard.unit.name

    @admin.display(description=_("measure"))
    def measure(self, change: FigureChange) -> str:
        return change.score.measure.code
