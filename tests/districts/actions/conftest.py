"""A round that is being entered."""

import pytest

from tests.districts.entering import Year, make_year


@pytest.fixture
def year(db: None) -> Year:
    return make_year()
