"""The demo: real figures to the last digit, the rest labelled, ranks that come out as printed."""

import os
import stat
from decimal import Decimal
from io import StringIO

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command

from districts.actions.demo import read_passwords
from districts.models import (
    Assignment,
    Document,
    Event,
    Framework,
    IndicatorValue,
    Measure,
    Plan,
    Provenance,
    Publication,
    PublishedUnit,
    Round,
    Score,
    Standing,
    Statement,
    Summary,
    Target,
    TargetReport,
    Unit,
)
from districts.queries.editions import find_edition
from districts.queries.reconciliation import load_reconciliation
from districts.queries.scenario import load_stage, play
from districts.queries.targets import load_plan_summary, load_targets

pytestmark = pytest.mark.django_db

ILLUSTRATIVE = "Số liệu minh họa"
EVERYTHING = (
    Unit,
    Framework,
    Measure,
    Round,
    Score,
    Publication,
    PublishedUnit,
    Standing,
    Statement,
    Summary,
    Event,
    User,
    Assignment,
    Document,
    Plan,
    Target,
    TargetReport,
    IndicatorValue,
)


def publication(authority: str, year: int, revision: int | None = None) -> Publication:
    revisions = Publication.objects.filter(authority_slug=authority, year=year).order_by("-revision")
    return revisions.get(revision=revision) if revision else revisions[0]


def standing(
    unit: str, code: str, year: int = 2023, authority: str = "lao-cai", revision: int | None = None
) -> Standing:
    of = publication(authority, year, revision)
    return Standing.objects.select_related("band").get(publication=of, published_unit__code=unit, measure__code=code)


VAN_BAN = [
    ("total", "722.21", 3),
    ("government", "533.50", 2),
    ("economy", "446.61", 4),
    ("society", "474.83", 3),
]


@pytest.mark.parametrize(("code", "points", "rank"), VAN_BAN)
def test_van_ban_2023_is_as_printed(demo: str, code: str, points: str, rank: int) -> None:
    row = standing("089", code)
    assert (row.points, row.origin, row.provenance) == (Decimal(points), "given", Provenance.PRESS)
    assert (row.printed_rank, row.printed_provenance) == (rank, Provenance.PRESS)
    assert "684/QĐ-UBND" in row.source


@pytest.mark.parametrize(("code", "points", "rank"), VAN_BAN)
def test_the_ranks_computed_among_illustrative_neighbours_are_those_printed(
    demo: str, code: str, points: str, rank: int
) -> None:
    row = standing("089", code)
    assert (row.rank, row.rank_origin, row.ranked_of, row.tied) == (rank, "computed", 9, False)
    assert row.rank_provenance == Provenance.ILLUSTRATIVE


@pytest.mark.parametrize(
    ("code", "points", "maximum"),
    [
        ("foundation", "366.365", 500),
        ("gov-activity", "167.135", 200),
        ("econ-activity", "80.245", 150),
        ("soc-activity", "108.465", 150),
    ],
)
def test_what_van_bans_four_figures_determine_is_derived(demo: str, code: str, points: str, maximum: int) -> None:
    row = standing("089", code)
    assert (row.points, row.origin, row.max_points) == (Decimal(points), "derived", maximum)
    assert row.provenance == Provenance.PRESS


def test_the_derived_foundation_carries_its_margin(demo: str) -> None:
    assert standing("089", "foundation").margin == Decimal("0.01")


@pytest.mark.parametrize("code", ["awareness", "1.1", "7.3.1", "9.7"])
def test_below_foundation_and_activities_van_bans_figures_are_not_published(demo: str, code: str) -> None:
    row = standing("089", code)
    assert (row.state, row.points, row.rank) == ("not_published", None, None)


def test_from_ninth_to_third(demo: str) -> None:
    row = standing("089", "total")
    assert row.change_rank == 6
    assert row.change_points == row.points - standing("089", "total", 2022).points


@pytest.mark.parametrize(("unit", "rank"), [("080", 1), ("089", 9)])
def test_2022_has_lao_cai_city_first_and_van_ban_last(demo: str, unit: str, rank: int) -> None:
    row = standing(unit, "total", 2022)
    assert (row.rank, row.rank_origin, row.ranked_of, row.printed_rank) == (rank, "computed", 9, rank)
    assert (row.provenance, row.printed_provenance) == (Provenance.ILLUSTRATIVE, Provenance.PRESS)


def test_every_figure_that_is_not_published_fact_says_that_it_is_illustrative(demo: str) -> None:
    scores = Score.objects.filter(scorecard__round__authority__slug="lao-cai", scorecard__round__group="districts")
    published = scores.filter(provenance=Provenance.PRESS)
    assert sorted(published.values_list("scorecard__round__year", "scorecard__unit__code", "measure__code")) == [
        (2022, "080", "total"),
        (2022, "089", "total"),
        *((2023, "089", code) for code in ("economy", "government", "society", "total")),
    ]
    others = scores.exclude(provenance=Provenance.PRESS)
    assert set(others.values_list("provenance", "source")) == {(Provenance.ILLUSTRATIVE, ILLUSTRATIVE)}


def test_what_is_shown_of_illustrative_districts_says_so_in_its_text(demo: str) -> None:
    shown = Standing.objects.filter(publication__authority_slug="lao-cai", provenance=Provenance.ILLUSTRATIVE)
    assert set(shown.filter(origin="given").values_list("source", flat=True)) == {ILLUSTRATIVE}


def test_no_decision_is_claimed_for_illustrative_tables(demo: str) -> None:
    tables = Publication.objects.filter(authority_slug="lao-cai")
    assert set(tables.values_list("decision_number", "decision_date", "provenance")) == {
        ("", None, Provenance.ILLUSTRATIVE)
    }
    assert not tables.exclude(office="Dữ liệu minh họa").exists()


def test_the_district_framework_has_the_maxima_of_922(demo: str) -> None:
    measures = Measure.objects.filter(framework__slug="lao-cai-922")
    assert dict(measures.exclude(kind="criterion").values_list("code", "max_points")) == {
        "total": 1000, "government": 700, "economy": 650, "society": 650, "foundation": 500, "awareness": 100,
        "institutions": 100, "infrastructure": 100, "human-resources": 100, "cyber-security": 100, "smart-city": 0,
        "gov-activity": 200, "econ-activity": 150, "soc-activity": 150,
    }  # fmt: skip
    criteria = measures.filter(kind="criterion", edges=None)
    assert criteria.count() >= 40
    assert not criteria.filter(rule="").exists()


def test_the_foundation_is_a_part_of_the_total_and_of_all_three_pillars(demo: str) -> None:
    foundation = Measure.objects.get(framework__slug="lao-cai-922", code="foundation")
    assert set(foundation.wholes.values_list("code", flat=True)) == {"total", "government", "economy", "society"}


NATIONAL = [("48", "0.8002", 1), ("79", "0.7163", 2), ("22", "0.7024", 3), ("46", "0.6975", 4), ("92", "0.6924", 5)]


@pytest.mark.parametrize(("unit", "points", "rank"), NATIONAL)
def test_national_totals_are_as_printed_and_agree_with_their_indices(
    demo: str, unit: str, points: str, rank: int
) -> None:
    row = standing(unit, "total", 2022, "viet-nam")
    assert (row.points, row.rank, row.rank_origin) == (Decimal(points), rank, "printed")
    assert row.computed is not None
    assert abs(row.computed - Decimal(points)) <= Decimal("0.0001")
    assert row.contradiction is None


def test_national_ranks_are_the_printed_ones_of_all_63(demo: str) -> None:
    ranks = Standing.objects.filter(publication=publication("viet-nam", 2022), measure__code="total")
    shown = ranks.order_by("rank").values_list("rank", flat=True)
    assert list(shown) == [*range(1, 16), 15, *range(17, 64)]
    assert ranks.filter(tied=True).count() == 2


def test_national_averages_are_of_the_five_that_have_figures(demo: str) -> None:
    summaries = Summary.objects.filter(publication=publication("viet-nam", 2022))
    assert set(summaries.values_list("units", flat=True)) == {5}
    assert summaries.get(measure__code="total").mean == Decimal("0.7218")


def test_a_printed_share_is_points_of_its_maximum(demo: str) -> None:
    row = standing("48", "infrastructure", 2022, "viet-nam")
    assert (row.points, row.share) == (Decimal("0.082530"), Decimal("0.8253"))


def test_a_missing_figure_left_one_district_unranked_until_it_was_corrected(demo: str) -> None:
    before, after = standing("083", "total", 2021, revision=1), standing("083", "total", 2021, revision=2)
    assert (before.state, before.rank, before.ranked_of) == ("incomplete", None, None)
    assert (after.state, after.ranked_of) == ("scored", 9)
    assert publication("lao-cai", 2021, 2).reason.startswith(ILLUSTRATIVE)


def test_2022_is_compared_with_the_corrected_2021(demo: str) -> None:
    assert publication("lao-cai", 2022).compared_with == publication("lao-cai", 2021, 2)


def test_a_criterion_that_did_not_apply_left_the_maximum(demo: str) -> None:
    assert standing("084", "5.6", 2021).state == "not_applicable"
    assert standing("084", "total", 2021).max_points == 985
    assert standing("084", "total", 2022).change_points is None


def test_a_criterion_that_did_not_apply_gave_full_marks(demo: str) -> None:
    row = standing("080", "3.6")
    assert (row.points, row.max_points, row.coverage) == (10, 10, 1)


def test_a_zero_is_a_result(demo: str) -> None:
    row = standing("086", "1.6")
    assert (row.state, row.points, row.coverage) == ("scored", 0, 1)


def test_two_districts_tie_and_the_next_rank_is_skipped(demo: str) -> None:
    society = Standing.objects.filter(publication=publication("lao-cai", 2021), measure__code="society")
    assert sorted(society.filter(tied=True).values_list("published_unit__code", "points", "rank")) == [
        ("082", Decimal("401.66"), 5),
        ("085", Decimal("401.66"), 5),
    ]
    assert not society.filter(rank=6).exists()


@pytest.mark.parametrize("year", [2021, 2022, 2023, 2024])
def test_the_points_of_every_year_are_plausible(demo: str, year: int) -> None:
    mean = Summary.objects.get(publication=publication("lao-cai", year), measure__code="total").mean
    assert 600 < mean < 750


def test_names_are_bare_and_addresses_made_from_them(demo: str) -> None:
    assert Unit.objects.get(code="48").slug == "da-nang"
    assert Unit.objects.get(code="089").slug == "van-ban"
    provinces = Unit.objects.filter(level="province")
    assert provinces.existing_in(2022).count() == 63
    assert provinces.filter(valid_from__isnull=True, valid_to__isnull=True).count() == 11


def test_loading_again_says_so_and_changes_nothing(demo: str) -> None:
    before = [model.objects.count() for model in EVERYTHING]
    again = StringIO()
    call_command("load_demo", stdout=again)
    assert [model.objects.count() for model in EVERYTHING] == before
    assert "publish_round lao-cai 2023" in demo.splitlines()
    assert again.getvalue().splitlines()[1:] == demo.splitlines()[-9:]  # the same log-ins, printed again


def test_two_plans_of_2023_stand_side_by_side(demo: str) -> None:
    plan, programme = load_targets("lao-cai", 2023).plans
    assert (plan.counts.reached, plan.counts.total) == (13, 19)
    assert plan.counts.by_status == {"exceeded": 4, "met": 9, "not_met": 4, "under_way": 2}
    assert (programme.counts.reached, programme.counts.total) == (17, 23)
    assert "Ninh Thuận" in plan.note


def test_what_falls_short_is_what_the_report_names(demo: str) -> None:
    plan, _programme = load_plan_summary("lao-cai", 2023)
    assert [group for group, _lines in plan.short] == [
        "Hạ tầng số",
        "Dữ liệu số",
        "An toàn thông tin mạng",
        "Kinh tế số",
    ]


def test_everything_planned_and_reported_is_marked_as_illustrative(demo: str) -> None:
    for model in (Plan, Target, TargetReport, IndicatorValue):
        assert set(model.objects.values_list("provenance", flat=True)) == {Provenance.ILLUSTRATIVE}


def test_coverage_is_counted_once_and_used_twice(demo: str) -> None:
    (plan,) = load_targets("lao-cai", 2026).plans
    (line,) = plan.lines
    assert line.report is not None
    assert (line.report.numerator, line.report.denominator, line.status) == (Decimal(99), Decimal(99), "met")
    for score in Score.objects.filter(scorecard__round__year=2026, measure__code="1.4").exclude(inputs={}):
        count = IndicatorValue.objects.get(unit=score.scorecard.unit)
        assert (Decimal(score.inputs["a"]), Decimal(score.inputs["b"])) == (count.numerator, count.denominator)


def test_the_integrity_of_what_the_demo_publishes_holds(demo: str) -> None:
    call_command("check_integrity", stdout=StringIO())


def test_the_passwords_work_and_are_kept_for_their_owner_alone(demo: str) -> None:
    file = settings.VAR / "demo-logins"
    assert stat.S_IMODE(os.stat(file).st_mode) == 0o600
    for username, password in read_passwords(file).items():
        assert User.objects.get(username=username).check_password(password)
        assert f"{username}  {password}" in demo


@pytest.mark.parametrize(
    ("year", "said"),
    [
        (2023, {("089", "total"): ("722.21", 3), ("089", "government"): ("533.50", 2)}),
        (2022, {("080", "total"): (None, 1), ("089", "total"): (None, 9)}),
    ],
)
def test_what_the_press_said_is_stored_as_a_statement(
    demo: str, year: int, said: dict[tuple[str, str], tuple[str | None, int]]
) -> None:
    statement = Statement.objects.get(year=year)
    assert (statement.provenance, statement.authority.slug) == (Provenance.PRESS, "lao-cai")
    rows = statement.figures.values_list("unit__code", "measure__code", "points", "rank")
    stored = {(unit, code): (points, rank) for unit, code, points, rank in rows}
    for key, (points, rank) in said.items():
        assert stored[key] == (None if points is None else Decimal(points), rank)


def test_an_unchanged_scenario_is_every_publication_of_the_demo(demo: str) -> None:
    for publication in Publication.objects.all():
        edition = find_edition(
            publication.authority_slug, publication.year, group=publication.group, revision=publication.revision
        )
        played = play(load_stage(edition), {}, {})
        codes = [node.code for node in played.stage.graph.headlines]
        stored = Standing.objects.filter(publication=publication, measure__code__in=codes)
        places = {
            (line.unit.id, code): place for line in played.lines for code, place in zip(codes, line.places, strict=True)
        }
        assert len(places) == stored.count()
        for standing in stored.select_related("measure", "band"):
            place = places[standing.published_unit_id, standing.measure.code]
            for spot in (place.before, place.after):
                assert (spot.points, spot.share, spot.coverage) == (standing.points, standing.share, standing.coverage)
                assert (spot.rank, spot.worst_rank, spot.tied) == (standing.rank, standing.rank, standing.tied)
                assert spot.ranked_of == standing.ranked_of
                assert played.band(spot.band) == (standing.band.name if standing.band else "")


def test_in_the_demo_nothing_printed_contradicts_the_computation(demo: str) -> None:
    for year in (2022, 2023):
        found = load_reconciliation(find_edition("lao-cai", year))
        assert found.counts["differs"] == 0
        assert found.counts["agrees"] > 0
