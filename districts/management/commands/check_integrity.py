"""Find published rows that were altered behind the portal's back."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext as _
from tqdm import tqdm

from districts.actions.integrity import find_damage
from districts.models import Publication


class Command(BaseCommand):
    help = _("Compute every digest anew and name what was altered, added or is missing.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--language", choices=["vi", "en"], help=_("the language of the messages"))

    def handle(self, *args: Any, **options: Any) -> None:
        with override(options["language"] or get_language() or settings.LANGUAGE_CODE):
            self.check_everything()

    def check_everything(self) -> None:
        damage = [str(one) for one in tqdm(find_damage(), delay=1, leave=False)]
        if damage:
            self.stdout.write("\n".join(damage))
            text = ngettext("%(count)s thing was altered.", "%(count)s things were altered.", len(damage))
            raise CommandError(text % {"count": len(damage)})
        count = Publication.objects.count()
        text = ngettext(
            "%(count)s publication is as it was published.", "%(count)s publications are as they were published.", count
        )
        self.stdout.write(text % {"count": count})
