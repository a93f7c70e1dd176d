"""Who may do what, where."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from districts.models.base import known
from districts.models.framework import Measure
from districts.models.unit import Unit


class Role(models.TextChoices):
    """What an account is for; each is also a group of Django's, made by migration."""

    STAFF = "staff", _("unit staff")
    HEAD = "head", _("head of unit")
    APPRAISER = "appraiser", _("appraiser")
    PUBLISHER = "publisher", _("publisher")
    ADMINISTRATOR = "administrator", _("administrator")
    READER = "reader", _("reader")


UNIT_ROLES = (Role.STAFF, Role.HEAD)  # the others are held at an authority


class Assignment(models.Model):
    """One role of one account at one unit; an appraiser may be given indices or single criteria."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("user"), on_delete=models.PROTECT, related_name="assignments"
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)
    # The own unit, or the authority.
    unit = models.ForeignKey(Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="assignments")
    measures = models.ManyToManyField(Measure, verbose_name=_("measures"), blank=True, related_name="+")  # none: all

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["user", "role", "unit"]
        constraints = [
            models.UniqueConstraint(fields=["user", "role", "unit"], name="assignment_key"),
            known("role", Role, "assignment_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.role} {self.unit}"
