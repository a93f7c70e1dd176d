from django.contrib import admin

from districts.admin.stored.base import ReadOnlyAdmin, ReadOnlyInline
from districts.models import Agreement, Task, TaskAim, TaskProgress


class AimInline(ReadOnlyInline):
    model = TaskAim


@admin.register(Agreement)
class AgreementAdmin(ReadOnlyAdmin):
    list_display = ("code", "title_vi", "round", "date", "is_public", "provenance")
    list_filter = ("is_public", "provenance", "round__year")
    list_select_related = ("round__authority",)
    search_fields = ("code", "title_vi", "title_en", "source")


@admin.register(Task)
class TaskAdmin(ReadOnlyAdmin):
    list_display = ("code", "title_vi", "owner", "area", "state", "progress", "due", "is_public", "provenance")
    list_filter = ("state", "area", "is_public", "provenance", "round__year")
    list_select_related = ("owner", "round__authority")
    readonly_fields = ("link",)  # spares a form field, whose default scheme Django is about to change
    search_fields = ("code", "title_vi", "title_en", "owner__name_vi", "owner__search_key")
    inlines = (AimInline,)


@admin.register(TaskAim)
class TaskAimAdmin(ReadOnlyAdmin):
    list_display = ("task", "measure", "year", "expected", "max_points")
    list_filter = ("year",)
    list_select_related = ("task", "measure")
    search_fields = ("task__code", "task__title_vi", "measure__code")


@admin.register(TaskProgress)
class TaskProgressAdmin(ReadOnlyAdmin):
    list_display = ("task", "date", "progress", "state", "office", "by", "at")
    list_filter = ("state",)
    list_select_related = ("task", "by")
    search_fields = ("task__code", "task__title_vi", "office")
