import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("press", "0001_initial"),
        ("site_project", "0001_initial"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PressImport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("paste", "Pasted text"),
                            ("file", "File"),
                            ("address", "Address"),
                            ("feed", "Watched feed"),
                            ("taken", "Watched feed"),
                        ],
                        max_length=16,
                        verbose_name="source",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("mapping", "columns to be named"),
                            ("reading", "being read"),
                            ("review", "to be reviewed"),
                            ("filing", "being filed"),
                            ("filed", "filed"),
                            ("undoing", "being undone"),
                            ("undone", "undone"),
                            ("failed", "stopped by an error"),
                        ],
                        default="review",
                        max_length=16,
                        verbose_name="state",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="started")),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="last change")),
                ("filed_at", models.DateTimeField(blank=True, null=True, verbose_name="filed")),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "date_order",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("mdy", "month first, as in 3.28.2017"),
                            ("dmy", "day first, as in 28.3.2017"),
                            ("ymd", "year first, as in 2017-03-28"),
                        ],
                        max_length=3,
                        verbose_name="dates",
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("content", models.BinaryField(null=True)),
                ("columns", models.JSONField(blank=True, default=list)),
                ("done", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=0)),
                ("worked_at", models.DateTimeField(blank=True, null=True)),
                ("job", models.JSONField(blank=True, default=dict)),
                ("error", models.CharField(blank=True, max_length=60)),
                (
                    "campaign",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="site_project.campaign",
                        verbose_name="campaign",
                    ),
                ),
                (
                    "locale",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="wagtailcore.locale"
                    ),
                ),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="taken",
                        to="press_imports.pressimport",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
            ],
            options={
                "verbose_name": "import of clippings",
                "verbose_name_plural": "imports of clippings",
                "ordering": ["-created_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ImportRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("line", models.PositiveIntegerField(verbose_name="line")),
                ("raw", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("fetching", "address being read"),
                            ("ready", "ready"),
                            ("attention", "needs a look"),
                            ("refused", "cannot be read"),
                            ("left_out", "left out"),
                            ("filed", "filed"),
                        ],
                        default="attention",
                        max_length=16,
                    ),
                ),
                ("problems", models.JSONField(blank=True, default=list)),
                ("headline", models.CharField(blank=True, max_length=400, verbose_name="headline")),
                ("outlet_name", models.CharField(blank=True, max_length=160, verbose_name="outlet")),
                ("new_outlet", models.BooleanField(default=False)),
                ("date", models.DateField(blank=True, null=True, verbose_name="date")),
                ("date_text", models.CharField(blank=True, max_length=60)),
                ("read_on", models.DateField(default=django.utils.timezone.localdate)),
                ("other_date", models.DateField(blank=True, null=True)),
                ("article_date", models.DateField(blank=True, null=True)),
                ("date_confirmed", models.BooleanField(default=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("article", "Article"),
                            ("opinion", "Opinion"),
                            ("tv", "Television"),
                            ("radio", "Radio"),
                        ],
                        default="article",
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                ("language", models.CharField(blank=True, max_length=8, verbose_name="language")),
                ("guessed_language", models.CharField(blank=True, max_length=8)),
                ("url", models.CharField(blank=True, max_length=1000, verbose_name="address")),
                ("url_key", models.CharField(blank=True, db_index=True, max_length=64)),
                ("archive_url", models.CharField(blank=True, max_length=1000, verbose_name="archive copy")),
                ("author", models.CharField(blank=True, max_length=200, verbose_name="author")),
                ("gloss", models.CharField(blank=True, max_length=300, verbose_name="gloss")),
                ("quote", models.TextField(blank=True, verbose_name="quote")),
                ("keep_duplicate", models.BooleanField(default=False)),
                ("campaign_too", models.BooleanField(default=False)),
                ("fetch_error", models.CharField(blank=True, max_length=40)),
                ("fetch_tries", models.PositiveSmallIntegerField(default=0)),
                ("fetched_at", models.DateTimeField(blank=True, null=True)),
                ("chosen", models.BooleanField(default=False)),
                ("entry_key", models.CharField(blank=True, max_length=64)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "campaign",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="site_project.campaign",
                        verbose_name="campaign",
                    ),
                ),
                (
                    "clipping",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="press.clipping",
                    ),
                ),
                (
                    "duplicate_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="press.clipping",
                    ),
                ),
                (
                    "duplicate_row",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="press_imports.importrow",
                    ),
                ),
                (
                    "outlet",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="press.outlet",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                    ),
                ),
                (
                    "press_import",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="press_imports.pressimport"
                    ),
                ),
            ],
            options={
                "verbose_name": "row of an import",
                "verbose_name_plural": "rows of an import",
                "ordering": ["line", "pk"],
                "indexes": [models.Index(fields=["press_import", "state", "line"], name="rows_by_state")],
            },
        ),
    ]
