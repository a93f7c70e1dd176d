"""What is stored, to look at: one file for each file of models, every page read-only."""

from districts.admin.stored import (
    agreement,
    event,
    evidence,
    framework,
    margin,
    move,
    people,
    plan,
    publication,
    round,
    statement,
    unit,
)

__all__ = [
    "agreement",
    "event",
    "evidence",
    "framework",
    "margin",
    "move",
    "people",
    "plan",
    "publication",
    "round",
    "statement",
    "unit",
]
