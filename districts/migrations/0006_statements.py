from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("districts", "0005_margins"),
    ]

    operations: list[migrations.operations.base.Operation] = []
