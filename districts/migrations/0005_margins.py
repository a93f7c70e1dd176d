import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("districts", "0004_more_events"),
    ]

    operations = [
        migrations.CreateModel(
            name="Margins",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "varied",
                    models.CharField(
                        choices=[("index", "main indices"), ("criterion", "criteria")],
                        max_length=20,
                        verbose_name="varied",
                    ),
                ),
                ("seed", models.PositiveBigIntegerField(verbose_name="seed")),
                ("draws", models.PositiveIntegerField(verbose_name="draws")),
                ("spread", models.DecimalField(decimal_places=9, max_digits=12, verbose_name="spread")),
                ("measures", models.JSONField(verbose_name="measures")),
                ("digest", models.CharField(max_length=64, verbose_name="digest")),
                (
                    "publication",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="margins",
                        to="districts.publication",
                        verbose_name="publication",
                    ),
                ),
            ],
            options={
                "verbose_name": "margins of ranks",
                "verbose_name_plural": "margins of ranks",
                "ordering": ["publication", "-varied"],
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="RankMargin",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("low", models.PositiveIntegerField(verbose_name="5th percentile")),
                ("middle", models.PositiveIntegerField(verbose_name="median")),
                ("high", models.PositiveIntegerField(verbose_name="95th percentile")),
                ("group", models.PositiveIntegerField(verbose_name="group")),
                ("ahead", models.JSONField(verbose_name="neighbours")),
                (
                    "margins",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ranks",
                        to="districts.margins",
                        verbose_name="margins of ranks",
                    ),
                ),
                (
                    "published_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="margins",
                        to="districts.publishedunit",
                        verbose_name="published unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "margin of a rank",
                "verbose_name_plural": "margins of single ranks",
                "ordering": ["margins", "pk"],
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.AddConstraint(
            model_name="margins",
            constraint=models.UniqueConstraint(fields=("publication", "varied"), name="margins_key"),
        ),
        migrations.AddConstraint(
            model_name="margins",
            constraint=models.CheckConstraint(
                condition=models.Q(("draws__gte", 1)), name="margins_of_at_least_one_draw"
            ),
        ),
        migrations.AddConstraint(
            model_name="margins",
            constraint=models.CheckConstraint(
                condition=models.Q(("spread__gte", 0), ("spread__lt", 1)), name="margins_spread_is_a_share"
            ),
        ),
        migrations.AddConstraint(
            model_name="margins",
            constraint=models.CheckConstraint(
                condition=models.Q(("digest", ""), _negated=True), name="margins_digested"
            ),
        ),
        migrations.AddConstraint(
            model_name="margins",
            constraint=models.CheckConstraint(
                condition=models.Q(("varied__in", ["index", "criterion"])), name="margins_varied_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="rankmargin",
            constraint=models.UniqueConstraint(fields=("margins", "published_unit"), name="rank_margin_key"),
        ),
        migrations.AddConstraint(
            model_name="rankmargin",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("low__gte", 1), ("low__lte", models.F("middle")), ("middle__lte", models.F("high"))
                ),
                name="rank_margin_ordered",
            ),
        ),
        migrations.AddConstraint(
            model_name="rankmargin",
            constraint=models.CheckConstraint(condition=models.Q(("group__gte", 1)), name="rank_margin_group_from_one"),
        ),
    ]
