"""Which measures the total is cut into."""

from hypothesis import given
from hypothesis import strategies as st

from scoring import Framework, Kind
from scoring.cut import cut
from tests.scoring.build import framework, leaf, total, whole
from tests.scoring.strategies import Graph, graphs

WHOLES = ["total", "foundation", "awareness", "gov"]


def frame() -> Framework:
    return framework(
        total("foundation gov extra"),
        whole("foundation", "awareness 2"),
        whole("awareness", "1.1 1.2", Kind.INDEX),
        leaf("1.1"),
        leaf("1.2"),
        leaf("2"),
        whole("gov", "3.1 3.2", Kind.INDEX),
        leaf("3.1"),
        leaf("3.2"),
        leaf("extra"),
        whole("government", "foundation gov", Kind.PILLAR),
    )


def test_by_index_main_indices_stay_whole() -> None:
    assert cut(frame(), WHOLES, Kind.INDEX) == ("awareness", "2", "gov", "extra")


def test_by_criterion_everything_is_taken_apart() -> None:
    assert cut(frame(), WHOLES, Kind.CRITERION) == ("1.1", "1.2", "2", "3.1", "3.2", "extra")


def test_what_may_not_be_opened_stays_whole() -> None:
    assert cut(frame(), ["total", "gov"], Kind.CRITERION) == ("foundation", "3.1", "3.2", "extra")


def test_where_only_the_total_is_known_it_stands_for_itself() -> None:
    assert cut(frame(), [], Kind.INDEX) == ("total",)


@given(graphs(), st.data())
def test_the_measures_hold_every_leaf_of_the_total_once(graph: Graph, data: st.DataObject) -> None:
    opened = data.draw(st.sets(st.sampled_from(graph.whole_codes)))
    for kind in (Kind.INDEX, Kind.CRITERION):
        found = [leaf for code in cut(graph.framework, opened, kind) for leaf in graph.leaves[code]]
        assert sorted(found) == sorted(graph.leaves["total"])
