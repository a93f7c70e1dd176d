"""Writing the plan of a framework's file."""

from decimal import Decimal

import pytest
from django.contrib.auth.models import User

from districts.actions.assemble import framework_of
from districts.actions.errors import ActionError
from districts.actions.load_framework import load_framework
from districts.models import Event, Framework, Measure
from tests import factories as make
from tests.districts.imports import files
from tests.districts.imports.files import FRAMEWORK

BANDS = "name_vi,name_en,upper\nThấp,Low,0.5\nCao,High,1\n"


@pytest.fixture
def loader(db: None) -> User:
    return make.UserFactory.create(username="nguoi-nap")


@pytest.fixture
def framework(loader: User) -> Framework:
    load_framework(plan=files.framework_plan(FRAMEWORK, bands=BANDS), by=loader)
    return Framework.objects.get(slug="f960")


def test_scoring_reads_what_was_loaded(framework: Framework) -> None:
    stored = framework_of(framework)
    assert stored.codes == ("total", "government", "society", "F", "4", "4.21", "4.22", "4.22.1", "4.22.11", "5")
    assert stored.measures[0].parts == ("F", "4", "5")
    assert (stored.measures[0].min_points, stored.measures[0].max_points) == (Decimal(-5), Decimal(960))


def test_bands_are_stored(framework: Framework) -> None:
    assert list(framework.bands.values_list("name_en", "upper")) == [("Low", Decimal("0.5")), ("High", Decimal(1))]


def test_a_framework_without_rounds_is_replaced(framework: Framework, loader: User) -> None:
    text = FRAMEWORK.replace("total,F 4 5,", "total,F 5 4,").replace("Một phần", "Trực tuyến")
    load_framework(plan=files.framework_plan(text), by=loader)
    assert framework_of(framework).measures[0].parts == ("F", "5", "4")
    assert framework.measures.get(code="4.22.11").name_vi == "Trực tuyến"
    assert framework.bands.count() == 2


def test_what_was_comparable_to_a_replaced_measure_still_is(framework: Framework, loader: User) -> None:
    rows = "code,parts,kind,name_vi,max_points,comparable_to\ntotal,,total,T,960,f960:total\n"
    load_framework(plan=files.framework_plan(rows, "next"), by=loader)
    load_framework(plan=files.framework_plan(FRAMEWORK.replace("Tổng điểm", "Tổng")), by=loader)
    other = Measure.objects.select_related("comparable_to").get(framework__slug="next")
    assert other.comparable_to is not None
    assert other.comparable_to.name_vi == "Tổng"


def test_a_measure_that_others_compare_with_cannot_go(framework: Framework, loader: User) -> None:
    rows = "code,parts,kind,name_vi,max_points,comparable_to\ntotal,,total,T,960,f960:5\n"
    load_framework(plan=files.framework_plan(rows, "next"), by=loader)
    plan = files.framework_plan("code,parts,kind,name_vi,max_points\ntotal,,total,T,960\n")
    with pytest.raises(ActionError):
        load_framework(plan=plan, by=loader)
    assert framework.measures.count() == 10


@pytest.mark.parametrize("used_by", ["target", "indicator"])
def test_a_framework_that_targets_or_indicators_refer_to_stays(
    used_by: str, framework: Framework, loader: User
) -> None:
    measure = framework.measures.get(code="4.21")
    if used_by == "target":
        make.TargetFactory.create().measures.add(measure)
    else:
        make.IndicatorUseFactory.create(measure=measure)
    with pytest.raises(ActionError):
        load_framework(plan=files.framework_plan(FRAMEWORK.replace("Tổng điểm", "Tổng")), by=loader)
    assert framework.measures.get(code="4.21") == measure


def test_a_framework_that_a_round_uses_stays(framework: Framework, loader: User) -> None:
    files.load_units(files.UNITS, loader)
    files.load_scores(f"{files.LONG}089,total,1\n", loader)
    plan = files.framework_plan(FRAMEWORK.replace("Tổng điểm", "Tổng"))
    with pytest.raises(ActionError):
        load_framework(plan=plan, by=loader)
    assert framework.measures.get(code="total").name_vi == "Tổng điểm"


def test_one_event_with_digest_and_what_changed(framework: Framework, loader: User) -> None:
    text = FRAMEWORK.replace("Một phần", "Trực tuyến")
    load_framework(plan=files.framework_plan(text), by=loader)
    event = Event.objects.latest("pk")
    assert (event.verb, event.by, event.subject) == (Event.Verb.LOAD_FRAMEWORK, loader, "f960")
    assert event.file_digest == files.source(text).digest
    assert (event.before or {})["4.22.11"]["name_vi"] == "Một phần"
    assert (event.after or {})["4.22.11"]["name_vi"] == "Trực tuyến"
