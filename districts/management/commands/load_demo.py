"""Load the demo: the data under fixtures/demo published round by round, a year open for entry, a log-in a role."""

import os
from io import StringIO
from itertools import takewhile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.translation import gettext as _

from districts.actions.demo import Login, demo_is_loaded, ensure_logins, system
from districts.actions.demo_coverage import count_coverage
from districts.actions.demo_tasks import staff_the_district
from districts.actions.demo_year import YEAR, play_year, year_is_open
from districts.imports.authorities import find_area
from districts.models import Framework

FIXTURES = Path("fixtures", "demo")
LAO_CAI = "lao-cai-922"
NATIONAL = "dti-922-national"
COMMUNE = "lao-cai-xa-2026"
YEARS = (2021, 2022, 2023, 2024)
OFFICE = "Dữ liệu minh họa"  # who publishes the illustrative tables: no authority did
MINISTRY = "Bộ Thông tin và Truyền thông"
CORRECTION = (
    "Số liệu minh họa: Mường Khương bổ sung kết quả khảo sát 9.7 còn thiếu, "
    "Bát Xát được tính lại tiêu chí 7.4 sau khi đối chiếu tài liệu kiểm chứng."
)
STATEMENTS = {2022: ("791/QĐ-UBND", "11/04/2023"), 2023: ("684/QĐ-UBND", "03/04/2024")}
LAO_CAI_TEXTS = {
    "--title": "Bộ chỉ số DTI cấp huyện, phỏng theo Quyết định 922/QĐ-BTTTT (minh họa)",
    "--title-en": "District DTI framework after decision 922/QĐ-BTTTT (illustrative adaptation)",
    "--note": "Các chỉ số chính và điểm tối đa theo Quyết định 922/QĐ-BTTTT ngày 20/05/2022. Chỉ số thành phần, "
    "điểm tối đa và cách tính điểm của chỉ số thành phần là minh họa, không phải của tỉnh Lào Cai.",
    "--note-en": "The main indices and their maxima follow decision 922/QĐ-BTTTT of 20/05/2022. The component "
    "criteria, their maxima and their rules are illustrative; they are not those of Lào Cai province.",
}
NATIONAL_TEXTS = {
    "--title": "Bộ chỉ số DTI cấp tỉnh theo Quyết định 922/QĐ-BTTTT",
    "--title-en": "Provincial DTI framework by decision 922/QĐ-BTTTT",
    "--note": "Thang điểm từ 0 đến 1. Giá trị công bố của mỗi chỉ số chính là tỷ lệ so với điểm tối đa.",
    "--note-en": "On a scale from 0 to 1. The published value of a main index is its share of the maximum.",
}

COMMUNE_TEXTS = {
    "--title": "Bộ chỉ số chuyển đổi số cấp xã năm 2026 (minh họa)",
    "--title-en": "Commune digital transformation framework 2026 (illustrative)",
    "--note": "Bộ chỉ số này do phần mềm minh họa tự đặt ra; không phải của tỉnh Lào Cai hay của Bộ.",
    "--note-en": "This framework was made up for the demo; it is neither the province's nor the ministry's.",
}


class Command(BaseCommand):
    help = _(
        "Load and publish the demo data, open a year for entry, make a log-in for every role. "
        "A second call changes nothing."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            if demo_is_loaded(framework=LAO_CAI, year=YEARS[-1]):
                self.stdout.write(_("The demo data is there already; nothing was changed."))
            else:
                self.load()
            logins = ensure_logins(file=settings.VAR / "demo-logins")
            self.open_year(logins)
        self.tell(logins)

    def load(self) -> None:
        """Every step is a command that anybody may type; all of them together or none."""
        self.step("load_units", fixture("units.csv"))
        self.load_framework(NATIONAL, "framework-national.csv", NATIONAL_TEXTS)
        self.load_framework(LAO_CAI, "framework-lao-cai.csv", LAO_CAI_TEXTS, "--bands", fixture("bands.csv"))
        self.load_framework(COMMUNE, "framework-commune.csv", COMMUNE_TEXTS, "--bands", fixture("bands.csv"))
        self.load_scores("scores-national-2022.csv", "viet-nam", 2022, NATIONAL)
        self.step("publish_round", "viet-nam", "2022", "--office", MINISTRY)
        for year in YEARS:
            self.load_scores(f"scores-lao-cai-{year}.csv", "lao-cai", year, LAO_CAI)
            self.step("publish_round", "lao-cai", str(year), "--office", OFFICE)
            if year == YEARS[0]:  # before the next year, so that its change is against the corrected figures
                correction = f"scores-lao-cai-{year}-correction.csv"
                self.load_scores(correction, "lao-cai", year, LAO_CAI, "--correct", CORRECTION)
        for year, decision in STATEMENTS.items():
            self.load_statement(year, *decision)
        self.load_targets(2023, "--reports", fixture("target-reports-lao-cai-2023.csv"))
        self.load_tasks(2023)

    def open_year(self, logins: list[Login]) -> None:
        """The round that people enter; where an account is somebody else's, it is given no role and there is none."""
        authority = find_area("lao-cai", YEAR).authority
        if year_is_open(authority):
            return
        if not all(login.password for login in logins):
            self.stdout.write(_("An account of the demo is somebody else's: no round was opened."))
            return
        self.stdout.write(f"open_round lao-cai {YEAR}")
        round = play_year(authority=authority, framework=Framework.objects.get(slug=COMMUNE), by=system())
        count_coverage(authority=authority, round=round, by=system())
        self.load_targets(YEAR)
        staff_the_district(by=system())

    def load_framework(self, slug: str, file: str, texts: dict[str, str], *more: str) -> None:
        named = [word for pair in texts.items() for word in pair]
        self.step("load_framework", fixture(file), "--slug", slug, *named, *more)

    def load_scores(self, file: str, authority: str, year: int, framework: str, *more: str) -> None:
        where = ("--authority", authority, "--year", str(year), "--framework", framework)
        self.step("load_scores", fixture(file), *where, *more)

    def load_statement(self, year: int, number: str, day: str) -> None:
        """What the press said of a decision; its words are those of the scores' source."""
        title = f"Xếp hạng năm {year} theo Quyết định {number} ngày {day} của UBND tỉnh Lào Cai"
        where = ("--authority", "lao-cai", "--year", str(year), "--framework", LAO_CAI)
        words = ("--title", title, "--source", f"{title}, như báo chí đã đưa", "--provenance", "press")
        self.step(
            "load_statement",
            fixture(f"statement-lao-cai-{year}.csv"),
            *where,
            *words,
            "--number",
            number,
            "--date",
            day,
        )

    def load_tasks(self, year: int) -> None:
        """What was agreed to win back the points lost in that year."""
        agreements = fixture(f"agreements-lao-cai-{year}.csv")
        where = ("--authority", "lao-cai", "--year", str(year), "--agreements", agreements)
        self.step("load_tasks", fixture(f"tasks-lao-cai-{year}.csv"), *where)

    def load_targets(self, year: int, *more: str) -> None:
        """A plan of the year with its targets and what was reported of them."""
        self.step(
            "load_targets", fixture(f"targets-lao-cai-{year}.csv"), "--authority", "lao-cai", "--year", str(year), *more
        )

    def step(self, command: str, *words: str) -> None:
        self.stdout.write(" ".join((command, *takewhile(lambda word: not word.startswith("--"), words))))
        call_command(command, *words, "--commit", stdout=StringIO())

    def tell(self, logins: list[Login]) -> None:
        self.stdout.write(_("Log-ins of the demo, at /admin/:"))
        for login in logins:
            self.stdout.write(f"  {login.username}  {login.password or _('(password changed since)')}")


def fixture(name: str) -> str:
    """A file of the demo, as one would type it here."""
    return os.path.relpath(settings.BASE_DIR / FIXTURES / name)
