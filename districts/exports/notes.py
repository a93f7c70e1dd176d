"""What stands beside the figures of a file, in Vietnamese with English below: no figure travels without it."""

from collections.abc import Iterator, Sequence

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from districts.exports.citation import lazy_citation, lazy_title
from districts.exports.languages import in_both
from districts.exports.tidy import Note, Text
from districts.queries.package import Facts
from districts.tables.words import PROVENANCES

BY_NAME = _("By publication, then by the name of the unit, then by the place of the measure in its framework.")
RULES: tuple[tuple[Text, Text], ...] = (
    (_("Empty cells"), _("An empty cell is never zero. The state says why there is no figure.")),
    (
        _("Numbers"),
        _(
            "Numbers are exactly as published, rounded once to the decimals of their measure; a half goes away from"
            " zero. What was derived from printed figures may have more decimals."
        ),
    ),
    (
        _("Ranks"),
        _(
            "Ranks are taken on the published points, or on shares where maxima differ. Equal values share the better"
            " rank and the next is left out: 1, 2, 2, 4."
        ),
    ),
    (
        _("Provenance"),
        _(
            "Every row says where its figure comes from: official, press or illustrative. Illustrative figures were"
            " made up to show the form; a result is as weak as the weakest figure in it."
        ),
    ),
    (_("Licence"), _("The publisher has stated none.")),
)
MARGINS_NOTE = (
    _("Margins"),
    _(
        "Between which ranks a unit lies when the maxima are varied at random, in 90 of 100 draws. They are never the"
        " official rank. What was varied, and from which seed, stands in the data package."
    ),
)


def note(about: Text, text: Text) -> Note:
    """The same in both languages; once where it is the same."""
    return " / ".join(dict.fromkeys(in_both(about))), "\n".join(dict.fromkeys(in_both(text)))


def file_notes(facts: Sequence[Facts], chosen: Sequence[tuple[str, str]], order: Text = BY_NAME) -> list[Note]:
    """What it is of, what was chosen of it, in which order, by which rules, and how to cite it."""
    said = [*_cited(facts), (_("Chosen"), _chosen(chosen)), (_("Order of the rows"), order), *RULES]
    return [note(about, text) for about, text in said]


def title_in(notes: Sequence[Note]) -> str:
    """What it is of, in Vietnamese: that comes first."""
    return notes[0][1].partition("\n")[0]


def _cited(facts: Sequence[Facts]) -> Iterator[tuple[Text, Text]]:
    for one in facts:
        yield _("Title"), lazy_title(one)
        yield _("How to cite"), lazy_citation(one)
        yield _("Weakest provenance of its figures"), PROVENANCES[one.provenance]
        if one.reason:
            yield _("Reason of this revision"), one.reason


def _chosen(chosen: Sequence[tuple[str, str]]) -> Text:
    """The filters as the address has them."""
    if not chosen:
        return _("Everything: nothing was left out.")
    filters = ", ".join(f"{name}={value}" for name, value in chosen)
    return format_lazy(_("Only a part, chosen by {filters}."), filters=filters)
