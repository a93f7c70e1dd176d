"""Long tables in pages: the rows of one, and the way to the others."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _

from districts.forms.paging import ALL, PageForm
from districts.views.errors import BadChoiceError, Option, refuse_errors

MOST_AT_ONCE = 1000  # rows on one page, for printing
Row = TypeVar("Row")
Link = Callable[[str], str]  # the address of a page by its number, "all", or nothing for the first


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows of a table, or all of them at once."""

    rows: Sequence[Row]
    count: int  # of all rows
    number: int | None  # None where all are shown
    last: int
    links: list[tuple[str, str, bool]]  # number, address, current; gaps have no address
    all_url: str  # nothing where there are too many rows, or but one page

    @property
    def is_part(self) -> bool:
        """Other pages have the other rows."""
        return self.number is not None and self.last > 1


def page_of(rows: Sequence[Row], asked: str, link: Link) -> Page[Row]:
    """The page that was asked for; refused where there is none."""
    size = settings.TABLE_PAGE_SIZE
    paginator = Paginator(rows, size)
    last = paginator.num_pages
    all_url = link(ALL) if last > 1 and len(rows) <= MOST_AT_ONCE else ""
    number = None if asked == ALL else int(asked or 1)
    if (number or 1) > last or (number is None and len(rows) > MOST_AT_ONCE):
        raise _refusal(number, len(rows), last, link)
    elided = paginator.get_elided_page_range(number or 1, on_each_side=2, on_ends=1) if last > 1 else ()
    links = [(str(n), _url(n, link), n == number) for n in elided]
    shown = rows if number is None else rows[(number - 1) * size : number * size]
    return Page(shown, len(rows), number, last, links, all_url)


def asked_page(request: HttpRequest, rows: Sequence[Row], url: str) -> Page[Row]:
    """The same of a table that is chosen from by nothing else; `url` is the address of its first page."""
    form = PageForm(request.GET)
    refuse_errors(form, {"page": [Option("1", url)]})
    sign = "&" if "?" in url else "?"
    return page_of(rows, form.cleaned_data["page"], lambda page: f"{url}{sign}page={page}" if page else url)


def page_with(place: int) -> str:
    """The page on which the row at a place is, counted from 0."""
    return str(place // settings.TABLE_PAGE_SIZE + 1)


def _url(number: int | str, link: Link) -> str:
    if not isinstance(number, int):
        return ""
    return link(str(number) if number > 1 else "")


def _refusal(number: int | None, count: int, last: int, link: Link) -> BadChoiceError:
    if number is None:
        message = _("%(count)s rows are too many for one page: it takes %(most)s at most. The files have all of them.")
        words = {"count": count, "most": MOST_AT_ONCE}
    else:
        message = _("There is no page %(page)s: the table has pages 1 to %(last)s.")
        words = {"page": number, "last": last}
    return BadChoiceError(message % words, [Option(str(page), _url(page, link)) for page in sorted({1, last})])
