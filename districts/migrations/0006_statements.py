import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("districts", "0005_margins"),
    ]

    operations = [
        migrations.CreateModel(
            name="Statement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("group", models.SlugField(db_index=False, max_length=40, verbose_name="group")),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("basis", models.SlugField(blank=True, db_index=False, max_length=40, verbose_name="basis")),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                ("source", models.CharField(max_length=500, verbose_name="source")),
                (
                    "provenance",
                    models.CharField(
                        choices=[
                            ("official", "official"),
                            ("press", "published in the press"),
                            ("illustrative", "illustrative"),
                        ],
                        max_length=20,
                        verbose_name="provenance",
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=100, verbose_name="number of the document")),
                ("date", models.DateField(blank=True, null=True, verbose_name="date of the document")),
                ("loaded_at", models.DateTimeField(auto_now_add=True, verbose_name="loaded at")),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="districts.unit",
                        verbose_name="authority",
                    ),
                ),
                (
                    "framework",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="districts.framework",
                        verbose_name="framework",
                    ),
                ),
            ],
            options={
                "verbose_name": "statement",
                "verbose_name_plural": "statements",
                "ordering": ["-year", "authority", "group", "basis", "pk"],
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="StatedFigure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "points",
                    models.DecimalField(blank=True, decimal_places=6, max_digits=14, null=True, verbose_name="points"),
                ),
                ("places", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="printed decimals")),
                ("rank", models.PositiveIntegerField(blank=True, null=True, verbose_name="rank")),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="districts.measure",
                        verbose_name="measure",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="districts.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="figures",
                        to="districts.statement",
                        verbose_name="statement",
                    ),
                ),
            ],
            options={
                "verbose_name": "stated figure",
                "verbose_name_plural": "stated figures",
                "ordering": ["statement", "pk"],
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.UniqueConstraint(
                fields=("authority", "group", "year", "basis", "title"), name="statement_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("title", ""), _negated=True),
                    models.Q(("source", ""), _negated=True),
                    models.Q(("group", ""), _negated=True),
                ),
                name="statement_sourced",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(("year__gte", 2000), ("year__lte", 2100)), name="statement_year_plausible"
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(("provenance__in", ["official", "press", "illustrative"])),
                name="statement_provenance_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="statedfigure",
            constraint=models.UniqueConstraint(fields=("statement", "unit", "measure"), name="stated_figure_key"),
        ),
        migrations.AddConstraint(
            model_name="statedfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(("points__isnull", False), ("rank__isnull", False), _connector="OR"),
                name="stated_figure_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="statedfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("places__isnull", True), ("points__isnull", True)),
                    models.Q(("places__isnull", False), ("places__lte", 6), ("points__isnull", False)),
                    _connector="OR",
                ),
                name="stated_figure_points_with_decimals",
            ),
        ),
        migrations.AddConstraint(
            model_name="statedfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(("rank__isnull", True), ("rank__gte", 1), _connector="OR"),
                name="stated_figure_rank_from_one",
            ),
        ),
    ]
