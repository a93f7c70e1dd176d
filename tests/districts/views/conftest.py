import pytest
from django.contrib.auth.models import User

from districts.actions.publish import publish
from districts.models import Publication, Round


@pytest.fixture
def published(round_2022: Round, round_2023: Round, author: User) -> Publication:
    """2023 of Lào Cai, against 2022: Sa Pa, Văn Bàn (printed figures), Bắc Hà."""
    publish(round=round_2022, by=author, office="UBND tỉnh")
    return publish(round=round_2023, by=author, office="UBND tỉnh")
