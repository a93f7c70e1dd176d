from django.contrib import admin

from districts.admin.stored.base import ReadOnlyAdmin
from districts.models import StatedFigure, Statement


@admin.register(Statement)
class StatementAdmin(ReadOnlyAdmin):
    list_display = ("title", "authority", "year", "group", "basis", "provenance", "number", "date", "loaded_at")
    list_filter = ("year", "group", "provenance")
    list_select_related = ("authority",)
    search_fields = ("title", "source", "number", "authority__name_vi", "authority__search_key")


@admin.register(StatedFigure)
class StatedFigureAdmin(ReadOnlyAdmin):
    list_display = ("unit", "measure", "statement", "points", "places", "rank")
    list_filter = ("statement__year", "statement__group")
    list_select_related = ("unit", "measure", "statement__authority")
    search_fields = ("unit__name_vi", "unit__search_key", "measure__code", "statement__title")
