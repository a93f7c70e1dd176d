"""The demo's coverage: one indicator, counted for the province and its communes, used by a target and a criterion."""

from datetime import date
from decimal import Decimal

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from districts.actions.indicators import report_indicator, save_indicator
from districts.coverage import Counted
from districts.models import Indicator, Measure, Provenance, Round, Score, Unit

CODE = "to-cong-nghe-so"
CRITERION = "1.4"
COUNTED_ON = date(2026, 9, 30)
COMMUNES = 99  # of the merged province; all of them with a team, as its target says (illustrative)
SOURCE = "Số liệu minh họa"
OFFICE = "Dữ liệu minh họa"
TEXTS = {
    "code": CODE,
    "name_vi": "Đơn vị trực thuộc có tổ công nghệ số cộng đồng",
    "name_en": "Places below the unit with a community digital technology team",
    "numerator_vi": "Xã, phường (của tỉnh) hoặc thôn, tổ dân phố (của xã) có tổ công nghệ số cộng đồng",
    "numerator_en": "Communes (of a province) or hamlets (of a commune) with a community digital technology team",
    "denominator_vi": "Tất cả xã, phường (của tỉnh) hoặc thôn, tổ dân phố (của xã)",
    "denominator_en": "All communes (of a province) or hamlets (of a commune)",
}


@transaction.atomic
def count_coverage(*, authority: Unit, round: Round, by: User) -> Indicator:
    """99 of 99 communes; and the hamlets of each commune, as it has answered the criterion that now takes them."""
    criterion = Measure.objects.get(framework=round.framework_id, code=CRITERION)
    indicator = save_indicator(
        authority=authority, indicator=None, values=TEXTS, measures=[criterion], version=0, by=by
    )
    count(indicator, authority, COMMUNES, COMMUNES, by=by)
    answered = Score.objects.filter(scorecard__round=round, measure=criterion).select_related("scorecard__unit")
    for score in answered.order_by("scorecard__unit__code"):
        if score.inputs:
            count(indicator, score.scorecard.unit, score.inputs["a"], score.inputs["b"], by=by)
    return indicator


def count(indicator: Indicator, unit: Unit, part: int | str, whole: int | str, *, by: User) -> None:
    counted = Counted(
        as_of=min(COUNTED_ON, timezone.localdate()),
        numerator=Decimal(part),
        denominator=Decimal(whole),
        office=OFFICE,
        provenance=Provenance.ILLUSTRATIVE,
        source=SOURCE,
    )
    report_indicator(indicator=indicator, unit=unit, counted=counted, seen=0, by=by)
