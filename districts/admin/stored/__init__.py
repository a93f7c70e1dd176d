"""What is stored, to look at: one file for each file of models, every page read-only."""

from districts.admin.stored import event, evidence, framework, people, publication, round, unit

__all__ = ["event", "evidence", "framework", "people", "publication", "round", "unit"]
