import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("press", "0001_initial"),
        ("press_imports", "0001_initial"),
        ("site_project", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="WatchedFeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=160, verbose_name="name")),
                ("url", models.URLField(max_length=1000, unique=True, verbose_name="address of the feed")),
                (
                    "words",
                    models.TextField(
                        blank=True,
                        help_text="One word or phrase to a line: an entry with any of them is proposed. Empty: all entries.",
                        verbose_name="only entries with",
                    ),
                ),
                ("active", models.BooleanField(default=True, verbose_name="read regularly")),
                ("read_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="last read")),
                ("next_read_at", models.DateTimeField(blank=True, db_index=True, editable=False, null=True)),
                ("failures", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("error", models.CharField(blank=True, editable=False, max_length=40, verbose_name="problem")),
                ("etag", models.CharField(blank=True, editable=False, max_length=255)),
                ("last_modified", models.CharField(blank=True, editable=False, max_length=64)),
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
                    "outlet",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: taken from each entry, for feeds of searches and alerts.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="press.outlet",
                        verbose_name="outlet",
                    ),
                ),
                (
                    "proposals",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="press_imports.pressimport",
                    ),
                ),
            ],
            options={
                "verbose_name": "watched feed",
                "verbose_name_plural": "watched feeds",
                "ordering": ["title"],
            },
        ),
    ]
