import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("press", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Link",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("unknown", "not checked"),
                            ("ok", "works"),
                            ("moved", "moved"),
                            ("paywall", "behind a paywall"),
                            ("dead", "dead"),
                        ],
                        default="unknown",
                        max_length=16,
                        verbose_name="state",
                    ),
                ),
                ("status_code", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, max_length=40)),
                ("final_url", models.URLField(blank=True, max_length=2000)),
                ("url", models.URLField(max_length=1000)),
                (
                    "since",
                    models.DateTimeField(
                        blank=True, help_text="When the link came into this state.", null=True, verbose_name="since"
                    ),
                ),
                ("checked_at", models.DateTimeField(blank=True, null=True, verbose_name="last check")),
                (
                    "next_check_at",
                    models.DateTimeField(blank=True, db_index=True, null=True, verbose_name="next check"),
                ),
                ("failures", models.PositiveSmallIntegerField(default=0)),
                ("etag", models.CharField(blank=True, max_length=255)),
                ("last_modified", models.CharField(blank=True, max_length=64)),
                ("needs_person", models.BooleanField(default=False, verbose_name="needs a person")),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "clipping",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="link", to="press.clipping"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "link",
                "verbose_name_plural": "links",
            },
        ),
        migrations.CreateModel(
            name="LinkCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("unknown", "not checked"),
                            ("ok", "works"),
                            ("moved", "moved"),
                            ("paywall", "behind a paywall"),
                            ("dead", "dead"),
                        ],
                        default="unknown",
                        max_length=16,
                        verbose_name="state",
                    ),
                ),
                ("status_code", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, max_length=40)),
                ("final_url", models.URLField(blank=True, max_length=2000)),
                ("checked_at", models.DateTimeField(verbose_name="time")),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="checks", to="press_link_checks.link"
                    ),
                ),
            ],
            options={
                "verbose_name": "check of a link",
                "verbose_name_plural": "checks of links",
                "ordering": ["-checked_at", "-pk"],
            },
        ),
        migrations.AddIndex(
            model_name="link",
            index=models.Index(fields=["state", "-since"], name="links_by_state"),
        ),
        migrations.AddIndex(
            model_name="link",
            index=models.Index(condition=models.Q(("needs_person", True)), fields=["since"], name="links_for_a_person"),
        ),
    ]
