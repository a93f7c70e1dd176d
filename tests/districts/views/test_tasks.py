"""The public boards from the outside: list, timeline, filters, files, and the tasks beside points lost."""

import csv
import io
import json
from datetime import date as day
from typing import Any
from zipfile import ZipFile

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from districts.actions.agreements import save_agreement
from districts.models import Publication, Round, Unit
from tests.districts.people import log_in
from tests.districts.task_world import agreement_said, aims, make_department, make_task, report_said
from tests.districts.views.reading import rows_of, text_of

BOARD = "/en/lao-cai/2023/tasks/"
OWN = "/en/lao-cai/2023/van-ban/tasks/"
BLOCKED = {"state": "blocked", "progress": 30, "note": "Chờ vốn"}


@pytest.fixture
def tasks(published: Publication, lao_cai: Unit, van_ban: Unit, sa_pa: Unit, administrator: User) -> Round:
    """Of Văn Bàn one overdue and one blocked, one of Sa Pa, and one that is internal."""
    round = published.round
    department = make_department(lao_cai)
    agreed = save_agreement(
        round=round, said=agreement_said([van_ban, department], is_public=True, source="Báo"), by=administrator
    )
    said = {"helpers": (department,), "agreement": agreed, "aims": aims(round, ("gov", "10"))}
    make_task(round, van_ban, administrator, report_said(), code="N01", title_en="More online", **said)
    make_task(round, department, administrator, report_said(**BLOCKED), code="N02", title_vi="Phủ sóng",
              helpers=(van_ban,), due=day(2025, 6, 30), aims=aims(round, ("awareness", "6")))  # fmt: skip
    make_task(
        round, sa_pa, administrator, code="N03", title_vi="=Số hóa", due=day(2025, 1, 31), provenance="illustrative"
    )
    make_task(round, van_ban, administrator, code="N04", title_vi="Việc kín", is_public=False)
    return round


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def codes(client: Client, address: str) -> list[str]:
    return [row.split()[0] for row in rows_of(page(client, address))]


AS_OF = "?on=2025-01-10"


def test_a_row_says_what_by_whom_until_when_how_far_and_for_what(client: Client, tasks: Round) -> None:
    row = rows_of(page(client, OWN + AS_OF))[0]

    assert "N01 More online Applications" in row
    assert "Văn Bàn with Sở Thông tin và Truyền thông" in row
    assert "31/12/2024 10 days overdue" in row
    assert "under way 40%" in row
    assert "+10.00 by the results of 2024" in row
    assert "cannot tell what came of it: that year's results are not published yet" in row
    assert "official" in row


def test_the_agreement_stands_above_its_tasks(client: Client, tasks: Round) -> None:
    text = text_of(page(client, OWN))

    assert "25/04/2024 · Sở Thông tin và Truyền thông, Văn Bàn · official · Báo" in text


def test_a_unit_sees_its_total_and_rank_if_its_tasks_succeed(client: Client, tasks: Round) -> None:
    text = text_of(page(client, OWN))

    assert "If the open tasks succeed scenario, not a result" in text
    assert "2 open public tasks; points promised: 16." in text
    assert "722.21 → becomes 738.21" in text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["N01", "N02", "N03"]),
        ("&area=applications", ["N01", "N02", "N03"]),
        ("&area=security", []),
        ("&state=overdue", ["N01"]),
        ("&state=blocked", ["N02"]),
        ("&state=open&unit=sa-pa", ["N03"]),
        ("&unit=so-tttt", ["N01", "N02"]),
    ],
)
def test_filters_are_in_the_address(client: Client, tasks: Round, query: str, found: list[str]) -> None:
    assert codes(client, BOARD + AS_OF + query) == found


def test_the_timeline_shows_each_task_along_the_months(client: Client, tasks: Round) -> None:
    text = page(client, BOARD + AS_OF + "&view=timeline")

    assert codes(client, BOARD + AS_OF + "&view=timeline") == ["N01", "N02", "N03"]
    assert '<td colspan="8" class="run">' in text  # May to December
    assert text.count('class="month') == 14
    assert text.count('class="month now"') == 1


def test_a_timeline_of_years_goes_by_quarters(client: Client, tasks: Round, van_ban: Unit, administrator: User) -> None:
    make_task(tasks, van_ban, administrator, code="N05", due=day(2026, 12, 31))

    assert page(client, BOARD + "?view=timeline").count('class="month') == 11


@pytest.mark.parametrize("who", [None, "administrator", "staff"])
def test_internal_tasks_are_on_no_public_page(
    client: Client, tasks: Round, who: str | None, request: pytest.FixtureRequest
) -> None:
    """The same page for everybody, so that it may be kept by whoever keeps pages."""
    browser = log_in(request.getfixturevalue(who)) if who else client
    for address in (BOARD, OWN, BOARD + "?view=timeline", "/lao-cai/2023/tasks.json", "/lao-cai/2023/tasks.csv",
                    "/lao-cai/2023/van-ban/points-lost/"):  # fmt: skip
        assert "Việc kín" not in page(browser, address)


@pytest.mark.parametrize("address", ["/en/lao-cai/2022/tasks/", "/en/lao-cai/2022/van-ban/tasks/"])
def test_where_there_are_no_tasks_the_page_says_so(client: Client, tasks: Round, address: str) -> None:
    assert "No public task" in text_of(page(client, address))


def test_where_none_fits_the_page_leads_back_to_all(client: Client, tasks: Round) -> None:
    assert f'{BOARD}?on=2025-01-10">' in page(client, BOARD + AS_OF + "&area=security")


@pytest.mark.parametrize(
    ("address", "status", "reason"),
    [
        (BOARD + "?view=map", 400, "Tasks are shown as list or timeline, not as “map”."),
        (BOARD + "?area=gardening", 400, "“gardening” is not a field of work."),
        (BOARD + "?state=asleep", 400, "“asleep” is not a state of a task."),
        (BOARD + "?unit=Văn Bàn", 400, "A unit is named by its address"),
        (BOARD + "?unit=bac-ha", 400, "No unit called “bac-ha” works on one of these tasks."),
        (BOARD + "?on=2024-02-30", 400, "Write the day like this"),
        ("/en/lao-cai/2023/zzz/tasks/", 404, "There is no unit called “zzz”"),
        ("/en/lao-cai/2019/tasks/", 404, "There is no ranking of the year 2019."),
        ("/en/zzz/2023/tasks/", 404, "No authority called “zzz”"),
        ("/en/lao-cai/2023/tasks.pdf", 404, ""),
        ("/en/lao-cai/2023/tasks.csv?state=asleep", 400, ""),
    ],
)
def test_what_is_not_there_is_named(client: Client, tasks: Round, address: str, status: int, reason: str) -> None:
    answer = client.get(address)

    assert answer.status_code == status
    assert reason in text_of(answer.content.decode())


@pytest.mark.parametrize("address", [BOARD, OWN, "/lao-cai/2023/tasks.csv", "/lao-cai/2023/van-ban/tasks.json"])
def test_pages_and_files_are_read_only(client: Client, tasks: Round, address: str) -> None:
    assert client.post(address).status_code == 405
    assert client.head(address).status_code == 200


# Files


def test_the_csv_has_a_row_a_task_and_aim(client: Client, tasks: Round) -> None:
    answer = client.get(f"/lao-cai/2023/tasks.csv{AS_OF}")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode(), newline="")))

    assert [(row["task_code"], row["measure_code"], row["expected"]) for row in rows] == [
        ("N01", "gov", "10.00"),
        ("N02", "awareness", "6.00"),
        ("N03", "", ""),
    ]
    assert (rows[0]["days_late"], rows[0]["unit_code"], rows[0]["outcome"]) == ("10", "089", "not_yet")
    assert (rows[1]["owner"], rows[1]["unit_name"]) == ("Sở Thông tin và Truyền thông", "Văn Bàn")
    assert rows[2]["title"] == "'=Số hóa"  # no formula
    assert rows[2]["provenance"] == "illustrative"
    assert (
        answer.headers["Content-Disposition"]
        == 'attachment; filename="dti-lao-cai-2023-districts-tasks-2025-01-10.csv"'
    )


def test_files_are_alike_in_every_language_and_say_that_they_are_filtered(client: Client, tasks: Round) -> None:
    address = f"/lao-cai/2023/tasks.csv{AS_OF}&state=blocked"
    vietnamese, english = client.get(address), client.get(f"/en{address}")

    assert vietnamese.content == english.content
    assert "-filtered.csv" in vietnamese.headers["Content-Disposition"]
    assert client.get(f"{address}&bom=1").content == b"\xef\xbb\xbf" + vietnamese.content


def test_the_json_keeps_every_digit(client: Client, tasks: Round) -> None:
    answer = client.get(f"/lao-cai/2023/van-ban/tasks.json{AS_OF}")
    found = json.loads(answer.content, parse_float=str)

    assert found["unit"]["code"] == "089"
    assert [task["code"] for task in found["tasks"]] == ["N01", "N02"]
    assert found["tasks"][0]["aims"] == [
        {"measure": "gov", "by_year": 2024, "expected": "10.00",
         "achieved": [{"unit": "089", "points": None, "outcome": "not_yet", "provenance": []}]}
    ]  # fmt: skip
    assert found["agreements"][0]["code"] == "thoa-thuan"


def test_the_workbook_opens(client: Client, tasks: Round) -> None:
    answer = client.get("/lao-cai/2023/tasks.xlsx")

    assert "N02" in ZipFile(io.BytesIO(answer.getvalue())).read("xl/worksheets/sheet1.xml").decode()


def test_a_file_that_the_reader_has_is_not_sent_again(client: Client, tasks: Round) -> None:
    address = f"/lao-cai/2023/tasks.csv{AS_OF}"
    etag = client.get(address).headers["ETag"]

    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
    assert client.get(f"{address}&state=blocked", headers={"If-None-Match": etag}).status_code == 200


def test_a_file_is_not_chosen_by_words_that_nobody_knows(client: Client, tasks: Round) -> None:
    answer = client.get(f"/en/lao-cai/2023/tasks.json{AS_OF}&colour=red")

    assert answer.status_code == 400
    assert "“colour” is nothing that this file is chosen by" in answer.json()["error"]["message"]


# Two clicks from the profile


def test_a_profile_leads_to_what_is_lost_and_what_is_done(client: Client, tasks: Round) -> None:
    profile = page(client, "/en/lao-cai/2023/van-ban/")

    assert f'href="{OWN}"' in profile
    assert 'href="/en/lao-cai/2023/van-ban/points-lost/"' in profile
    assert "2 public tasks, 2 open" in text_of(profile)


def test_beside_each_line_of_points_lost_stands_what_is_done(client: Client, tasks: Round) -> None:
    lines = {row.split()[0]: row for row in rows_of(page(client, "/en/lao-cai/2023/van-ban/points-lost/"))}

    assert "More online Văn Bàn, overdue since 31/12/2024 · under way, 40% · +10.00" in lines["gov"]
    assert "Phủ sóng" in lines["foundation"]
    assert "+6.00" in lines["foundation"]
    assert "overdue" not in lines["econ"]


def test_work_on_this_leads_to_the_form_behind_the_log_in(client: Client, tasks: Round, van_ban: Unit) -> None:
    text = page(client, "/en/lao-cai/2023/van-ban/points-lost/")
    address = f"/en/admin/tasks/new/?round={tasks.pk}&unit={van_ban.pk}&revision=1&measure=econ"

    assert f'href="{address.replace("&", "&amp;")}" rel="nofollow"' in text
    assert client.get(address).headers["Location"].startswith("/en/admin/login/")


# Queries


@pytest.mark.parametrize(
    ("address", "count"),
    [(BOARD, 11), (OWN, 17), (OWN + "?view=timeline", 17), ("/lao-cai/2023/tasks.csv", 12)],
)
@pytest.mark.parametrize("more", [0, 12])
def test_queries_are_pinned(
    client: Client,
    tasks: Round,
    van_ban: Unit,
    administrator: User,
    django_assert_num_queries: DjangoAssertNumQueries,
    address: str,
    count: int,
    more: int,
) -> None:
    for number in range(more):
        said: dict[str, Any] = {"code": f"M{number}", "aims": aims(tasks, ("soc", "1"), ("econ", "1"))}
        make_task(tasks, van_ban, administrator, report_said(), **said)
    with django_assert_num_queries(count):
        client.get(address)
