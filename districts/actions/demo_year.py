"""The demo's open round: communes at every stage of a year, brought there by the actions that people use."""

from collections.abc import Collection, Mapping
from datetime import datetime, time, timedelta
from decimal import Decimal

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from districts import answers
from districts.actions import appraisal, evidence, people
from districts.actions.completeness import unappraised
from districts.actions.entry import Entry, save_self_assessment
from districts.actions.errors import ActionError
from districts.actions.rounds import open_round
from districts.actions.transitions import Act, Covering, move
from districts.checks.reading import criteria_of
from districts.deadlines import INDOCHINA
from districts.models import Assessor, Document, Framework, Measure, Provenance, Role, Round, Score, Scorecard, Unit
from scoring.rules import InputKind, Rule, Timing

YEAR = 2026
VAN_BAN, MUONG_KHUONG, BAC_HA = "03082", "02761", "02839"
# How well the others did, in percent; Văn Bàn is for whoever tries the demo.
PERCENT = {VAN_BAN: 93, MUONG_KHUONG: 91, BAC_HA: 90, "03006": 95, "02647": 97, "04252": 94}
DONE = ("03006", "02647", "04252")
OWN = (VAN_BAN, MUONG_KHUONG)  # the units of the demo's own log-ins
OTHERS = "don-vi-khac"
NOTE = "Số liệu minh họa"
SIGNER = "Chủ tịch UBND"
BEGUN = ("1.1", "1.2", "1.3", "1.4", "1.5", "2.1", "2.2")  # what Văn Bàn has entered
LEFT_TO_APPRAISE = ("4.1", "4.2", "4.3", "4.4")  # of Bắc Hà
LOWERED, REASON = "2.1", "Thống kê của hệ thống thấp hơn số tự khai."
RETURNED = {
    "1.3": "Chưa thấy báo cáo quý IV trên hệ thống: đề nghị bổ sung hoặc sửa lại.",
    "2.1": "Số hồ sơ chưa khớp với thống kê của tỉnh: đề nghị đối chiếu.",
}


def year_is_open(authority: Unit) -> bool:
    """Whether the round is there, at whatever stage it has come to."""
    return Round.objects.filter(authority=authority, year=YEAR).exists()


@transaction.atomic
def play_year(*, authority: Unit, framework: Framework, by: User) -> Round:
    """Open the round and bring each of its communes to its stage. The demo's log-ins are there already."""
    now = timezone.now()
    round = open_round(
        authority=authority,
        group="communes",
        year=YEAR,
        framework=framework,
        opens=at(now - timedelta(days=14), 8),
        closes=at(now + timedelta(days=30), 17),
        reply_until=at(now + timedelta(days=45), 17),
        provenance=Provenance.ILLUSTRATIVE,
        by=by,
    )
    cards = {card.unit.code: card for card in round.scorecards.select_related("unit", "round__framework")}
    give_roles(authority, {code: card.unit for code, card in cards.items()}, by=by)
    cast = Cast(cards)
    cast.enter(VAN_BAN, BEGUN)
    for code in (BAC_HA, MUONG_KHUONG, *DONE):
        cast.hand_in(code)
        cast.appraise(code, LEFT_TO_APPRAISE if code == BAC_HA else ())
    cast.give_back(MUONG_KHUONG)
    for code in DONE:
        appraisal.finish(scorecard=cards[code], by=cast.appraiser)
    cast.object_to(DONE[0])
    return round


def at(day: datetime, hour: int) -> datetime:
    """That hour of the day, in Vietnam."""
    return datetime.combine(day.astimezone(INDOCHINA).date(), time(hour), INDOCHINA)


def give_roles(authority: Unit, units: Mapping[str, Unit], *, by: User) -> None:
    """The log-ins get their roles; the head of all other communes is invited and never logs in."""
    at_authority = {
        "tham-dinh": Role.APPRAISER,
        "cong-bo": Role.PUBLISHER,
        "quan-tri": Role.ADMINISTRATOR,
        "xem": Role.READER,
    }
    for name, role in at_authority.items():
        people.assign(user=account(name), role=role, unit=authority, by=by)
    for code in OWN:
        people.assign(user=account("can-bo"), role=Role.STAFF, unit=units[code], by=by)
        people.assign(user=account("lanh-dao"), role=Role.HEAD, unit=units[code], by=by)
    first, *rest = (unit for code, unit in units.items() if code not in OWN)
    others = people.invite(username=OTHERS, full_name="Các xã, phường khác", role=Role.HEAD, unit=first, by=by).user
    for unit in rest:
        people.assign(user=others, role=Role.HEAD, unit=unit, by=by)


def account(username: str) -> User:
    return User.objects.get(username=username)


class Cast:
    """Who does what in the demo's year."""

    def __init__(self, cards: Mapping[str, Scorecard]) -> None:
        self.cards = cards
        self.staff, self.head, self.appraiser = account("can-bo"), account("lanh-dao"), account("tham-dinh")
        self.others = account(OTHERS)

    def enter(self, code: str, codes: Collection[str] = ()) -> None:
        """Answer the unit's criteria, or some of them, with one document as evidence."""
        card = self.cards[code]
        staff = self.staff if code in OWN else self.others
        described = evidence.Described(
            summary="Kế hoạch chuyển đổi số năm (minh họa)",
            number="01/KH-UBND",
            date=timezone.localdate(),
            signer=SIGNER,
        )
        plan = evidence.add_document(scorecard=card, described=described, by=staff)
        measures = [measure for measure in criteria_of(card) if measure.assessed_by == Assessor.UNIT]
        entries = [entry(measure, PERCENT[code], plan) for measure in measures if not codes or measure.code in codes]
        refuse_faults(save_self_assessment(scorecard=card, entries=entries, by=staff).is_clean)

    def hand_in(self, code: str) -> None:
        self.enter(code)
        self.cover(code)

    def cover(self, code: str) -> None:
        """Submit what is entered."""
        head = self.head if code in OWN else self.others
        covering = Covering("12/BC-UBND", timezone.localdate(), SIGNER)
        move(scorecard=self.cards[code], act=Act.SUBMIT, by=head, covering=covering)

    def appraise(self, code: str, left: Collection[str]) -> None:
        """Accept what the unit says but for one criterion, and score what the province assesses."""
        card = self.cards[code]
        stored = Score.objects.filter(scorecard=card).exclude(measure__code__in=[*left, LOWERED])
        versions = dict(stored.values_list("measure__code", "version"))
        refuse_faults(appraisal.accept_as_assessed(scorecard=card, versions=versions, by=self.appraiser).is_clean)
        lowered = Score.objects.get(scorecard=card, measure__code=LOWERED)
        assert lowered.self_points is not None
        verdicts = [
            appraisal.Verdict(LOWERED, lowered.version, "scored", lowered.self_points - Decimal("0.5"), REASON),
            *(
                appraisal.Verdict(measure.code, 0, "scored", share(measure, PERCENT[code] - 5))
                for measure in criteria_of(card)
                if measure.assessed_by == Assessor.PROVINCE and measure.code not in left
            ),
        ]
        refuse_faults(appraisal.appraise(scorecard=card, verdicts=verdicts, by=self.appraiser).is_clean)

    def settle(self, code: str) -> None:
        """Accept whatever still waits, and score what the province assesses."""
        card = self.cards[code]
        waiting = unappraised(card)
        codes = [measure.code for measure in waiting]
        own = Score.objects.filter(scorecard=card, measure__code__in=codes).exclude(self_state="")
        versions = dict(own.values_list("measure__code", "version"))
        refuse_faults(appraisal.accept_as_assessed(scorecard=card, versions=versions, by=self.appraiser).is_clean)
        verdicts = [
            appraisal.Verdict(measure.code, 0, "scored", share(measure, PERCENT[code]))
            for measure in waiting
            if measure.assessed_by == Assessor.PROVINCE
        ]
        refuse_faults(appraisal.appraise(scorecard=card, verdicts=verdicts, by=self.appraiser).is_clean)

    def give_back(self, code: str) -> None:
        appraisal.return_scorecard(scorecard=self.cards[code], reasons=RETURNED, by=self.appraiser)

    def object_to(self, code: str) -> None:
        """Reply to the lowered points."""
        card = self.cards[code]
        version = Score.objects.get(scorecard=card, measure__code=LOWERED).version
        said = appraisal.Reply(LOWERED, version, agrees=False, note="Đề nghị tính cả hồ sơ nộp trong tháng 12.")
        refuse_faults(appraisal.reply(scorecard=card, replies=[said], by=self.others).is_clean)


def finish_others(round: Round) -> None:
    """Bring every commune but Văn Bàn to the end of its appraisal: for whoever plays that one alone."""
    cards = {card.unit.code: card for card in round.scorecards.select_related("unit", "round__framework")}
    cast = Cast(cards)
    cast.cover(MUONG_KHUONG)
    for code in (MUONG_KHUONG, BAC_HA):
        cast.settle(code)
        appraisal.finish(scorecard=cards[code], by=cast.appraiser)


def refuse_faults(is_clean: bool) -> None:
    """The demo's answers fit its framework; where somebody changed one without the other, nothing is loaded."""
    if not is_clean:
        raise ActionError("The demo's answers do not fit its framework.")


def entry(measure: Measure, percent: int, plan: Document) -> Entry:
    """An answer that gives about this share of the points, by the criterion's own rule."""
    rule = answers.rule_of(measure.rule)
    return Entry(
        measure_code=measure.code,
        version=0,
        state="scored",
        inputs=inputs_of(rule, percent, measure.position) if rule else {},
        points=None if rule else share(measure, percent),
        explanation=NOTE,
        documents=(plan.pk,) if measure.evidence else (),
    )


def inputs_of(rule: Rule, percent: int, position: int) -> dict[str, str | bool]:
    """What the rule asks for; each criterion has a b of its own."""
    of = 40 + 12 * position
    values: dict[str, str | bool] = {}
    for asked in rule.inputs:
        if asked.kind is InputKind.AMOUNT:
            values[asked.name] = str(of if asked.name.endswith("b") else of * percent // 100)
        elif asked.kind is InputKind.COUNT:
            values[asked.name] = str(percent // 4)
        else:
            values[asked.name] = True if asked.kind is InputKind.YES else Timing.ON_TIME.value
    return values


def share(measure: Measure, percent: int) -> Decimal:
    """That share of the maximum, to half a point."""
    return Decimal(int(measure.max_points * 2 * percent / 100)) / 2
