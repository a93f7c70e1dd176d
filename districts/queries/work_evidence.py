"""The library of a unit in a round, with the criteria that cite each document."""

from dataclasses import dataclass

from django.db.models import Prefetch

from districts.models import Citation, Document, Scorecard
from districts.queries.work_sections import Section, sections_of


@dataclass(frozen=True, slots=True)
class Shelved:
    """One document, and what it proves."""

    document: Document
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Library:
    documents: tuple[Shelved, ...]
    sections: tuple[Section, ...]  # those with criteria that the unit assesses


def load_library(card: Scorecard) -> Library:
    """Four queries."""
    cited = Prefetch(
        "citations", Citation.objects.select_related("score__measure").order_by("score__measure__position")
    )
    documents = Document.objects.filter(unit=card.unit_id, round=card.round_id).select_related("added_by")
    shelved = [shelve(document) for document in documents.prefetch_related(cited).order_by("pk")]
    sections = [section for section in sections_of(card.round.framework_id) if section.own]
    return Library(tuple(shelved), tuple(sections))


def shelve(document: Document) -> Shelved:
    return Shelved(document, tuple(citation.score.measure.code for citation in document.citations.all()))
