from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("districts", "0007_plans"),
    ]

    operations: list[migrations.operations.base.Operation] = []
