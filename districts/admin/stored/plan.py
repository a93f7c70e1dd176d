from django.contrib import admin

from districts.admin.stored.base import ReadOnlyAdmin
from districts.models import Indicator, IndicatorUse, IndicatorValue, Plan, Target, TargetGroup, TargetReport


@admin.register(Plan)
class PlanAdmin(ReadOnlyAdmin):
    list_display = ("authority", "year", "code", "title", "report", "cut_off", "provenance")
    readonly_fields = ("link",)  # spares a form field, whose default scheme Django is about to change
    list_filter = ("year", "provenance")
    list_select_related = ("authority",)
    search_fields = ("authority__name_vi", "title_vi", "number")


@admin.register(TargetGroup)
class TargetGroupAdmin(ReadOnlyAdmin):
    list_display = ("plan", "position", "name_vi")
    list_select_related = ("plan",)
    search_fields = ("name_vi", "plan__title_vi")


@admin.register(Target)
class TargetAdmin(ReadOnlyAdmin):
    list_display = ("plan", "code", "wording", "comparison", "planned", "base", "lead_unit", "provenance")
    list_filter = ("comparison", "provenance", "plan__year")
    list_select_related = ("plan", "lead_unit")
    search_fields = ("code", "wording_vi", "plan__title_vi")


@admin.register(TargetReport)
class TargetReportAdmin(ReadOnlyAdmin):
    readonly_fields = ("link",)
    list_display = ("target", "as_of", "revision", "value", "answer", "office", "provenance", "by", "at")
    list_filter = ("provenance", "target__plan__year")
    list_select_related = ("target", "by")
    search_fields = ("target__wording_vi", "office", "source")


@admin.register(Indicator)
class IndicatorAdmin(ReadOnlyAdmin):
    list_display = ("authority", "code", "name_vi")
    list_select_related = ("authority",)
    search_fields = ("code", "name_vi")


@admin.register(IndicatorUse)
class IndicatorUseAdmin(ReadOnlyAdmin):
    list_display = ("indicator", "measure")
    list_select_related = ("indicator", "measure")
    search_fields = ("indicator__name_vi", "measure__code")


@admin.register(IndicatorValue)
class IndicatorValueAdmin(ReadOnlyAdmin):
    list_display = ("indicator", "unit", "as_of", "revision", "numerator", "denominator", "office", "by", "at")
    list_filter = ("provenance",)
    list_select_related = ("indicator", "unit", "by")
    search_fields = ("indicator__name_vi", "unit__name_vi", "unit__search_key")
