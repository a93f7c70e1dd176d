"""A plan of Lào Cai for 2023 with two targets, for every test of plans."""

from datetime import date
from decimal import Decimal
from typing import Any

from districts.actions.target_reports import Told
from districts.models import Plan, Target, Unit
from tests import factories as make


def make_plan(authority: Unit, **fields: Any) -> Plan:
    return make.PlanFactory.create(authority=authority, **{"code": "ke-hoach", **fields})


def make_target(plan: Plan, code: str = "1", **fields: Any) -> Target:
    """At least 80 %, unless said otherwise; all in one group."""
    group = plan.groups.filter(name_vi="Hạ tầng số").first() or make.TargetGroupFactory.create(
        plan=plan, name_vi="Hạ tầng số", position=1
    )
    return make.TargetFactory.create(plan=plan, **{"code": code, "group": group, "position": int(code), **fields})


def make_yes_no(plan: Plan, code: str = "2", **fields: Any) -> Target:
    return make_target(plan, code, comparison="yes_no", planned=None, measured_in_vi="", **fields)


def report(target: Target, value: str, day: date = date(2023, 12, 31), **fields: Any) -> None:
    """A stored report; of a yes or no target `value` is yes or no."""
    yes_no = target.comparison == "yes_no"
    make.TargetReportFactory.create(
        target=target,
        as_of=day,
        value=None if yes_no else Decimal(value),
        answer=value == "yes" if yes_no else None,
        **fields,
    )


def told(value: str = "61", day: date = date(2023, 12, 31), **fields: Any) -> Told:
    return Told(**{"as_of": day, "value": Decimal(value), "answer": None, "office": "Sở TTTT", **fields})
