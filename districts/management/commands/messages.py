"""`manage.py messages update|check|compile`: the Vietnamese catalogue, without gettext's programs."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from dti_portal.translation import catalogue
from dti_portal.translation.message import UnreadableMessageError


class Command(BaseCommand):
    help = "Keep locale/vi/LC_MESSAGES/django.po in step with the code, check it, or compile it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("act", choices=["update", "check", "compile"])

    def handle(self, *args: Any, act: str, **options: Any) -> None:
        acts = {"update": self.renew, "check": self.find_faults, "compile": self.compile}
        try:
            acts[act]()
        except UnreadableMessageError as error:
            raise CommandError(str(error)) from error

    def renew(self) -> None:
        messages = catalogue.collect(settings.BASE_DIR)
        catalogue.update(catalogue.CATALOGUE, messages)
        self.stdout.write(f"{len(messages)} texts. `messages check` names those without a translation.")

    def find_faults(self) -> None:
        faults = catalogue.faults(catalogue.CATALOGUE, catalogue.collect(settings.BASE_DIR))
        if faults:
            raise CommandError("\n".join([*faults, f"{len(faults)} faults; `messages update` adds and removes texts."]))
        self.stdout.write("Every text is translated.")

    def compile(self) -> None:
        catalogue.compile_catalogue(catalogue.CATALOGUE)
