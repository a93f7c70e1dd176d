"""What an appraisal still waits for."""

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Q

from districts.models import Measure, Part, Score, Scorecard, ScoreState

SETTLED = (
    Q(appraised_at__isnull=False)
    | Q(points__isnull=False)
    | Q(printed_rank__isnull=False)
    | Q(state=ScoreState.NOT_APPLICABLE)
)


def unappraised(card: Scorecard) -> list[Measure]:
    """The criteria without a verdict, those aside that a figure above them covers (history has totals only)."""
    settled = set(Score.objects.filter(SETTLED, scorecard=card).values_list("measure_id", flat=True))
    parts = parts_of(card.round.framework_id)
    covered = settled | below(settled, parts)
    measures = Measure.objects.filter(framework=card.round.framework_id, max_points__gt=0).order_by("position")
    return [measure for measure in measures if measure.pk not in parts and measure.pk not in covered]


def parts_of(framework: int) -> dict[int, list[int]]:
    """The parts of every whole of a framework."""
    parts: dict[int, list[int]] = defaultdict(list)
    for whole, part in Part.objects.filter(whole__framework=framework).values_list("whole_id", "part_id"):
        parts[whole].append(part)
    return dict(parts)


def below(measures: Collection[int], parts: dict[int, list[int]]) -> set[int]:
    """Everything that the measures are summed from, at any depth."""
    found: set[int] = set()
    waiting = list(measures)
    while waiting:
        for part in parts.get(waiting.pop(), []):
            if part not in found:
                found.add(part)
                waiting.append(part)
    return found
