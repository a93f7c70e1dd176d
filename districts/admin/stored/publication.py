from django.contrib import admin

from districts.admin.stored.base import ReadOnlyAdmin
from districts.models import Publication, PublishedUnit, Standing, Summary


@admin.register(Publication)
class PublicationAdmin(ReadOnlyAdmin):
    list_display = (
        "authority_name_vi",
        "year",
        "group",
        "basis",
        "revision",
        "published_at",
        "office",
        "provenance",
        "unit_count",
    )
    list_filter = ("year", "group", "provenance")
    search_fields = ("authority_name_vi", "authority_slug", "decision_number", "reason")


@admin.register(PublishedUnit)
class PublishedUnitAdmin(ReadOnlyAdmin):
    list_display = ("name_vi", "code", "publication", "kind", "ranked")
    list_filter = ("publication__year", "publication__group", "kind", "ranked")
    list_select_related = ("publication",)
    search_fields = ("name_vi", "search_key", "code")


@admin.register(Standing)
class StandingAdmin(ReadOnlyAdmin):
    list_display = ("published_unit", "measure", "publication", "state", "origin", "points", "rank", "provenance")
    list_filter = ("publication__year", "publication__group", "state", "origin", "provenance")
    list_select_related = ("published_unit", "measure", "publication")
    search_fields = ("published_unit__name_vi", "published_unit__search_key", "measure__code")


@admin.register(Summary)
class SummaryAdmin(ReadOnlyAdmin):
    list_display = ("measure", "publication", "units", "mean", "median", "best")
    list_filter = ("publication__year", "publication__group")
    list_select_related = ("measure", "publication")
    search_fields = ("measure__code", "measure__name_vi")
