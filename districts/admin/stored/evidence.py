from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from districts.admin.stored.base import ReadOnlyAdmin
from districts.models import Citation, Document


@admin.register(Document)
class DocumentAdmin(ReadOnlyAdmin):
    list_display = ("number", "summary", "unit", "round", "date", "file_name")
    list_select_related = ("unit", "round__authority")
    readonly_fields = ("link",)  # spares a form field, whose default scheme Django is about to change
    search_fields = ("number", "summary", "unit__name_vi", "unit__search_key")


@admin.register(Citation)
class CitationAdmin(ReadOnlyAdmin):
    list_display = ("document", "unit", "measure")
    list_select_related = ("document", "score__scorecard__unit", "score__measure")
    search_fields = ("document__number", "document__summary", "score__measure__code")

    @admin.display(description=_("unit"))
    def unit(self, citation: Citation) -> str:
        return citation.score.scorecard.unit.name

    @admin.display(description=_("measure"))
    def measure(self, citation: Citation) -> str:
        return citation.score.measure.code
