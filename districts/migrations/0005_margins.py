from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("districts", "0004_more_events"),
    ]

    operations: list[migrations.operations.base.Operation] = []
