"""Write a statement with its figures, once."""

from django.contrib.auth.models import User
from django.db import transaction

from districts.actions.events import of_file, record
from districts.imports.statements import StatementPlan
from districts.models import Event, StatedFigure, Statement


@transaction.atomic
def load_statement(*, plan: StatementPlan, by: User) -> Statement:
    """Insert the statement and all its figures, with one event that names the file."""
    heading = plan.heading
    statement = Statement.objects.create(
        authority=plan.area.authority,
        group=plan.group,
        year=plan.area.year,
        basis=plan.basis,
        framework=plan.framework,
        title=heading.title,
        source=heading.source,
        provenance=heading.provenance,
        number=heading.number,
        date=heading.on,
    )
    StatedFigure.objects.bulk_create(
        StatedFigure(
            statement=statement,
            unit=unit,
            measure=measure,
            points=printed.points,
            places=printed.places,
            rank=printed.rank,
        )
        for unit, measure, printed in plan.figures
    )
    record(
        by=by,
        verb=Event.Verb.LOAD_STATEMENT,
        subject=subject_of(statement)[:300],
        after={"figures": len(plan.figures), "provenance": heading.provenance, "source": heading.source},
        **of_file(plan.source),
    )
    return statement


def subject_of(statement: Statement) -> str:
    words = (statement.authority.slug, str(statement.year), statement.group, statement.basis, statement.title)
    return "/".join(word for word in words if word)
