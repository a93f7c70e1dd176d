from django.contrib import admin

from districts.admin.stored.base import ReadOnlyAdmin
from districts.models import Margins, RankMargin


@admin.register(Margins)
class MarginsAdmin(ReadOnlyAdmin):
    list_display = ("publication", "varied", "draws", "spread", "seed")
    list_filter = ("varied", "publication__year", "publication__group")
    list_select_related = ("publication",)
    search_fields = ("publication__authority_name_vi", "publication__authority_slug")


@admin.register(RankMargin)
class RankMarginAdmin(ReadOnlyAdmin):
    list_display = ("published_unit", "margins", "low", "middle", "high", "group")
    list_filter = ("margins__varied", "margins__publication__year")
    list_select_related = ("published_unit", "margins")
    search_fields = ("published_unit__name_vi", "published_unit__search_key", "published_unit__code")
