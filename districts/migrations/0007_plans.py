from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("districts", "0006_statements"),
    ]

    operations: list[migrations.operations.base.Operation] = []
