import django.db.models.deletion
import modelcluster.fields
import modelsearch.index
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("site_project", "0001_initial"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Outlet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=160, unique=True, verbose_name="name")),
                (
                    "other_names",
                    models.TextField(
                        blank=True,
                        help_text="One to a line: abbreviations, former names, frequent misspellings.",
                        verbose_name="other spellings",
                    ),
                ),
                ("website", models.URLField(blank=True, verbose_name="website")),
                (
                    "language",
                    models.CharField(
                        default="en",
                        help_text="The language that it mostly publishes in.",
                        max_length=8,
                        verbose_name="language",
                    ),
                ),
            ],
            options={
                "verbose_name": "outlet",
                "verbose_name_plural": "outlets",
                "ordering": ["name"],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="Clipping",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("translation_key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("live", models.BooleanField(default=True, editable=False, verbose_name="live")),
                (
                    "has_unpublished_changes",
                    models.BooleanField(default=False, editable=False, verbose_name="has unpublished changes"),
                ),
                (
                    "first_published_at",
                    models.DateTimeField(blank=True, db_index=True, null=True, verbose_name="first published at"),
                ),
                (
                    "last_published_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="last published at"),
                ),
                ("go_live_at", models.DateTimeField(blank=True, null=True, verbose_name="go live date/time")),
                ("expire_at", models.DateTimeField(blank=True, null=True, verbose_name="expiry date/time")),
                ("expired", models.BooleanField(default=False, editable=False, verbose_name="expired")),
                ("locked", models.BooleanField(default=False, editable=False, verbose_name="locked")),
                ("locked_at", models.DateTimeField(editable=False, null=True, verbose_name="locked at")),
                (
                    "headline",
                    models.CharField(
                        help_text="Exactly as published, in its own language.", max_length=400, verbose_name="headline"
                    ),
                ),
                ("date", models.DateField(db_index=True, verbose_name="date")),
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
                (
                    "language",
                    models.CharField(
                        default="en",
                        help_text="The language of the piece itself.",
                        max_length=8,
                        verbose_name="language",
                    ),
                ),
                (
                    "url",
                    models.URLField(
                        blank=True,
                        help_text="Leave empty for print, radio, or a page that is gone.",
                        max_length=1000,
                        verbose_name="address",
                    ),
                ),
                ("archive_url", models.URLField(blank=True, max_length=1000, verbose_name="archive copy")),
                ("url_key", models.CharField(blank=True, db_index=True, editable=False, max_length=64)),
                (
                    "author",
                    models.CharField(
                        blank=True, help_text="As the byline names them.", max_length=200, verbose_name="author"
                    ),
                ),
                (
                    "quote",
                    models.TextField(
                        blank=True,
                        help_text="The sentence to remember, exactly as published, in its own language.",
                        verbose_name="quote",
                    ),
                ),
                (
                    "gloss",
                    models.CharField(
                        blank=True,
                        help_text="One line under the headline: what the piece says, for readers of another language. Translated.",
                        max_length=300,
                        verbose_name="gloss",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True, help_text="Context for visitors, if it needs any. Translated.", verbose_name="note"
                    ),
                ),
                (
                    "citation",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="carriers",
                        to="press.clipping",
                        verbose_name="citation",
                    ),
                ),
                (
                    "latest_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="latest revision",
                    ),
                ),
                (
                    "live_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="live revision",
                    ),
                ),
                (
                    "locale",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wagtailcore.locale",
                        verbose_name="locale",
                    ),
                ),
                (
                    "locked_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="locked_%(class)ss",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="locked by",
                    ),
                ),
                (
                    "outlet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clippings",
                        to="press.outlet",
                        verbose_name="outlet",
                    ),
                ),
            ],
            options={
                "verbose_name": "clipping",
                "verbose_name_plural": "clippings",
                "ordering": ["-date", "-pk"],
                "abstract": False,
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="ClippingCampaign",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                ("date", models.DateField(editable=False)),
                (
                    "campaign",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="clipping_links",
                        to="site_project.campaign",
                        verbose_name="campaign",
                    ),
                ),
                (
                    "clipping",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="campaign_links", to="press.clipping"
                    ),
                ),
            ],
            options={
                "verbose_name": "campaign of a clipping",
                "verbose_name_plural": "campaigns of a clipping",
                "ordering": ["sort_order"],
                "abstract": False,
                "indexes": [models.Index(fields=["campaign", "-date", "-clipping"], name="coverage_of_campaigns")],
                "constraints": [
                    models.UniqueConstraint(fields=("clipping", "campaign"), name="clipping_once_per_campaign")
                ],
            },
        ),
        migrations.AddIndex(
            model_name="clipping",
            index=models.Index(
                condition=models.Q(("citation", None), ("live", True)),
                fields=["-date", "-id"],
                name="citations_by_date",
            ),
        ),
        migrations.AddIndex(
            model_name="clipping",
            index=models.Index(
                condition=models.Q(("citation", None), ("live", True)),
                fields=["outlet", "-date", "-id", "citation", "live"],
                name="citations_by_outlet",
            ),
        ),
        migrations.AddIndex(
            model_name="clipping",
            index=models.Index(
                condition=models.Q(("citation", None), ("live", True)),
                fields=["language", "-date", "-id"],
                name="citations_by_language",
            ),
        ),
        migrations.AddIndex(
            model_name="clipping",
            index=models.Index(
                condition=models.Q(("citation", None), ("live", True)),
                fields=["kind", "-date", "-id", "language", "citation", "live"],
                name="citations_by_kind",
            ),
        ),
        migrations.AddIndex(
            model_name="clipping",
            index=models.Index(
                condition=models.Q(("citation__isnull", False)),
                fields=["citation", "locale"],
                name="carriers_by_citation",
            ),
        ),
        migrations.AddIndex(
            model_name="clipping",
            index=models.Index(condition=models.Q(("live", False)), fields=["id"], name="clippings_not_live"),
        ),
        migrations.AddIndex(
            model_name="clipping",
            index=models.Index(
                condition=models.Q(("citation", None), ("has_unpublished_changes", True)),
                fields=["locale"],
                name="clippings_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="clipping",
            index=models.Index(fields=["locale", "-date", "-id"], name="clippings_by_locale"),
        ),
        migrations.AlterUniqueTogether(
            name="clipping",
            unique_together={("translation_key", "locale")},
        ),
    ]
