from django.contrib import admin

from districts.admin.stored.base import ReadOnlyAdmin
from districts.models import Assignment


@admin.register(Assignment)
class AssignmentAdmin(ReadOnlyAdmin):
    list_display = ("user", "role", "unit")
    list_filter = ("role",)
    list_select_related = ("user", "unit")
    search_fields = ("user__username", "unit__name_vi", "unit__search_key")
