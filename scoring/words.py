"""The words that scoring shares with whoever stores or shows its results."""

from enum import StrEnum


class Kind(StrEnum):
    """What a measure is in its framework; roll-up treats all alike."""

    TOTAL = "total"
    PILLAR = "pillar"
    GROUP = "group"
    INDEX = "index"
    CRITERION = "criterion"


class NotApplicable(StrEnum):
    """What a leaf that does not apply to a unit does to the unit's points."""

    FULL = "full"  # gives full marks
    LEAVE = "leave"  # leaves the unit's maximum


class State(StrEnum):
    """What is known of one figure of one unit before scoring."""

    SCORED = "scored"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"


class Status(StrEnum):
    """What scoring says of one unit in one measure."""

    SCORED = "scored"  # points stand for the whole of the unit's maximum
    INCOMPLETE = "incomplete"  # points so far, parts are missing
    MISSING = "missing"  # nothing assessed
    NOT_PUBLISHED = "not_published"  # assessed, but only a figure above it was published
    NOT_APPLICABLE = "not_applicable"
    NOT_SCORED = "not_scored"  # a measure of maximum 0


class Origin(StrEnum):
    """How the points shown were had."""

    NONE = "none"
    GIVEN = "given"  # entered or printed
    SUMMED = "summed"  # the sum of its parts
    DERIVED = "derived"  # solved from figures given elsewhere in the graph
