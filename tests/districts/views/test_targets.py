"""The page of plans and targets, and its files."""

import csv
import io
import json
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.http import FileResponse
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from districts.models import Measure, Plan, Publication, Unit
from tests import factories as make
from tests.districts.planning import make_plan, make_target, make_yes_no, report
from tests.districts.views.reading import rows_of, text_of

PAGE = "/en/lao-cai/2023/targets/"
FILE = "/lao-cai/2023/targets"

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(published: Publication, lao_cai: Unit, van_ban: Unit) -> Plan:
    """Four targets in two groups: exceeded, met, not met, under way."""
    made = make_plan(
        lao_cai, title_vi="Kế hoạch 2023", title_en="Plan 2023", report_vi="Báo cáo năm", report_en="Report of the year"
    )
    security = make.TargetGroupFactory.create(plan=made, name_vi="An toàn", name_en="Security", position=2)
    first = make_target(made, lead_unit=van_ban, decimals=1, wording_vi="Cáp quang", wording_en="Fibre")
    first.measures.add(Measure.objects.get(framework=published.framework, code="gov"))
    report(first, "85.5")
    report(make_yes_no(made), "yes")
    report(make_target(made, "3", group=security, comparison="at_most", planned=Decimal(0), wording_vi="Sự cố"), "2")
    report(make_target(made, "4", group=security, deadline=date(2099, 1, 1)), "40", provenance="illustrative")
    return made


def page_of(client: Client, query: str = "") -> str:
    answer = client.get(PAGE + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_headline_is_a_sentence_of_counts(client: Client, plan: Plan) -> None:
    text = text_of(page_of(client))
    assert "2/4 targets met or exceeded: 1 exceeded, 1 met, 1 not met, 1 under way." in text
    assert "Plan 2023 – Report of the year" in text


def test_each_target_with_all_about_it(client: Client, plan: Plan) -> None:
    first, second, third, fourth = rows_of(page_of(client))
    assert first.startswith("1 Fibre Measures: gov Chỉ số gov at least 80.0% by 31/12/2023 85.5% 31/12/2023")
    assert "▲ exceeded official Văn Bàn" in first
    assert "to be done: yes or no" in second
    assert "✓ met" in second
    assert "at most 0%" in third
    assert "✕ not met" in third
    assert "… under way illustrative" in fourth


def test_a_bar_goes_to_the_planned_value(client: Client, plan: Plan) -> None:
    page = page_of(client)
    assert 'class="tone-2" width="1000"' in page
    assert 'class="tone-4" width="0"' in page
    assert 'class="tone-1" width="500"' in page


def test_measures_lead_to_their_pages(client: Client, plan: Plan) -> None:
    assert 'href="/en/lao-cai/2023/measures/gov/"' in page_of(client)


def test_a_target_has_an_address_of_its_own(client: Client, plan: Plan) -> None:
    target = plan.targets.get(code="1")
    assert f'id="ke-hoach-{target.pk}"' in page_of(client)


def test_the_league_leads_here(client: Client, plan: Plan) -> None:
    assert f'href="{PAGE}"' in client.get("/en/lao-cai/2023/").content.decode()


def test_two_plans_stand_side_by_side(client: Client, plan: Plan, lao_cai: Unit) -> None:
    other = make_plan(lao_cai, code="khac", title_vi="Chương trình", cut_off=date(2023, 11, 30))
    report(make_target(other), "80", date(2023, 11, 30))
    text = text_of(page_of(client))
    assert "2/4 targets met or exceeded" in text
    assert "1/1 target met or exceeded: 1 met." in text
    assert "they are never added up" in text


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("?status=met", ["2"]),
        ("?status=not_met", ["3"]),
        ("?group=an-toan", ["3", "4"]),
        ("?group=an-toan&status=under_way", ["4"]),
        ("?status=overdue", []),
        ("?status=&group=", ["1", "2", "3", "4"]),
    ],
)
def test_filters(client: Client, plan: Plan, query: str, codes: list[str]) -> None:
    page = page_of(client, query)
    assert [row.split()[0] for row in rows_of(page)] == codes
    assert "2/4 targets met or exceeded" in text_of(page)  # the headline stays that of the whole plan


def test_a_group_has_one_address_in_both_languages(client: Client, plan: Plan) -> None:
    answer = client.get("/lao-cai/2023/targets/?group=an-toan")
    assert [row.split()[0] for row in rows_of(answer.content.decode())] == ["3", "4"]


@pytest.mark.parametrize("query", ["?status=zzz", "?group=zzz", "?status=%00"])
@pytest.mark.parametrize("address", [PAGE, f"{FILE}.csv", f"{FILE}.json", f"{FILE}.xlsx"])
def test_what_cannot_be_chosen(client: Client, plan: Plan, address: str, query: str) -> None:
    assert client.get(address + query).status_code == 400


def test_what_can_be_chosen_instead_is_named(client: Client, plan: Plan) -> None:
    page = client.get(f"{PAGE}?status=zzz").content.decode()
    assert "“zzz” is not a status of targets." in text_of(page)
    assert f"{PAGE}?status=not_met" in page


@pytest.mark.parametrize("ending", ["/", ".csv", ".json", ".xlsx"])
@pytest.mark.parametrize("where", ["/lao-cai/2019", "/nowhere/2023"])
def test_what_is_not_there(client: Client, plan: Plan, where: str, ending: str) -> None:
    assert client.get(f"{where}/targets{ending}").status_code == 404


@pytest.mark.parametrize("address", ["/lao-cai/2023/targets.pdf", "/lao-cai/1999/targets/"])
def test_what_is_no_address(client: Client, plan: Plan, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("ending", ["/", ".csv", ".json", ".xlsx"])
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_other_methods(client: Client, plan: Plan, method: str, ending: str) -> None:
    assert getattr(client, method)(FILE + ending).status_code == 405


def test_a_year_without_a_plan_says_so(client: Client, published: Publication) -> None:
    text = text_of(page_of(client))
    assert "No plan of Tỉnh Lào Cai for 2023 is stored." in text


def test_a_year_with_a_plan_and_no_ranking(client: Client, lao_cai: Unit) -> None:
    make_target(make_plan(lao_cai))
    text = text_of(page_of(client))
    assert "0/1 target met or exceeded: 1 overdue." in text
    assert "no report up to the cut-off date" in text


def test_a_plan_without_targets(client: Client, lao_cai: Unit) -> None:
    make_plan(lao_cai)
    assert "No target yet." in text_of(page_of(client))


def test_an_illustrative_plan_says_so_with_its_note(client: Client, lao_cai: Unit) -> None:
    make_plan(lao_cai, provenance="illustrative", note_en="The count is another province's.")
    text = text_of(page_of(client))
    assert "This plan is illustrative: neither its targets nor their values are official." in text
    assert "The count is another province's." in text


def test_other_years_are_linked(client: Client, plan: Plan, lao_cai: Unit) -> None:
    make_plan(lao_cai, year=2022, date=date(2022, 1, 1), cut_off=date(2022, 12, 31), title_vi="Kế hoạch 2022")
    page = page_of(client)
    assert 'href="/en/lao-cai/2022/targets/#ke-hoach"' in page
    assert "0/0 targets met or exceeded" in text_of(page)


def test_what_is_typed_is_no_markup(client: Client, lao_cai: Unit) -> None:
    make_target(make_plan(lao_cai, title_vi="<script>"), wording_vi="<img src=x>")
    page = page_of(client)
    assert "<script>" not in page
    assert "<img" not in page


# Files


def lines(client: Client, query: str = "") -> list[dict[str, str]]:
    answer = client.get(f"{FILE}.csv{query}")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


def test_the_csv_has_a_row_a_target(client: Client, plan: Plan) -> None:
    first, second, third, fourth = lines(client)
    assert (first["planned"], first["value"], first["status"], first["bar"]) == ("80.0", "85.5", "exceeded", "1")
    assert (first["measures"], first["lead_unit"]) == ("lao-cai-922:gov", "Văn Bàn")
    assert (second["planned"], second["value"], second["answer"]) == ("", "", "yes")
    assert (third["planned"], third["comparison"], third["status"]) == ("0", "at_most", "not_met")
    assert (fourth["bar"], fourth["provenance"]) == ("0.5", "illustrative")


def test_the_csv_is_the_same_under_every_language(client: Client, plan: Plan) -> None:
    assert client.get(f"{FILE}.csv").content == client.get(f"/en{FILE}.csv").content


def test_the_csv_is_filtered_and_says_so(client: Client, plan: Plan) -> None:
    answer = client.get(f"{FILE}.csv?group=an-toan&bom=1")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert "dti-lao-cai-2023-targets-filtered.csv" in answer["Content-Disposition"]
    assert [line["code"] for line in lines(client, "?group=an-toan")] == ["3", "4"]


def test_text_is_no_formula(client: Client, lao_cai: Unit) -> None:
    make_target(make_plan(lao_cai), wording_vi="=1+1")
    assert lines(client)[0]["wording"] == "'=1+1"


def test_the_json_has_exact_numbers_and_counts(client: Client, plan: Plan) -> None:
    text = client.get(f"{FILE}.json").content.decode()
    assert '"planned":80.0,' in text
    found = json.loads(text, parse_float=Decimal)
    (told,) = found["plans"]
    assert (told["reached"], told["targets"], told["by_status"]["exceeded"]) == (2, 4, 1)
    assert [target["value"] for target in found["rows"]] == [Decimal("85.5"), None, 2, 40]
    assert found["rows"][1]["answer"] is True


def test_the_workbook_has_real_numbers_and_notes(client: Client, plan: Plan) -> None:
    answer = client.get(f"{FILE}.xlsx")
    assert isinstance(answer, FileResponse)
    book = load_workbook(BytesIO(answer.getvalue()))
    answer.close()
    sheet = book.worksheets[0]
    head = [cell.value for cell in sheet[1]]
    values = dict(zip(head, [cell.value for cell in sheet[2]], strict=True))
    assert len(list(sheet.rows)) == 5
    assert 85.5 in values.values()
    assert len(book.worksheets) == 2


def test_a_copy_that_still_holds_is_not_sent_again(client: Client, plan: Plan) -> None:
    tag = client.get(f"{FILE}.csv")["ETag"]
    assert client.get(f"{FILE}.csv", headers={"If-None-Match": tag}).status_code == 304
    report(plan.targets.get(code="4"), "50", date(2023, 12, 30))
    report(plan.targets.get(code="4"), "90", revision=2, reason="Cộng nhầm")
    assert client.get(f"{FILE}.csv", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("query", ["?unit=van-ban", "?status=met&status=met"])
def test_what_no_file_is_chosen_by_is_refused(client: Client, plan: Plan, query: str) -> None:
    answer = client.get(f"{FILE}.json{query}")
    assert (answer.status_code, "error" in answer.json()) == (400, True)


QUERIES = 7  # as the query alone, and the edition


def test_queries_are_pinned(client: Client, plan: Plan, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(QUERIES):
        client.get(PAGE)


@pytest.mark.parametrize("ending", [".csv", ".json", ".xlsx"])
def test_queries_of_a_file_are_pinned(
    client: Client, plan: Plan, ending: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(QUERIES - 1):
        client.get(FILE + ending).close()


def test_nothing_is_inline(client: Client, plan: Plan) -> None:
    page = page_of(client)
    assert "style=" not in page
    assert "<script" not in page
