"""Margins of ranks as they are stored with a publication."""

from collections.abc import Mapping
from decimal import Decimal

import numpy as np
import pytest
from django.contrib.auth.models import User

from districts.actions.publish import correct, publish
from districts.models import Event, Framework, Margins, Publication, RankMargin, Round, Scorecard, Standing, Unit
from tests.districts import world

pytestmark = pytest.mark.django_db
INDEX, CRITERION = Margins.Varied.INDEX, Margins.Varied.CRITERION


def margin(publication: Publication, unit: Unit, varied: str = INDEX) -> RankMargin:
    return RankMargin.objects.get(margins__publication=publication, margins__varied=varied, published_unit__unit=unit)


def published(
    lao_cai: Unit, framework: Framework, author: User, cards: Mapping[Unit, Mapping[str, str]]
) -> Publication:
    round = world.make_round(lao_cai, framework, 2023)
    for unit, points in cards.items():
        world.make_card(round, unit, points, by=author)
    return publish(round=round, by=author)


def by_hand(publication: Publication, run: Margins) -> dict[int, tuple[int, int, int]]:
    """The recipe of docs/margins.md in numpy alone, from the stored standings: low, middle, high by unit."""
    shown = Standing.objects.filter(publication=publication, published_unit__in=run.ranks.values("published_unit"))
    units = sorted(set(shown.values_list("published_unit_id", flat=True)))
    rows = {(row.published_unit_id, row.measure.code): row for row in shown.select_related("measure")}
    figures = [[rows[unit, code] for code in run.measures] for unit in units]
    points = np.array([[int((figure.points or 0) * 1000) for figure in row] for row in figures])
    maxima = np.array([[int(figure.max_points * 1000) for figure in row] for row in figures])
    factors = np.random.default_rng(run.seed).integers(750_000, 1_250_001, size=(1000, len(run.measures)))
    shares = (points @ factors.T) / (maxima @ factors.T)
    ranks = 1 + (shares[:, None, :] < shares[None, :, :]).sum(axis=1)
    ends = np.percentile(ranks, [5, 50, 95], axis=1, method="inverted_cdf").astype(int)
    return {unit: (int(low), int(middle), int(high)) for unit, low, middle, high in zip(units, *ends, strict=True)}


def test_margins_are_stored_by_index_and_by_criterion(round_2022: Round, author: User) -> None:
    publication = publish(round=round_2022, by=author)
    assert [run.varied for run in publication.margins.order_by("pk")] == [INDEX, CRITERION]
    assert RankMargin.objects.filter(margins__publication=publication).count() == 6


def test_the_seed_is_the_beginning_of_the_digest(round_2022: Round, author: User) -> None:
    publication = publish(round=round_2022, by=author)
    run = publication.margins.get(varied=INDEX)
    assert f"{run.seed:08x}" == publication.digest[:8]
    assert (run.draws, run.spread) == (1000, Decimal("0.25"))


def test_everybody_can_repeat_them(round_2022: Round, author: User) -> None:
    publication = publish(round=round_2022, by=author)
    run = publication.margins.get(varied=INDEX)
    stored = {row.published_unit_id: (row.low, row.middle, row.high) for row in run.ranks.all()}
    assert stored == by_hand(publication, run)


def test_main_indices_are_varied_and_what_is_not_scored_is_not(round_2022: Round, author: User) -> None:
    run = publish(round=round_2022, by=author).margins.get(varied=INDEX)
    assert run.measures == ["awareness", "security", "gov", "econ", "soc"]


def test_where_a_unit_has_only_headline_figures_the_wholes_known_of_all_are_varied(
    round_2023: Round, van_ban: Unit, author: User
) -> None:
    publication = publish(round=round_2023, by=author)
    run = publication.margins.get(varied=INDEX)
    assert run.measures == ["foundation", "gov", "econ", "soc"]
    assert {row.published_unit_id: (row.low, row.middle, row.high) for row in run.ranks.all()} == by_hand(
        publication, run
    )


def test_a_unit_better_in_everything_is_first_for_sure(round_2023: Round, sa_pa: Unit, author: User) -> None:
    found = margin(publish(round=round_2023, by=author), sa_pa)
    assert (found.low, found.middle, found.high, found.group) == (1, 1, 1, 1)
    assert found.ahead == [["089", 1000, 0], ["085", 1000, 0]]


def test_close_units_are_one_group_and_say_how_often_they_are_ahead(
    lao_cai: Unit, framework: Framework, van_ban: Unit, sa_pa: Unit, bac_ha: Unit, author: User
) -> None:
    cards = {
        van_ban: world.leaves("200", "100", "90", "60", "70"),
        sa_pa: world.leaves("100", "199", "90", "60", "70"),
        bac_ha: world.leaves("1", "2", "3", "4", "5"),
    }
    publication = published(lao_cai, framework, author, cards)
    first, second, third = (margin(publication, unit) for unit in cards)
    assert [(row.low, row.high, row.group) for row in (first, second, third)] == [(1, 2, 1), (1, 2, 1), (3, 3, 2)]
    (code, won, lost), _last = first.ahead
    assert (code, won + lost) == ("088", 1000)
    assert second.ahead[0] == ["089", lost, won]


def test_identical_units_tie_in_every_draw(
    lao_cai: Unit, framework: Framework, van_ban: Unit, sa_pa: Unit, author: User
) -> None:
    same = world.leaves("1", "2", "3", "4", "5")
    publication = published(lao_cai, framework, author, {van_ban: same, sa_pa: same})
    assert margin(publication, van_ban).ahead == [["088", 0, 0]]
    assert (margin(publication, van_ban).high, margin(publication, sa_pa).high) == (1, 1)


def test_missing_points_count_nothing_of_their_whole_maximum(
    lao_cai: Unit, framework: Framework, van_ban: Unit, sa_pa: Unit, author: User
) -> None:
    """80 % of what is there would be first if it were rescaled; so far it is the second in every draw."""
    round = world.make_round(lao_cai, framework, 2023)
    Round.objects.filter(pk=round.pk).update(availability=Decimal("0.5"))
    world.make_card(round, van_ban, {**world.leaves("200", "200", "0", "120", "120"), "gov": "missing"}, by=author)
    world.make_card(round, sa_pa, world.leaves("201", "201", "100", "121", "121"), by=author)
    round.refresh_from_db()
    publication = publish(round=round, by=author)
    assert margin(publication, van_ban).low == 2


def test_maxima_that_differ_are_compared_by_share(
    lao_cai: Unit, framework: Framework, van_ban: Unit, sa_pa: Unit, author: User
) -> None:
    """All of 800 is more than most of 1000, in every draw."""
    most = {**world.leaves("250", "250", "0", "150", "150"), "gov": "not_applicable"}
    publication = published(
        lao_cai, framework, author, {van_ban: most, sa_pa: world.leaves("249", "249", "199", "149", "149")}
    )
    assert margin(publication, van_ban).ahead == [["088", 1000, 0]]


def test_who_is_not_ranked_has_no_margin(round_2022: Round, bac_ha: Unit, author: User) -> None:
    Scorecard.objects.filter(round=round_2022, unit=bac_ha).update(ranked=False)
    publication = publish(round=round_2022, by=author)
    assert not RankMargin.objects.filter(published_unit__unit=bac_ha).exists()
    assert margin(publication, publication.round.scorecards.exclude(unit=bac_ha)[0].unit).high <= 2


def test_official_ranks_stay_what_they_are(round_2022: Round, author: User) -> None:
    publication = publish(round=round_2022, by=author)
    ranks = Standing.objects.filter(publication=publication, measure__code="total").order_by("rank")
    assert [row.rank for row in ranks] == [1, 2, 3]


@pytest.mark.parametrize(
    "cards",
    [
        pytest.param([{"total": "#7"}, {"total": "#8"}], id="printed ranks alone"),
        pytest.param([{"total": "500"}, world.leaves("1", "2", "3", "4", "5")], id="of one the total alone"),
        pytest.param([{"total": "500#1"}, {"total": "#2"}], id="a printed rank among points"),
        pytest.param([world.leaves("1", "2", "3", "4", "5"), {}], id="one ranked unit"),
    ],
)
def test_there_are_none_where_nothing_can_be_varied(
    lao_cai: Unit,
    framework: Framework,
    van_ban: Unit,
    sa_pa: Unit,
    author: User,
    cards: list[dict[str, str]],
) -> None:
    publication = published(lao_cai, framework, author, dict(zip([van_ban, sa_pa], cards, strict=True)))
    assert not publication.margins.exists()
    assert Event.objects.get().after["margins_digests"] == {}  # type: ignore[index]


def test_a_part_missing_below_a_printed_whole_is_not_taken_for_nothing(
    lao_cai: Unit, framework: Framework, van_ban: Unit, sa_pa: Unit, author: User
) -> None:
    """The foundation of the one was printed, one of its indices is missing: the parts do not stand for it."""
    headline = {"foundation": "300", "awareness": "200", "security": "missing", "gov": "1", "econ": "1", "soc": "1"}
    cards = {van_ban: headline, sa_pa: world.leaves("1", "2", "3", "4", "5")}
    run = published(lao_cai, framework, author, cards).margins.get(varied=INDEX)
    assert run.measures == ["foundation", "gov", "econ", "soc"]


def test_points_too_fine_to_be_exact_have_none_and_are_published(
    lao_cai: Unit, framework: Framework, van_ban: Unit, sa_pa: Unit, author: User
) -> None:
    """Seven thousand points of six decimals are past what a floating-point number holds exactly."""
    framework.measures.filter(parts=None).update(decimals=6)
    framework.measures.update(decimals=6)
    for code, factor in (("awareness", 40), ("security", 40)):
        framework.measures.filter(code=code).update(max_points=250 * factor)
    framework.measures.filter(code="foundation").update(max_points=20000)
    framework.measures.filter(code="total").update(max_points=20500)
    for code, activity in (("government", 200), ("economy", 150), ("society", 150)):
        framework.measures.filter(code=code).update(max_points=20000 + activity)
    fine = world.leaves("9000.000001", "9000", "1", "2", "3")
    publication = published(lao_cai, framework, author, {van_ban: fine, sa_pa: fine})
    assert not publication.margins.exists()


def test_a_correction_has_margins_of_its_own(round_2022: Round, sa_pa: Unit, author: User) -> None:
    first = publish(round=round_2022, by=author)
    world.set_points(round_2022, sa_pa, "gov", "1")
    second = correct(publication=first, reason="Tính lại", by=author)
    runs = Margins.objects.filter(varied=INDEX).order_by("pk")
    assert [run.publication for run in runs] == [first, second]
    assert runs[0].seed != runs[1].seed


def test_the_event_notes_their_digests(round_2022: Round, author: User) -> None:
    publication = publish(round=round_2022, by=author)
    after = Event.objects.get().after
    assert isinstance(after, dict)
    assert after["margins_digests"] == dict(publication.margins.values_list("varied", "digest"))


def test_the_digest_of_the_publication_knows_nothing_of_them(round_2022: Round, author: User) -> None:
    """So that publications from before have the digest that they had."""
    publication = publish(round=round_2022, by=author)
    assert isinstance(Event.objects.get().after, dict)
    assert publication.digest not in publication.margins.values_list("digest", flat=True)
