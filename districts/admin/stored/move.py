from django.contrib import admin

from districts.admin.stored.base import ReadOnlyAdmin
from districts.models import RankMove


@admin.register(RankMove)
class RankMoveAdmin(ReadOnlyAdmin):
    list_display = (
        "published_unit",
        "measure",
        "before",
        "after",
        "why",
        "exits",
        "own",
        "others",
        "maxima",
        "entries",
    )
    list_filter = ("why", "provenance", "published_unit__publication__year")
    list_select_related = ("published_unit", "measure")
    search_fields = ("published_unit__name_vi", "published_unit__search_key", "published_unit__code", "measure__code")
