"""Template tags of the portal, loaded everywhere (settings.TEMPLATES)."""

from django import template

register = template.Library()
