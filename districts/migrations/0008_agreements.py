import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("districts", "0007_plans"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Agreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=40, verbose_name="code")),
                ("title_vi", models.CharField(max_length=300, verbose_name="title in Vietnamese")),
                ("title_en", models.CharField(blank=True, max_length=300, verbose_name="title in English")),
                ("date", models.DateField(verbose_name="date")),
                ("period_from", models.DateField(blank=True, null=True, verbose_name="from")),
                ("period_to", models.DateField(blank=True, null=True, verbose_name="to")),
                ("summary_vi", models.TextField(blank=True, verbose_name="summary in Vietnamese")),
                ("summary_en", models.TextField(blank=True, verbose_name="summary in English")),
                ("is_public", models.BooleanField(default=False, verbose_name="public")),
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
                    "parties",
                    models.ManyToManyField(related_name="agreements", to="districts.unit", verbose_name="parties"),
                ),
                (
                    "round",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="districts.round",
                        verbose_name="round",
                    ),
                ),
            ],
            options={
                "verbose_name": "agreement",
                "verbose_name_plural": "agreements",
                "ordering": ["round", "date", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=40, verbose_name="code")),
                ("title_vi", models.CharField(max_length=300, verbose_name="title in Vietnamese")),
                ("title_en", models.CharField(blank=True, max_length=300, verbose_name="title in English")),
                (
                    "area",
                    models.CharField(
                        choices=[
                            ("index", "raising the index"),
                            ("human_resources", "digital human resources"),
                            ("commune_model", "commune model"),
                            ("communication", "communication"),
                            ("applications", "applications"),
                            ("infrastructure", "digital infrastructure"),
                            ("security", "information security"),
                            ("economy", "digital economy"),
                            ("society", "digital society"),
                        ],
                        max_length=20,
                        verbose_name="field",
                    ),
                ),
                ("start", models.DateField(verbose_name="start")),
                ("due", models.DateField(verbose_name="due")),
                ("progress", models.PositiveSmallIntegerField(default=0, verbose_name="progress")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "planned"),
                            ("under_way", "under way"),
                            ("blocked", "blocked"),
                            ("done", "done"),
                            ("dropped", "dropped"),
                        ],
                        default="planned",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("is_public", models.BooleanField(default=False, verbose_name="public")),
                ("note", models.TextField(blank=True, verbose_name="note")),
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
                ("version", models.PositiveIntegerField(default=0, verbose_name="version")),
                (
                    "agreement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="districts.agreement",
                        verbose_name="agreement",
                    ),
                ),
                (
                    "helpers",
                    models.ManyToManyField(
                        blank=True, related_name="helped_tasks", to="districts.unit", verbose_name="helping units"
                    ),
                ),
                (
                    "lost_in",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="districts.publication",
                        verbose_name="points lost in",
                    ),
                ),
                (
                    "lost_on",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="districts.measure",
                        verbose_name="points lost on",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="districts.unit",
                        verbose_name="owner",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="districts.round",
                        verbose_name="round",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="districts.target",
                        verbose_name="target",
                    ),
                ),
            ],
            options={
                "verbose_name": "task",
                "verbose_name_plural": "tasks",
                "ordering": ["round", "due", "pk"],
            },
        ),
        migrations.CreateModel(
            name="TaskAim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("expected", models.DecimalField(decimal_places=6, max_digits=14, verbose_name="expected points")),
                ("max_points", models.DecimalField(decimal_places=6, max_digits=14, verbose_name="maximum")),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="aims",
                        to="districts.measure",
                        verbose_name="measure",
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="aims",
                        to="districts.task",
                        verbose_name="task",
                    ),
                ),
            ],
            options={
                "verbose_name": "aim of a task",
                "verbose_name_plural": "aims of tasks",
                "ordering": ["task", "measure__position", "year", "pk"],
            },
        ),
        migrations.CreateModel(
            name="TaskProgress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("date", models.DateField(verbose_name="date")),
                ("progress", models.PositiveSmallIntegerField(verbose_name="progress")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "planned"),
                            ("under_way", "under way"),
                            ("blocked", "blocked"),
                            ("done", "done"),
                            ("dropped", "dropped"),
                        ],
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("office", models.CharField(max_length=300, verbose_name="office")),
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
                    "task",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="districts.task",
                        verbose_name="task",
                    ),
                ),
            ],
            options={
                "verbose_name": "report on a task",
                "verbose_name_plural": "reports on tasks",
                "ordering": ["task", "date", "pk"],
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.UniqueConstraint(fields=("round", "code"), name="agreement_key"),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("code", ""), _negated=True), models.Q(("title_vi", ""), _negated=True)),
                name="agreement_titled",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("period_from__isnull", True),
                    ("period_to__isnull", True),
                    ("period_to__gte", models.F("period_from")),
                    _connector="OR",
                ),
                name="agreement_period_ordered",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(("provenance__in", ["official", "press", "illustrative"])),
                name="agreement_provenance_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.UniqueConstraint(fields=("round", "code"), name="task_key"),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("code", ""), _negated=True), models.Q(("title_vi", ""), _negated=True)),
                name="task_titled",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(("due__gte", models.F("start"))), name="task_due_not_before_start"
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lost_in__isnull", True), ("lost_on__isnull", True)),
                    models.Q(("lost_in__isnull", False), ("lost_on__isnull", False), ("target__isnull", True)),
                    _connector="OR",
                ),
                name="task_has_one_origin",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(("progress__gte", 0), ("progress__lte", 100)), name="task_progress_is_percent"
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("state", "done"), _negated=True), ("progress", 100), _connector="OR"),
                name="task_done_is_complete",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["planned", "under_way", "blocked", "done", "dropped"])),
                name="task_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "area__in",
                        [
                            "index",
                            "human_resources",
                            "commune_model",
                            "communication",
                            "applications",
                            "infrastructure",
                            "security",
                            "economy",
                            "society",
                        ],
                    )
                ),
                name="task_area_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(("provenance__in", ["official", "press", "illustrative"])),
                name="task_provenance_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="taskaim",
            constraint=models.UniqueConstraint(fields=("task", "measure", "year"), name="task_aim_key"),
        ),
        migrations.AddConstraint(
            model_name="taskaim",
            constraint=models.CheckConstraint(
                condition=models.Q(("expected__gt", 0)), name="task_aim_expects_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="taskaim",
            constraint=models.CheckConstraint(
                condition=models.Q(("expected__lte", models.F("max_points"))), name="task_aim_within_maximum"
            ),
        ),
        migrations.AddConstraint(
            model_name="taskaim",
            constraint=models.CheckConstraint(
                condition=models.Q(("year__gte", 2000), ("year__lte", 2100)), name="task_aim_year_plausible"
            ),
        ),
        migrations.AddIndex(
            model_name="taskprogress",
            index=models.Index(fields=["task", "date"], name="task_report_latest"),
        ),
        migrations.AddConstraint(
            model_name="taskprogress",
            constraint=models.CheckConstraint(
                condition=models.Q(("progress__gte", 0), ("progress__lte", 100)), name="task_report_progress_is_percent"
            ),
        ),
        migrations.AddConstraint(
            model_name="taskprogress",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("state", "done"), _negated=True), ("progress", 100), _connector="OR"),
                name="task_report_done_is_complete",
            ),
        ),
        migrations.AddConstraint(
            model_name="taskprogress",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["planned", "under_way", "blocked", "done", "dropped"])),
                name="task_report_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="taskprogress",
            constraint=models.CheckConstraint(
                condition=models.Q(("office", ""), _negated=True), name="task_report_has_an_office"
            ),
        ),
    ]
