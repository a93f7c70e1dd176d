from django.contrib import admin

from districts.admin.stored.base import ReadOnlyAdmin
from districts.models import Unit


@admin.register(Unit)
class UnitAdmin(ReadOnlyAdmin):
    list_display = ("name_vi", "code", "kind", "parent", "slug", "valid_from", "valid_to")
    list_filter = ("level", "kind")
    list_select_related = ("parent",)
    search_fields = ("name_vi", "name_en", "search_key", "code", "slug")
