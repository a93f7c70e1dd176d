import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("districts", "0006_statements"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Indicator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name_vi", models.CharField(max_length=300, verbose_name="name in Vietnamese")),
                ("name_en", models.CharField(blank=True, max_length=300, verbose_name="name in English")),
                ("code", models.SlugField(max_length=40, verbose_name="code")),
                ("numerator_vi", models.CharField(max_length=300, verbose_name="what a counts, in Vietnamese")),
                (
                    "numerator_en",
                    models.CharField(blank=True, max_length=300, verbose_name="what a counts, in English"),
                ),
                ("denominator_vi", models.CharField(max_length=300, verbose_name="what b counts, in Vietnamese")),
                (
                    "denominator_en",
                    models.CharField(blank=True, max_length=300, verbose_name="what b counts, in English"),
                ),
                ("version", models.PositiveIntegerField(default=0, verbose_name="version")),
                (
                    "authority",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="indicators",
                        to="districts.unit",
                        verbose_name="authority",
                    ),
                ),
            ],
            options={
                "verbose_name": "indicator",
                "verbose_name_plural": "indicators",
                "ordering": ["authority", "code"],
            },
        ),
        migrations.CreateModel(
            name="IndicatorUse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uses",
                        to="districts.indicator",
                        verbose_name="indicator",
                    ),
                ),
                (
                    "measure",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="indicator_use",
                        to="districts.measure",
                        verbose_name="measure",
                    ),
                ),
            ],
            options={
                "verbose_name": "use of an indicator",
                "verbose_name_plural": "uses of indicators",
                "ordering": ["indicator", "measure"],
            },
        ),
        migrations.AddField(
            model_name="indicator",
            name="measures",
            field=models.ManyToManyField(
                related_name="indicators",
                through="districts.IndicatorUse",
                to="districts.measure",
                verbose_name="measures",
            ),
        ),
        migrations.CreateModel(
            name="IndicatorValue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("as_of", models.DateField(verbose_name="as of")),
                ("revision", models.PositiveIntegerField(default=1, verbose_name="revision")),
                ("numerator", models.DecimalField(decimal_places=6, max_digits=20, verbose_name="a: the part")),
                ("denominator", models.DecimalField(decimal_places=6, max_digits=20, verbose_name="b: the whole")),
                ("office", models.CharField(max_length=300, verbose_name="office")),
                (
                    "provenance",
                    models.CharField(
                        choices=[
                            ("official", "official"),
                            ("press", "published in the press"),
                            ("illustrative", "illustrative"),
                        ],
                        default="official",
                        max_length=20,
                        verbose_name="provenance",
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=500, verbose_name="source")),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="at")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="values",
                        to="districts.indicator",
                        verbose_name="indicator",
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
            ],
            options={
                "verbose_name": "value of an indicator",
                "verbose_name_plural": "values of indicators",
                "ordering": ["indicator", "unit", "as_of", "revision"],
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Plan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("code", models.SlugField(max_length=40, verbose_name="code")),
                ("title_vi", models.CharField(max_length=300, verbose_name="title in Vietnamese")),
                ("title_en", models.CharField(blank=True, max_length=300, verbose_name="title in English")),
                (
                    "report_vi",
                    models.CharField(blank=True, max_length=300, verbose_name="name of the report in Vietnamese"),
                ),
                (
                    "report_en",
                    models.CharField(blank=True, max_length=300, verbose_name="name of the report in English"),
                ),
                ("number", models.CharField(blank=True, max_length=100, verbose_name="document number")),
                ("date", models.DateField(blank=True, null=True, verbose_name="date of the document")),
                ("cut_off", models.DateField(verbose_name="cut-off date")),
                ("note_vi", models.TextField(blank=True, verbose_name="note in Vietnamese")),
                ("note_en", models.TextField(blank=True, verbose_name="note in English")),
                ("link", models.URLField(blank=True, max_length=500, verbose_name="link")),
                ("source", models.CharField(blank=True, max_length=500, verbose_name="source")),
                (
                    "provenance",
                    models.CharField(
                        choices=[
                            ("official", "official"),
                            ("press", "published in the press"),
                            ("illustrative", "illustrative"),
                        ],
                        default="official",
                        max_length=20,
                        verbose_name="provenance",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, verbose_name="version")),
                (
                    "authority",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="districts.unit",
                        verbose_name="authority",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="districts.plan",
                        verbose_name="replaces",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="own_plans",
                        to="districts.unit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "plan",
                "verbose_name_plural": "plans",
                "ordering": ["-year", "authority", "cut_off", "pk"],
            },
        ),
        migrations.CreateModel(
            name="TargetGroup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name_vi", models.CharField(max_length=300, verbose_name="name in Vietnamese")),
                ("name_en", models.CharField(blank=True, max_length=300, verbose_name="name in English")),
                ("position", models.PositiveIntegerField(verbose_name="position")),
                (
                    "plan",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="groups",
                        to="districts.plan",
                        verbose_name="plan",
                    ),
                ),
            ],
            options={
                "verbose_name": "group of targets",
                "verbose_name_plural": "groups of targets",
                "ordering": ["plan", "position"],
            },
        ),
        migrations.CreateModel(
            name="Target",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=40, verbose_name="code")),
                ("position", models.PositiveIntegerField(verbose_name="position")),
                ("wording_vi", models.CharField(max_length=500, verbose_name="wording in Vietnamese")),
                ("wording_en", models.CharField(blank=True, max_length=500, verbose_name="wording in English")),
                (
                    "comparison",
                    models.CharField(
                        choices=[
                            ("at_least", "at least"),
                            ("at_most", "at most"),
                            ("equals", "equals"),
                            ("yes_no", "yes or no"),
                            ("maintain", "maintain"),
                            ("increase_by", "increase by"),
                        ],
                        max_length=20,
                        verbose_name="comparison",
                    ),
                ),
                (
                    "planned",
                    models.DecimalField(
                        blank=True, decimal_places=6, max_digits=20, null=True, verbose_name="planned value"
                    ),
                ),
                (
                    "base",
                    models.DecimalField(
                        blank=True, decimal_places=6, max_digits=20, null=True, verbose_name="base value"
                    ),
                ),
                ("decimals", models.PositiveSmallIntegerField(default=0, verbose_name="decimals")),
                (
                    "measured_in_vi",
                    models.CharField(blank=True, max_length=60, verbose_name="unit of measurement in Vietnamese"),
                ),
                (
                    "measured_in_en",
                    models.CharField(blank=True, max_length=60, verbose_name="unit of measurement in English"),
                ),
                (
                    "level",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("country", "country"),
                            ("province", "province level"),
                            ("district", "district level"),
                            ("commune", "commune level"),
                            ("department", "department level"),
                        ],
                        max_length=20,
                        verbose_name="level",
                    ),
                ),
                ("deadline", models.DateField(blank=True, null=True, verbose_name="deadline")),
                (
                    "takes",
                    models.CharField(
                        blank=True,
                        choices=[("", "nothing"), ("percent", "a in percent of b"), ("count", "a")],
                        max_length=20,
                        verbose_name="takes of the indicator",
                    ),
                ),
                (
                    "provenance",
                    models.CharField(
                        choices=[
                            ("official", "official"),
                            ("press", "published in the press"),
                            ("illustrative", "illustrative"),
                        ],
                        default="official",
                        max_length=20,
                        verbose_name="provenance",
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=500, verbose_name="source")),
                ("version", models.PositiveIntegerField(default=0, verbose_name="version")),
                (
                    "indicator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="targets",
                        to="districts.indicator",
                        verbose_name="indicator",
                    ),
                ),
                (
                    "lead_unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="led_targets",
                        to="districts.unit",
                        verbose_name="lead unit",
                    ),
                ),
                (
                    "measures",
                    models.ManyToManyField(
                        blank=True, related_name="targets", to="districts.measure", verbose_name="measures"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="targets",
                        to="districts.plan",
                        verbose_name="plan",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="districts.target",
                        verbose_name="replaces",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="targets",
                        to="districts.targetgroup",
                        verbose_name="group",
                    ),
                ),
            ],
            options={
                "verbose_name": "target",
                "verbose_name_plural": "targets",
                "ordering": ["plan", "position"],
            },
        ),
        migrations.CreateModel(
            name="TargetReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("as_of", models.DateField(verbose_name="as of")),
                ("revision", models.PositiveIntegerField(default=1, verbose_name="revision")),
                (
                    "value",
                    models.DecimalField(blank=True, decimal_places=6, max_digits=20, null=True, verbose_name="value"),
                ),
                ("answer", models.BooleanField(blank=True, null=True, verbose_name="yes or no")),
                ("office", models.CharField(max_length=300, verbose_name="office")),
                ("evidence", models.TextField(blank=True, verbose_name="evidence")),
                ("link", models.URLField(blank=True, max_length=500, verbose_name="link")),
                (
                    "provenance",
                    models.CharField(
                        choices=[
                            ("official", "official"),
                            ("press", "published in the press"),
                            ("illustrative", "illustrative"),
                        ],
                        default="official",
                        max_length=20,
                        verbose_name="provenance",
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=500, verbose_name="source")),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="at")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="districts.target",
                        verbose_name="target",
                    ),
                ),
            ],
            options={
                "verbose_name": "report on a target",
                "verbose_name_plural": "reports on targets",
                "ordering": ["target", "as_of", "revision"],
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.UniqueConstraint(fields=("authority", "code"), name="indicator_key"),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("code", ""), _negated=True),
                    models.Q(("name_vi", ""), _negated=True),
                    models.Q(("numerator_vi", ""), _negated=True),
                    models.Q(("denominator_vi", ""), _negated=True),
                ),
                name="indicator_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicatorvalue",
            constraint=models.UniqueConstraint(
                fields=("indicator", "unit", "as_of", "revision"), name="indicator_value_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="indicatorvalue",
            constraint=models.CheckConstraint(
                condition=models.Q(("revision__gte", 1)), name="indicator_value_revision_from_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="indicatorvalue",
            constraint=models.CheckConstraint(
                condition=models.Q(("revision", 1), models.Q(("reason", ""), _negated=True), _connector="OR"),
                name="indicator_value_correction_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicatorvalue",
            constraint=models.CheckConstraint(
                condition=models.Q(("numerator__gte", 0), ("numerator__lte", models.F("denominator"))),
                name="indicator_value_part_of_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicatorvalue",
            constraint=models.CheckConstraint(
                condition=models.Q(("denominator__gt", 0)), name="indicator_value_of_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="indicatorvalue",
            constraint=models.CheckConstraint(
                condition=models.Q(("office", ""), _negated=True), name="indicator_value_has_an_office"
            ),
        ),
        migrations.AddConstraint(
            model_name="indicatorvalue",
            constraint=models.CheckConstraint(
                condition=models.Q(("provenance__in", ["official", "press", "illustrative"])),
                name="indicator_value_provenance_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.UniqueConstraint(fields=("authority", "year", "code"), name="plan_key"),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("code", ""), _negated=True), models.Q(("title_vi", ""), _negated=True)),
                name="plan_titled",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(("year__gte", 2000), ("year__lte", 2100)), name="plan_year_plausible"
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(("date__isnull", True), ("date__lte", models.F("cut_off")), _connector="OR"),
                name="plan_before_its_cut_off",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(("replaces", models.F("id")), _negated=True), name="plan_does_not_replace_itself"
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(("provenance__in", ["official", "press", "illustrative"])),
                name="plan_provenance_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="targetgroup",
            constraint=models.UniqueConstraint(fields=("plan", "position"), name="target_group_position"),
        ),
        migrations.AddConstraint(
            model_name="targetgroup",
            constraint=models.UniqueConstraint(fields=("plan", "name_vi"), name="target_group_name"),
        ),
        migrations.AddConstraint(
            model_name="targetgroup",
            constraint=models.CheckConstraint(
                condition=models.Q(("name_vi", ""), _negated=True), name="target_group_named"
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.UniqueConstraint(fields=("plan", "code"), name="target_key"),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.UniqueConstraint(fields=("plan", "position"), name="target_position"),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("code", ""), _negated=True), models.Q(("wording_vi", ""), _negated=True)),
                name="target_worded",
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("comparison", "yes_no"),
                        models.Q(("planned__isnull", False), _negated=True),
                        models.Q(("base__isnull", False), _negated=True),
                    ),
                    models.Q(
                        ("comparison", "maintain"),
                        models.Q(("planned__isnull", False), _negated=True),
                        ("base__isnull", False),
                    ),
                    models.Q(
                        ("comparison", "increase_by"),
                        ("planned__isnull", False),
                        ("base__isnull", False),
                        ("planned__gt", 0),
                    ),
                    models.Q(
                        models.Q(("comparison__in", ["yes_no", "maintain", "increase_by"]), _negated=True),
                        ("planned__isnull", False),
                        models.Q(("base__isnull", False), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="target_planned_as_compared",
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("comparison", "yes_no"), ("measured_in_vi", "")),
                    models.Q(
                        models.Q(("comparison", "yes_no"), _negated=True),
                        models.Q(("measured_in_vi", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="target_measured_as_compared",
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.CheckConstraint(
                condition=models.Q(("decimals__lte", 6)), name="target_decimals_at_most_six"
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("indicator__isnull", True), ("takes", "")),
                    models.Q(
                        ("indicator__isnull", False),
                        models.Q(("takes", ""), _negated=True),
                        models.Q(("comparison", "yes_no"), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="target_takes_of_its_indicator",
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.CheckConstraint(
                condition=models.Q(("replaces", models.F("id")), _negated=True), name="target_does_not_replace_itself"
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("comparison__in", ["at_least", "at_most", "equals", "yes_no", "maintain", "increase_by"])
                ),
                name="target_comparison_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__in", ["country", "province", "district", "commune", "department", ""])),
                name="target_level_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.CheckConstraint(
                condition=models.Q(("takes__in", ["", "percent", "count"])), name="target_takes_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.CheckConstraint(
                condition=models.Q(("provenance__in", ["official", "press", "illustrative"])),
                name="target_provenance_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="targetreport",
            constraint=models.UniqueConstraint(fields=("target", "as_of", "revision"), name="target_report_key"),
        ),
        migrations.AddConstraint(
            model_name="targetreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("revision__gte", 1)), name="target_report_revision_from_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="targetreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("revision", 1), models.Q(("reason", ""), _negated=True), _connector="OR"),
                name="target_report_correction_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="targetreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer__isnull", False), ("value__isnull", True)),
                    models.Q(("answer__isnull", True), ("value__isnull", False)),
                    _connector="OR",
                ),
                name="target_report_says_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="targetreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("office", ""), _negated=True), name="target_report_has_an_office"
            ),
        ),
        migrations.AddConstraint(
            model_name="targetreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("provenance__in", ["official", "press", "illustrative"])),
                name="target_report_provenance_known",
            ),
        ),
    ]
