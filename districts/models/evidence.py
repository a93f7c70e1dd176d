"""Evidence: the documents of a unit's library and the scores that cite them."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from districts.models.round import Round, Score
from districts.models.unit import Unit


def random_name(document: "Document", name: str) -> str:
    """Nothing of the uploaded name reaches the disk."""
    return f"evidence/{secrets.token_hex(16)}"


class Document(models.Model):
    """One document of a unit's library in a round; any number of its scores may cite it."""

    unit = models.ForeignKey(Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="documents")
    round = models.ForeignKey(Round, verbose_name=_("round"), on_delete=models.PROTECT, related_name="documents")
    number = models.CharField(_("document number"), max_length=100, blank=True)
    date = models.DateField(_("date"), null=True, blank=True)
    signer = models.CharField(_("signer"), max_length=200, blank=True)
    summary = models.CharField(pgettext_lazy("document", "summary"), max_length=500)
    link = models.URLField(_("link"), max_length=500, blank=True)
    file = models.FileField(_("file"), upload_to=random_name, blank=True)
    file_name = models.CharField(_("file name"), max_length=200, blank=True)
    file_type = models.CharField(_("file type"), max_length=100, blank=True)
    file_size = models.PositiveIntegerField(_("file size"), null=True, blank=True)  # bytes
    file_digest = models.CharField(_("digest of the file"), max_length=64, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("added by"), on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField(_("added at"), auto_now_add=True)

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["unit_id", "round_id", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(summary=""), name="document_has_a_summary"),
            models.CheckConstraint(condition=~Q(number="") | ~Q(link="") | ~Q(file=""), name="document_can_be_found"),
            models.CheckConstraint(
                condition=Q(file="", file_name="", file_digest="", file_size__isnull=True)
                | ~Q(file="") & ~Q(file_name="") & ~Q(file_digest="") & Q(file_size__isnull=False),
                name="document_file_is_described",
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.summary


class Citation(models.Model):
    """A score proved by a document."""

    score = models.ForeignKey(Score, verbose_name=_("score"), on_delete=models.PROTECT, related_name="citations")
    document = models.ForeignKey(
        Document, verbose_name=_("document"), on_delete=models.PROTECT, related_name="citations"
    )

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        ordering = ["score_id", "document_id"]  # by key: the rows' own orders would join a dozen tables
        constraints = [models.UniqueConstraint(fields=["score", "document"], name="citation_key")]

    def __str__(self) -> str:
        return f"{self.score_id} {self.document_id}"
