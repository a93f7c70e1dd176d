"""Figures as JSON text, written directly: programs ask for them often and for many."""

from functools import lru_cache

import scoring
from districts.exports.json_values import quoted
from districts.exports.numbers import plain
from districts.queries.headlines import RankedUnit
from districts.queries.publications import Published
from districts.queries.standing_rows import StandingRow

share_places = lru_cache(maxsize=1024)(scoring.share_places)  # of a few maxima, again and again


def unit_text(unit: RankedUnit) -> str:
    """One unit with its total and pillars."""
    row = unit.total
    return (
        f'{{"unit_id":{quoted(row.unit_id)},"unit_code":{quoted(row.unit_code)},"unit_name":{quoted(row.unit_name)},'
        f'"unit_kind":"{row.unit_kind}","ranked":{_truth(unit.ranked)},'
        f'"total":{figure_text(row)},"pillars":[{",".join(map(figure_text, unit.pillars))}]}}'
    )


def figure_text(row: StandingRow) -> str:
    """One figure with the decimals of its measure."""
    return f'{{"measure_code":{quoted(row.measure_code)},{figure_members(row)}}}'


def figure_members(row: StandingRow) -> str:
    """What is said of a figure, without what names it."""
    places = row.decimals
    of_share = share_places(row.measure_max, places)
    return (
        f'"points":{"null" if row.points is None else plain(row.points, places)},'
        f'"max_points":{plain(row.max_points, places)},'
        f'"share":{"null" if row.share is None else plain(row.share, of_share)},'
        f'"coverage":{"null" if row.coverage is None else plain(row.coverage, of_share)},'
        f'"rank":{_whole(row.rank)},"tied":{"null" if row.rank is None else _truth(row.tied)},'
        f'"ranked_of":{_whole(row.ranked_of)},"band":{_text(row.band)},'
        f'"change_points":{"null" if row.change_points is None else plain(row.change_points, places)},'
        f'"change_rank":{_whole(row.change_rank)},"state":"{row.state}",'
        f'"provenance":{_text(row.said_by)},"source":{_text(row.source)}'
    )


def standing_text(row: StandingRow, of: Published) -> str:
    """One tidy row: the columns of the long files as members."""
    return (
        f'{{"authority":"{of.authority}","group":"{of.group}","year":{of.year},"revision":{of.revision},'
        f'"basis":"{of.basis}","unit_id":{quoted(row.unit_id)},"unit_code":{quoted(row.unit_code)},'
        f'"unit_name":{quoted(row.unit_name)},"unit_kind":"{row.unit_kind}",'
        f'"measure_code":{quoted(row.measure_code)},"measure_name":{quoted(row.measure_name)},'
        f'"measure_kind":"{row.measure_kind}","compared_with":{_text(of.compared_with)},{figure_members(row)}}}'
    )


def _text(value: str | None) -> str:
    return quoted(value) if value else "null"


def _whole(value: int | None) -> str:
    return "null" if value is None else str(value)


def _truth(value: bool) -> str:
    return "true" if value else "false"
