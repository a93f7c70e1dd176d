from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from districts.actions.events import COMMAND_LINE
from districts.actions.publish import publish
from districts.models import Event, Framework, Publication, Round, Scorecard, Unit
from tests.districts import world

pytestmark = pytest.mark.django_db


def run(*words: str, language: str = "en") -> str:
    out = StringIO()
    call_command("publish_round", *words, "--language", language, stdout=out)
    return out.getvalue()


def test_a_dry_run_changes_nothing_and_says_so(round_2023: Round) -> None:
    assert "dry run" in run("lao-cai", "2023")
    assert not Publication.objects.exists()
    assert not User.objects.filter(username=COMMAND_LINE).exists()


def test_a_dry_run_shows_the_table_best_first(round_2023: Round) -> None:
    lines = [" ".join(line.split()) for line in run("lao-cai", "2023").splitlines()]
    start = lines.index("Rank Unit total government economy society")
    assert lines[start + 1] == "1 Sa Pa 820.50 (1) 570.50 (1) 510.50 (1) 520.50 (1)"
    assert lines[start + 2] == "2 Văn Bàn 722.21 (2) 533.50 (2) 446.61 (2) 474.83 (2)"


def test_numbers_are_written_as_the_language_writes_them(round_2023: Round) -> None:
    assert "722,21 (2)" in run("lao-cai", "2023", language="vi")


def test_commit_publishes(round_2023: Round) -> None:
    assert "Published" in run("lao-cai", "2023", "--commit")
    publication = Publication.objects.get()
    assert publication.round == round_2023
    assert publication.published_by.username == COMMAND_LINE


def test_the_authority_may_be_named_by_its_code(round_2023: Round) -> None:
    run("10", "2023", "--commit")
    assert Publication.objects.filter(round=round_2023).exists()


def test_the_decision_is_kept(round_2023: Round) -> None:
    words = ["--decision-number", "684/QĐ-UBND", "--decision-date", "2024-04-03", "--office", "Sở TT&TT"]
    run("lao-cai", "2023", "--commit", *words)
    publication = Publication.objects.get()
    assert (publication.decision_number, publication.office) == ("684/QĐ-UBND", "Sở TT&TT")
    assert publication.decision_date is not None
    assert publication.decision_date.isoformat() == "2024-04-03"


def test_by_names_the_author(round_2023: Round, author: User) -> None:
    run("lao-cai", "2023", "--commit", "--by", author.username)
    assert Publication.objects.get().published_by == author


def test_an_unknown_author_is_refused(round_2023: Round) -> None:
    with pytest.raises(CommandError, match="nobody"):
        run("lao-cai", "2023", "--commit", "--by", "nobody")
    assert not Publication.objects.exists()


def test_a_published_round_is_not_published_again(round_2023: Round, author: User) -> None:
    publish(round=round_2023, by=author)
    with pytest.raises(CommandError, match="--correct"):
        run("lao-cai", "2023", "--commit")
    assert Publication.objects.count() == 1


def test_correct_publishes_the_next_revision(round_2023: Round, sa_pa: Unit, author: User) -> None:
    publish(round=round_2023, by=author)
    world.set_points(round_2023, sa_pa, "gov", "170")
    said = run("lao-cai", "2023", "--commit", "--correct", "Tính lại")
    assert "Sa Pa, total: 820.5 (1) → 810.5 (1)" in said
    assert Publication.objects.get(revision=2).reason == "Tính lại"


def test_correcting_what_is_not_published_is_refused(round_2023: Round) -> None:
    with pytest.raises(CommandError, match="not published"):
        run("lao-cai", "2023", "--correct", "Tính lại")


@pytest.mark.parametrize("more", [[], ["--commit"]])
def test_correcting_nothing_is_refused(round_2023: Round, author: User, more: list[str]) -> None:
    publish(round=round_2023, by=author)
    with pytest.raises(CommandError, match="nothing to correct"):
        run("lao-cai", "2023", "--correct", "Tính lại", *more)


def test_a_round_that_is_not_there_is_refused(round_2023: Round) -> None:
    with pytest.raises(CommandError, match="2024"):
        run("lao-cai", "2024")


def test_an_unknown_authority_is_refused(round_2023: Round) -> None:
    with pytest.raises(CommandError, match="lao-kai"):
        run("lao-kai", "2023")


def test_of_several_groups_one_is_to_be_chosen(round_2023: Round, lao_cai: Unit, framework: Framework) -> None:
    world.make_round(lao_cai, framework, 2023, "communes")
    with pytest.raises(CommandError, match="communes, districts"):
        run("lao-cai", "2023", "--commit")
    run("lao-cai", "2023", "--commit", "--group", "districts")
    assert Publication.objects.get().round == round_2023


def test_a_basis_is_another_round(round_2023: Round) -> None:
    with pytest.raises(CommandError, match="no such round"):
        run("lao-cai", "2023", "--basis", "merged")


def test_who_is_not_ranked_is_listed_with_the_reason(round_2023: Round, sa_pa: Unit, bac_ha: Unit) -> None:
    Scorecard.objects.filter(round=round_2023, unit=sa_pa).update(ranked=False)
    scores = round_2023.scorecards.get(unit=bac_ha).scores
    scores.filter(measure__code="gov").update(points=None, state="missing")
    said = run("lao-cai", "2023")
    assert "Sa Pa: assessed outside the ranking" in said
    assert "Bắc Hà: only 80.0% of the maximum is assessed, 100.0% are needed" in said


def test_a_printed_rank_that_is_not_the_computed_one_is_listed(round_2023: Round, van_ban: Unit) -> None:
    scores = round_2023.scorecards.get(unit=van_ban).scores
    scores.filter(measure__code="total").update(printed_rank=9)
    assert "Văn Bàn, total: printed 9, computed 2" in run("lao-cai", "2023")


def test_a_contradiction_is_listed(round_2023: Round, van_ban: Unit) -> None:
    world.set_points(round_2023, van_ban, "total", "100")
    assert "Văn Bàn, total: given 100.00" in run("lao-cai", "2023")


def test_what_it_is_compared_with_is_named(round_2022: Round, round_2023: Round, author: User) -> None:
    publish(round=round_2022, by=author)
    assert "against 2022, revision 1" in run("lao-cai", "2023")


def test_a_round_that_is_not_ready_is_refused(round_2023: Round, sa_pa: Unit) -> None:
    Scorecard.objects.filter(round=round_2023, unit=sa_pa).update(stage=Scorecard.Stage.DRAFT)
    with pytest.raises(CommandError, match="Sa Pa"):
        run("lao-cai", "2023", "--commit")
    assert not Event.objects.exists()


def test_long_lists_are_cut_and_counted(round_2023: Round, lao_cai: Unit, author: User) -> None:
    publish(round=round_2023, by=author)
    for number in range(3):
        unit = world.make_district(lao_cai, f"7{number}", f"Huyện {number}")
        world.make_illustrative_card(round_2023, unit, world.leaves(*"12345"), by=author)
    assert "more lines" in run("lao-cai", "2023", "--correct", "Thêm huyện")
