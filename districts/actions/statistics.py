"""What the database knows of its rows: without it, it may read all of a publication to find one unit's figures."""

from django.db import connection

from districts.models import PublishedUnit, RankMove, Standing

PUBLISHED = (PublishedUnit, Standing, RankMove)


def renew_statistics() -> None:
    """Let the database count what is published: PostgreSQL does so by itself, but later, and SQLite never does."""
    with connection.cursor() as cursor:
        for model in PUBLISHED:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")
