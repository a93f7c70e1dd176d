"""The charts of the league and the profile, and the sentences beside them, from what was published."""

from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from pytest_django import DjangoAssertNumQueries

from districts.actions.publish import correct, publish
from districts.charts.findings import history_findings, index_findings
from districts.charts.league import pillars_chart, total_chart, without_points
from districts.charts.profile import breaks, indices_chart, ranks_chart
from districts.charts.profile import total_chart as years_chart
from districts.models import Publication, Round, Unit
from districts.queries.editions import find_edition
from districts.queries.history import History, load_history
from districts.queries.league import League, load_league
from districts.queries.profile import Profile, load_profile
from tests.districts import world


@pytest.fixture
def league(published: Publication) -> League:
    return load_league(find_edition("lao-cai", 2023))


def profile_of(slug: str, revision: int | None = None) -> tuple[Profile, History]:
    profile = load_profile(find_edition("lao-cai", 2023, revision=revision), slug)
    return profile, load_history(profile.edition, profile.unit.unit_id)


def decimals(*texts: str) -> tuple[Decimal, ...]:
    return tuple(Decimal(text) for text in texts)


def test_the_parts_of_a_bar_add_up_to_the_total(league: League) -> None:
    chart = total_chart(league, league.rows)

    assert len(chart.series) == 4
    for place, row in enumerate(league.rows):
        parts = [series.values[place] for series in chart.series]
        assert row.total.points is not None
        assert abs(sum((part for part in parts if part is not None), Decimal(0)) - row.total.points) <= Decimal("0.01")


def test_a_total_without_its_parts_is_one_bar(
    round_2022: Round, sa_pa: Unit, van_ban: Unit, lao_cai: Unit, author: User
) -> None:
    round = world.make_round(lao_cai, round_2022.framework, 2023)
    world.make_card(round, sa_pa, world.leaves("1", "2", "3", "4", "5"), by=author)
    world.make_card(round, van_ban, {"total": "700"}, by=author)
    publish(round=round, by=author)
    league = load_league(find_edition("lao-cai", 2023))
    chart = total_chart(league, league.rows)

    assert [series.values for series in chart.series][-1] == (None, Decimal(700))
    assert chart.series[0].values[1] is None


def test_units_without_points_are_counted_not_drawn_as_zero(
    round_2022: Round, sa_pa: Unit, van_ban: Unit, lao_cai: Unit, author: User
) -> None:
    round = world.make_round(lao_cai, round_2022.framework, 2023)
    world.make_card(round, sa_pa, world.leaves("0", "0", "0", "0", "0"), by=author)
    world.make_card(round, van_ban, {"total": "#1"}, by=author)
    publish(round=round, by=author)
    league = load_league(find_edition("lao-cai", 2023))

    assert [category.label for category in total_chart(league, league.rows).categories] == ["Sa Pa"]
    assert without_points(league.rows) == 1


def test_who_is_illustrative_is_said_beside_the_bar(league: League) -> None:
    notes = {category.label: category.note for category in total_chart(league, league.rows).categories}

    assert notes["Sa Pa"] == "minh họa"
    assert notes["Văn Bàn"] == "số đã công bố (báo chí)"
    assert "minh họa" in total_chart(league, league.rows).source


def test_pillars_stand_side_by_side_up_to_the_largest_maximum(league: League) -> None:
    chart = pillars_chart(league, league.rows)

    assert chart is not None
    assert [len(chart.series), chart.high] == [3, 700]


def test_indices_are_drawn_against_maximum_median_and_best(published: Publication) -> None:
    chart = indices_chart(profile_of("sa-pa")[0])

    assert [category.label for category in chart.categories][:2] == ["Chỉ số awareness", "Chỉ số security"]
    assert chart.series[0].values == decimals("200", "190.5", "180", "120", "130")
    assert chart.maxima == decimals("250", "250", "200", "150", "150")
    assert chart.markers[0].values[0] == Decimal(175)
    assert chart.markers[1].values[0] == Decimal(200)


def test_median_and_best_say_of_how_many_units(published: Publication) -> None:
    """Of the parts that Văn Bàn has no figures of, too."""
    all_three, two = indices_chart(profile_of("van-ban")[0]), indices_chart(profile_of("sa-pa")[0])

    assert [marker.name.partition("(")[2] for marker in all_three.markers] == ["3 đơn vị)"] * 2
    assert [marker.name for marker in two.markers] == ["Trung vị của nhóm", "Cao nhất của nhóm"]  # 2 and 3


def test_what_is_not_scored_has_no_bar(published: Publication) -> None:
    assert "Chỉ số smart-city" not in [found.label for found in indices_chart(profile_of("sa-pa")[0]).categories]


def test_where_nothing_is_published_below_a_group_it_stands_for_its_parts(published: Publication) -> None:
    profile, _history = profile_of("van-ban")
    chart = indices_chart(profile)

    assert [category.label for category in chart.categories] == [
        f"Chỉ số {code}" for code in ("foundation", "gov", "econ", "soc")
    ]
    assert chart.series[0].texts[0] == "366,365"
    assert "Chỉ số foundation" in index_findings(profile)[0]
    assert all("suy ra" in category.note for category in chart.categories)


def test_nothing_is_said_missing_where_all_is_published(published: Publication) -> None:
    assert len(index_findings(profile_of("sa-pa")[0])) == 2


def test_the_ranks_of_every_year(published: Publication) -> None:
    chart = ranks_chart(*profile_of("van-ban"))

    assert [category.label for category in chart.categories] == ["2022", "2023"]
    assert chart.series[0].values == decimals("3", "2")
    assert (*decimals("1", "3"), True) == (chart.low, chart.high, chart.falling)


def test_the_total_of_every_year(published: Publication) -> None:
    assert years_chart(*profile_of("van-ban")).series[0].texts == ("430,00", "722,21")


def test_a_year_the_unit_was_not_in_is_a_gap(round_2022: Round, round_2023: Round, lao_cai: Unit, author: User) -> None:
    publish(round=round_2022, by=author)
    unit = world.make_district(lao_cai, "080", "Thành phố mới")
    world.make_card(round_2023, unit, world.leaves("1", "2", "3", "4", "5"), by=author)
    publish(round=round_2023, by=author)
    chart = years_chart(*profile_of("thanh-pho-moi"))

    assert chart.series[0].values == (None, Decimal("15.00"))
    assert chart.series[0].texts[0] != chart.series[0].texts[1]


def test_from_which_rank_to_which(published: Publication) -> None:
    found = history_findings(*profile_of("van-ban"))

    assert len(found) == 4
    assert all(part in found[0] for part in ("Chỉ số total", "3", "2022", "2", "2023", "minh họa"))


def test_the_first_year_has_nothing_to_be_compared_with(round_2023: Round, author: User) -> None:
    publish(round=round_2023, by=author)

    assert history_findings(*profile_of("van-ban")) == []


def test_a_new_framework_is_marked(round_2022: Round, lao_cai: Unit, sa_pa: Unit, author: User) -> None:
    publish(round=round_2022, by=author)
    other = world.make_framework("lao-cai-405")
    round = world.make_round(lao_cai, other, 2023)
    world.make_card(round, sa_pa, world.leaves("1", "2", "3", "4", "5"), by=author)
    publish(round=round, by=author)
    profile, history = profile_of("sa-pa")

    assert [(found.before, bool(found.label)) for found in breaks(history)] == [(1, True)]
    assert years_chart(profile, history).cut
    assert "2023" in history_findings(profile, history)[-1]


def test_each_year_by_its_latest_revision_and_the_page_by_its_own(
    published: Publication, sa_pa: Unit, author: User
) -> None:
    world.set_points(published.round, sa_pa, "gov", "100")
    correct(publication=published, reason="Nhập nhầm", by=author)

    assert years_chart(*profile_of("sa-pa")).series[0].texts[1] == "740,50"
    assert years_chart(*profile_of("sa-pa", revision=1)).series[0].texts[1] == "820,50"


def test_one_query_for_all_years(published: Publication, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    profile, _history = profile_of("van-ban")

    with django_assert_num_queries(1):
        load_history(profile.edition, profile.unit.unit_id)
