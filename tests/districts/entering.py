"""A round that is being entered: a small framework with rules, two districts, and people of every role."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User

from districts.models import Framework, Measure, Role, Round, Score, Scorecard, ScoreState, Unit
from tests import factories as make
from tests.districts.people import make_person
from tests.districts.world import make_district, make_province

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
OPENS = datetime(2026, 1, 5, 8, 0, tzinfo=VIETNAM)
DURING = datetime(2026, 1, 15, 9, 30, tzinfo=VIETNAM)
CLOSES = datetime(2026, 1, 31, 17, 0, tzinfo=VIETNAM)
APPRAISAL = datetime(2026, 2, 10, 9, 0, tzinfo=VIETNAM)
REPLY_UNTIL = datetime(2026, 2, 28, 17, 0, tzinfo=VIETNAM)

# code: (kind, maximum, parts, rule, evidence, who assesses)
MEASURES: dict[str, tuple[str, int, tuple[str, ...], str, str, str]] = {
    "1.1": ("criterion", 10, (), "yes_no", "Kế hoạch", "unit"),
    "1.2": ("criterion", 20, (), "ratio_cap 75%", "", "unit"),
    "1.3": ("criterion", 10, (), "Hội đồng chấm", "", "unit"),
    "1.4": ("criterion", 10, (), "tiers 52:1 20:1/2 1:1/4", "", "unit"),
    "1": ("index", 50, ("1.1", "1.2", "1.3", "1.4"), "", "", "unit"),
    "2.1": ("criterion", 10, (), "", "", "province"),
    "2.2": ("criterion", 0, (), "", "", "unit"),
    "2": ("index", 10, ("2.1", "2.2"), "", "", "unit"),
    "P": ("pillar", 50, ("1",), "", "", "unit"),
    "T": ("total", 60, ("1", "2"), "", "", "unit"),
}
OF_UNIT = ("1.1", "1.2", "1.3", "1.4")
SCORED = (*OF_UNIT, "2.1")


def make_framework(slug: str = "lao-cai-2026") -> Framework:
    framework = make.FrameworkFactory.create(slug=slug, title_vi="Bộ chỉ số cấp huyện 2026")
    measures: dict[str, Measure] = {}
    for position, (code, (kind, most, parts, rule, evidence, assessor)) in enumerate(MEASURES.items()):
        measures[code] = make.MeasureFactory.create(
            framework=framework,
            code=code,
            position=position,
            kind=kind,
            max_points=Decimal(most),
            rule=rule,
            evidence=evidence,
            assessed_by=assessor,
        )
        for place, part in enumerate(parts):
            make.PartFactory.create(whole=measures[code], part=measures[part], position=place)
    return framework


@dataclass
class Year:
    """A round with two scorecards in draft, and its people."""

    province: Unit
    framework: Framework
    round: Round
    card: Scorecard  # of Văn Bàn
    other: Scorecard  # of Sa Pa
    staff: User
    colleague: User
    head: User
    neighbour: User  # staff of the other
    appraiser: User
    surveyor: User  # appraises index 2 only
    publisher: User
    administrator: User
    reader: User
    superuser: User
    stranger: User

    def measure(self, code: str) -> Measure:
        return self.framework.measures.get(code=code)

    def score(self, code: str, card: Scorecard | None = None) -> Score:
        return Score.objects.get(scorecard=card or self.card, measure__code=code)

    def set_stage(self, stage: str, *cards: Scorecard) -> None:
        """Past the transitions, for what comes after them."""
        is_done = stage in (Scorecard.Stage.APPRAISED, Scorecard.Stage.PUBLISHED)
        for card in cards or (self.card, self.other):
            card.stage = stage
            card.appraised_by, card.appraised_at = (self.appraiser, APPRAISAL) if is_done else (None, None)
            card.save()

    def fill(self, *cards: Scorecard, appraised: bool = False) -> None:
        """Self-assess everything of the unit with half of the maximum; `appraised`: and give it that."""
        for card in cards or (self.card, self.other):
            for code in SCORED if appraised else OF_UNIT:
                self.make_score(card, code, appraised)

    def make_score(self, card: Scorecard, code: str, appraised: bool) -> Score:
        measure = self.measure(code)
        half = measure.max_points / 2
        own = {"self_state": ScoreState.SCORED, "self_points": half, "explanation": "Theo báo cáo", "version": 1}
        verdict = {"state": ScoreState.SCORED, "points": half, "appraised_by": self.appraiser, "appraised_at": DURING}
        nothing = {"state": ScoreState.MISSING, "points": None}
        return make.ScoreFactory.create(
            scorecard=card,
            measure=measure,
            **(own if measure.assessed_by == "unit" else {}),
            **(verdict if appraised else nothing),
        )


def make_year(year: int = 2026) -> Year:
    province = make_province()
    framework = make_framework()
    round = make.RoundFactory.create(
        authority=province, framework=framework, year=year, opens=OPENS, closes=CLOSES, reply_until=REPLY_UNTIL
    )
    van_ban, sa_pa = make_district(province, "089", "Văn Bàn"), make_district(province, "088", "Sa Pa")
    card, other = (
        make.ScorecardFactory.create(round=round, unit=unit, stage="draft", appraised_by=None, appraised_at=None)
        for unit in (van_ban, sa_pa)
    )
    return Year(
        province=province,
        framework=framework,
        round=round,
        card=card,
        other=other,
        staff=make_person("can-bo", Role.STAFF, van_ban),
        colleague=make_person("dong-nghiep", Role.STAFF, van_ban),
        head=make_person("lanh-dao", Role.HEAD, van_ban),
        neighbour=make_person("can-bo-sa-pa", Role.STAFF, sa_pa),
        appraiser=make_person("tham-dinh", Role.APPRAISER, province),
        surveyor=make_person("khao-sat", Role.APPRAISER, province, [framework.measures.get(code="2")]),
        publisher=make_person("cong-bo", Role.PUBLISHER, province),
        administrator=make_person("quan-tri", Role.ADMINISTRATOR, province),
        reader=make_person("xem", Role.READER, province),
        superuser=make.UserFactory.create(username="sieu-nguoi-dung", is_superuser=True),
        stranger=make.UserFactory.create(username="nguoi-la"),
    )
