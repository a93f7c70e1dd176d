from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from districts.actions.errors import ActionError
from districts.actions.publish import preview, publish
from districts.models import (
    Event,
    Framework,
    Level,
    Provenance,
    Publication,
    PublishedUnit,
    Round,
    Scorecard,
    Standing,
    Summary,
    Unit,
)
from tests.districts import world

pytestmark = pytest.mark.django_db


def standing(publication: Publication, unit: Unit, code: str) -> Standing:
    return Standing.objects.get(publication=publication, published_unit__unit=unit, measure__code=code)


def test_every_unit_has_a_standing_in_every_measure(round_2023: Round, author: User) -> None:
    publication = publish(round=round_2023, by=author)
    assert publication.standings.count() == 3 * len(world.SHAPE)
    assert publication.unit_count == 3


def test_the_round_counts_as_published(round_2023: Round, author: User) -> None:
    publish(round=round_2023, by=author)
    round_2023.refresh_from_db()
    assert round_2023.stage == Round.Stage.PUBLISHED


@pytest.mark.parametrize(("code", "points"), [(code, points) for code, (points, _) in world.VAN_BAN.items()])
def test_what_was_printed_is_what_is_shown(
    round_2023: Round, van_ban: Unit, author: User, code: str, points: str
) -> None:
    shown = standing(publish(round=round_2023, by=author), van_ban, code)
    assert (shown.points, shown.origin, shown.provenance) == (Decimal(points), "given", "press")


@pytest.mark.parametrize(
    ("code", "points"), [("foundation", "366.365"), ("gov", "167.135"), ("econ", "80.245"), ("soc", "108.465")]
)
def test_what_printed_figures_determine_is_derived(
    round_2023: Round, van_ban: Unit, author: User, code: str, points: str
) -> None:
    shown = standing(publish(round=round_2023, by=author), van_ban, code)
    assert (shown.points, shown.origin, shown.margin) == (Decimal(points), "derived", Decimal("0.01"))


def test_below_what_was_published_nothing_is_made_up(round_2023: Round, van_ban: Unit, author: User) -> None:
    shown = standing(publish(round=round_2023, by=author), van_ban, "awareness")
    assert (shown.state, shown.points, shown.rank, shown.source) == ("not_published", None, None, "")


def test_a_rank_is_as_weak_as_the_weakest_neighbour(round_2023: Round, van_ban: Unit, author: User) -> None:
    shown = standing(publish(round=round_2023, by=author), van_ban, "total")
    assert (shown.rank, shown.rank_origin, shown.ranked_of) == (2, "computed", 3)
    assert (shown.rank_provenance, shown.printed_rank, shown.printed_provenance) == ("illustrative", 2, "press")


def test_a_publication_is_as_weak_as_its_weakest_figure(round_2023: Round, author: User) -> None:
    assert publish(round=round_2023, by=author).provenance == Provenance.ILLUSTRATIVE


def test_official_figures_make_an_official_publication(
    lao_cai: Unit, framework: Framework, sa_pa: Unit, author: User
) -> None:
    round = world.make_round(lao_cai, framework)
    world.make_card(round, sa_pa, world.leaves("1", "2", "3", "4", "5"), by=author)
    assert publish(round=round, by=author).provenance == Provenance.OFFICIAL


def test_the_band_is_that_of_the_share(round_2023: Round, van_ban: Unit, author: User) -> None:
    band = standing(publish(round=round_2023, by=author), van_ban, "total").band
    assert band is not None
    assert band.name_vi == "Nâng cao"


def test_the_source_of_a_given_figure_is_frozen(round_2023: Round, van_ban: Unit, author: User) -> None:
    assert standing(publish(round=round_2023, by=author), van_ban, "total").source == "Báo Lào Cai"


def test_a_sum_names_the_source_that_all_its_inputs_share(round_2023: Round, sa_pa: Unit, author: User) -> None:
    assert standing(publish(round=round_2023, by=author), sa_pa, "total").source == "minh họa"


def test_a_sum_of_two_sources_names_none(round_2023: Round, sa_pa: Unit, author: User) -> None:
    scores = round_2023.scorecards.get(unit=sa_pa).scores
    scores.filter(measure__code="gov").update(source="Sở TT&TT")
    publication = publish(round=round_2023, by=author)
    assert standing(publication, sa_pa, "total").source == ""
    assert standing(publication, sa_pa, "society").source == "minh họa"


def test_a_derived_figure_names_the_source_of_all_that_was_given(
    round_2023: Round, van_ban: Unit, author: User
) -> None:
    publication = publish(round=round_2023, by=author)
    assert standing(publication, van_ban, "foundation").source == "Báo Lào Cai"


def test_what_the_page_shows_of_a_unit_is_frozen(round_2023: Round, van_ban: Unit, author: User) -> None:
    publication = publish(round=round_2023, by=author)
    van_ban.name_vi, van_ban.slug = "Xã Văn Bàn", "xa-van-ban"
    van_ban.save()
    frozen = PublishedUnit.objects.get(publication=publication, unit=van_ban)
    assert (frozen.name_vi, frozen.slug, frozen.code, frozen.kind) == ("Văn Bàn", "van-ban", "089", "district")
    assert frozen.search_key == "van ban"


def test_what_the_heading_shows_is_frozen(round_2023: Round, author: User) -> None:
    publication = publish(round=round_2023, by=author, decision_number="684/QĐ-UBND", decision_date=date(2024, 4, 3))
    publication.refresh_from_db()
    assert (publication.authority_slug, publication.authority_level) == ("lao-cai", Level.PROVINCE)
    assert (publication.group, publication.year, publication.revision) == ("districts", 2023, 1)
    assert (publication.decision_number, publication.decision_date) == ("684/QĐ-UBND", date(2024, 4, 3))


def test_the_office_is_the_authority_unless_it_is_named(round_2023: Round, round_2022: Round, author: User) -> None:
    assert publish(round=round_2022, by=author).office == "Tỉnh Lào Cai"
    assert publish(round=round_2023, by=author, office="Sở TT&TT").office == "Sở TT&TT"


def test_summaries_say_over_how_many_units(round_2023: Round, author: User) -> None:
    publication = publish(round=round_2023, by=author)
    summary = Summary.objects.get(publication=publication, measure__code="awareness")
    assert (summary.units, summary.mean, summary.best) == (2, Decimal(175), Decimal(200))


def test_publishing_leaves_one_event_with_counts_and_digest(round_2023: Round, author: User) -> None:
    publication = publish(round=round_2023, by=author)
    event = Event.objects.get()
    assert (event.verb, event.by, event.subject) == (Event.Verb.PUBLISH, author, "lao-cai/2023/districts r1")
    assert isinstance(event.after, dict)
    assert (event.after["units"], event.after["standings"], event.after["digest"]) == (3, 33, publication.digest)


def test_a_unit_outside_the_ranking_is_shown_without_rank(round_2023: Round, sa_pa: Unit, author: User) -> None:
    Scorecard.objects.filter(round=round_2023, unit=sa_pa).update(ranked=False)
    publication = publish(round=round_2023, by=author)
    assert standing(publication, sa_pa, "total").rank is None
    assert publication.units.get(unit=sa_pa).ranked is False


def test_missing_points_leave_a_sum_incomplete_and_unranked(round_2023: Round, sa_pa: Unit, author: User) -> None:
    scores = round_2023.scorecards.get(unit=sa_pa).scores
    scores.filter(measure__code="gov").update(points=None, state="missing")
    shown = standing(publish(round=round_2023, by=author), sa_pa, "total")
    assert (shown.state, shown.points, shown.coverage) == ("incomplete", Decimal("640.5"), Decimal("0.8"))
    assert shown.rank is None


def test_a_measure_that_does_not_apply_leaves_the_maximum(round_2023: Round, sa_pa: Unit, author: User) -> None:
    scores = round_2023.scorecards.get(unit=sa_pa).scores
    scores.filter(measure__code="gov").update(points=None, state="not_applicable")
    publication = publish(round=round_2023, by=author)
    assert standing(publication, sa_pa, "total").max_points == Decimal(800)
    assert standing(publication, sa_pa, "gov").state == "not_applicable"


def test_full_marks_where_the_criterion_gives_them(
    round_2023: Round, framework: Framework, sa_pa: Unit, author: User
) -> None:
    framework.measures.filter(code="gov").update(not_applicable="full")
    scores = round_2023.scorecards.get(unit=sa_pa).scores
    scores.filter(measure__code="gov").update(points=None, state="not_applicable")
    assert standing(publish(round=round_2023, by=author), sa_pa, "gov").points == Decimal(200)


def test_only_a_printed_rank_is_the_rank_shown(
    lao_cai: Unit, framework: Framework, sa_pa: Unit, van_ban: Unit, author: User
) -> None:
    round = world.make_round(lao_cai, framework)
    world.make_card(round, sa_pa, {"total": "#7"}, by=author, source="QĐ 684")
    world.make_card(round, van_ban, {"total": "#8"}, by=author)
    shown = standing(publish(round=round, by=author), sa_pa, "total")
    assert (shown.points, shown.rank, shown.rank_origin, shown.source) == (None, 7, "printed", "QĐ 684")


def test_a_contradicting_figure_is_shown_with_its_contradiction(round_2023: Round, van_ban: Unit, author: User) -> None:
    world.set_points(round_2023, van_ban, "total", "100")
    shown = standing(publish(round=round_2023, by=author), van_ban, "total")
    assert shown.points == Decimal(100)
    assert shown.contradiction is not None


def test_a_figure_above_the_units_own_maximum_is_published_as_printed(
    lao_cai: Unit, framework: Framework, sa_pa: Unit, author: User
) -> None:
    round = world.make_round(lao_cai, framework)
    world.make_card(round, sa_pa, {"total": "980", "gov": "not_applicable"}, by=author)
    shown = standing(publish(round=round, by=author), sa_pa, "total")
    assert (shown.points, shown.max_points) == (Decimal(980), Decimal(800))


def test_change_is_against_the_year_before(round_2022: Round, round_2023: Round, van_ban: Unit, author: User) -> None:
    before = publish(round=round_2022, by=author)
    publication = publish(round=round_2023, by=author)
    shown = standing(publication, van_ban, "total")
    assert publication.compared_with == before
    assert (shown.change_points, shown.change_rank) == (Decimal("292.21"), 1)


def test_a_fallen_rank_is_a_negative_change(round_2022: Round, round_2023: Round, bac_ha: Unit, author: User) -> None:
    publish(round=round_2022, by=author)
    assert standing(publish(round=round_2023, by=author), bac_ha, "total").change_rank == -1


def test_without_a_year_before_there_is_no_change(round_2023: Round, van_ban: Unit, author: User) -> None:
    publication = publish(round=round_2023, by=author)
    shown = standing(publication, van_ban, "total")
    assert (publication.compared_with, shown.change_points, shown.change_rank) == (None, None, None)


def test_another_group_is_not_compared_with(round_2022: Round, round_2023: Round, author: User) -> None:
    Round.objects.filter(pk=round_2022.pk).update(group="departments")
    publish(round=round_2022, by=author)
    assert publish(round=round_2023, by=author).compared_with is None


def test_another_basis_is_not_compared_with(round_2022: Round, round_2023: Round, author: User) -> None:
    Round.objects.filter(pk=round_2022.pk).update(basis="merged")
    publish(round=round_2022, by=author)
    assert publish(round=round_2023, by=author).compared_with is None


def test_another_framework_is_compared_only_where_it_says_so(
    round_2022: Round, lao_cai: Unit, framework: Framework, sa_pa: Unit, author: User
) -> None:
    publish(round=round_2022, by=author)
    later = world.make_framework("lao-cai-405")
    later.measures.filter(code="gov").update(comparable_to=framework.measures.get(code="gov"))
    round = world.make_round(lao_cai, later)
    world.make_card(round, sa_pa, world.leaves("1", "2", "180", "4", "5"), by=author)
    publication = publish(round=round, by=author)
    assert standing(publication, sa_pa, "gov").change_points == Decimal(10)
    assert standing(publication, sa_pa, "total").change_points is None


def test_incomplete_points_are_not_compared(round_2022: Round, round_2023: Round, sa_pa: Unit, author: User) -> None:
    publish(round=round_2022, by=author)
    scores = round_2023.scorecards.get(unit=sa_pa).scores
    scores.filter(measure__code="gov").update(points=None, state="missing")
    assert standing(publish(round=round_2023, by=author), sa_pa, "total").change_points is None


def test_a_round_is_published_once(round_2023: Round, author: User) -> None:
    publish(round=round_2023, by=author)
    with pytest.raises(ActionError):
        publish(round=round_2023, by=author)
    assert Publication.objects.count() == 1


def test_a_round_without_scorecards_is_refused(lao_cai: Unit, framework: Framework, author: User) -> None:
    with pytest.raises(ActionError):
        publish(round=world.make_round(lao_cai, framework), by=author)


def test_a_unit_that_is_not_appraised_stops_it_and_is_named(round_2023: Round, sa_pa: Unit, author: User) -> None:
    Scorecard.objects.filter(round=round_2023, unit=sa_pa).update(stage=Scorecard.Stage.SUBMITTED)
    with pytest.raises(ActionError, match="Sa Pa"):
        publish(round=round_2023, by=author)


def test_a_framework_that_does_not_add_up_is_refused(round_2023: Round, framework: Framework, author: User) -> None:
    framework.measures.filter(code="total").update(max_points=999)
    with pytest.raises(ActionError, match="lao-cai-922"):
        publish(round=round_2023, by=author)


def test_two_units_of_one_code_are_refused(round_2023: Round, sa_pa: Unit, author: User) -> None:
    Unit.objects.filter(pk=sa_pa.pk).update(code="089", valid_from=date(2020, 1, 1))
    with pytest.raises(ActionError, match="089"):
        publish(round=round_2023, by=author)


def test_an_address_taken_by_a_namesake_is_refused(
    round_2023: Round, lao_cai: Unit, framework: Framework, author: User
) -> None:
    publish(round=round_2023, by=author)
    Unit.objects.filter(pk=lao_cai.pk).update(valid_to=date(2023, 6, 30))
    successor = world.make_province(code="15", slug="lao-cai-moi")
    round = world.make_round(successor, framework)
    world.make_card(round, world.make_district(successor, "1", "Bảo Yên"), world.leaves(*"12345"), by=author)
    Unit.objects.filter(pk=successor.pk).update(valid_from=date(2023, 7, 1), slug="lao-cai")
    with pytest.raises(ActionError, match="lao-cai/2023/districts"):
        publish(round=round, by=author)


def test_a_refusal_leaves_nothing_behind(round_2023: Round, sa_pa: Unit, author: User) -> None:
    Scorecard.objects.filter(round=round_2023, unit=sa_pa).update(stage=Scorecard.Stage.DRAFT)
    with pytest.raises(ActionError):
        publish(round=round_2023, by=author)
    assert not Publication.objects.exists()
    assert not Event.objects.exists()


def test_a_preview_writes_nothing(round_2023: Round, van_ban: Unit) -> None:
    with CaptureQueriesContext(connection) as queries:
        plan = preview(round=round_2023)
    assert not [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert plan.draft.units[van_ban.pk].name_vi == "Văn Bàn"


def test_a_preview_names_printed_ranks_that_are_not_computed(round_2023: Round, van_ban: Unit, author: User) -> None:
    scores = round_2023.scorecards.get(unit=van_ban).scores
    scores.filter(measure__code="total").update(printed_rank=9)
    found = preview(round=round_2023).draft.results.rank_differences
    assert [(one.code, one.printed, one.computed) for one in found] == [("total", 9, 2)]


def test_progress_is_told_to_the_end(round_2023: Round, author: User) -> None:
    told: list[tuple[int, int]] = []
    publish(round=round_2023, by=author, progress=lambda done, of: told.append((done, of)))
    assert told == [(33, 33)]


def queries_to_publish(round: Round, author: User) -> tuple[int, int]:
    """How many statements read and how many insert."""
    with CaptureQueriesContext(connection) as queries:
        publish(round=round, by=author)
    statements = [query["sql"].split(maxsplit=1)[0] for query in queries]
    return statements.count("SELECT"), statements.count("INSERT")


def test_more_units_need_no_more_reads(lao_cai: Unit, framework: Framework, author: User, sa_pa: Unit) -> None:
    few, many = world.make_round(lao_cai, framework, 2022), world.make_round(lao_cai, framework, 2020)
    world.make_illustrative_card(few, sa_pa, world.leaves(*"12345"), by=author)
    for number in range(40):
        district = world.make_district(lao_cai, f"7{number:02}", f"Huyện {number}")
        world.make_illustrative_card(many, district, world.leaves(*"12345"), by=author)
    reads_few, inserts_few = queries_to_publish(few, author)
    reads_many, inserts_many = queries_to_publish(many, author)
    assert reads_many == reads_few
    # 440 standings of 25 values go in a few statements: SQLite takes 999 values in one.
    assert inserts_many - inserts_few < 16
