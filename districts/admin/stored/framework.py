from django.contrib import admin

from districts.admin.stored.base import ReadOnlyAdmin, ReadOnlyInline
from districts.models import Band, Framework, Measure, Part


class BandInline(ReadOnlyInline):
    model = Band


class PartInline(ReadOnlyInline):
    model = Part
    fk_name = "whole"


@admin.register(Framework)
class FrameworkAdmin(ReadOnlyAdmin):
    list_display = ("slug", "title_vi", "availability")
    search_fields = ("slug", "title_vi", "title_en")
    inlines = (BandInline,)


@admin.register(Measure)
class MeasureAdmin(ReadOnlyAdmin):
    list_display = ("code", "name_vi", "framework", "kind", "max_points", "decimals")
    list_filter = ("framework", "kind", "assessed_by", "not_applicable")
    list_select_related = ("framework",)
    search_fields = ("code", "name_vi", "name_en")
    inlines = (PartInline,)


@admin.register(Band)
class BandAdmin(ReadOnlyAdmin):
    list_display = ("name_vi", "framework", "upper")
    list_filter = ("framework",)
    list_select_related = ("framework",)


@admin.register(Part)
class PartAdmin(ReadOnlyAdmin):
    list_display = ("whole", "part", "position")
    list_filter = ("whole__framework",)
    list_select_related = ("whole", "part")
    search_fields = ("whole__code", "part__code")
