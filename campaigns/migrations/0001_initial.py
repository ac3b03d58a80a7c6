import django.db.models.deletion
import wagtail.contrib.routable_page.models
import wagtail.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("site_project", "0001_initial"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="CampaignIndexPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text="One or two sentences. Shown at the top, on cards, in feeds and, unless you write another, in search engines.",
                        max_length=500,
                        verbose_name="summary",
                    ),
                ),
                (
                    "social_image",
                    models.ForeignKey(
                        blank=True,
                        help_text="Shown when the page is shared. Empty: the page's own picture, else the organization's.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="site_project.siteimage",
                        verbose_name="social image",
                    ),
                ),
            ],
            options={
                "verbose_name": "campaign index",
                "verbose_name_plural": "campaign indexes",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="CampaignPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text="One or two sentences. Shown at the top, on cards, in feeds and, unless you write another, in search engines.",
                        max_length=500,
                        verbose_name="summary",
                    ),
                ),
                (
                    "image_alt",
                    models.CharField(
                        blank=True,
                        help_text="What the picture shows. Empty: it is decoration.",
                        max_length=255,
                        verbose_name="text alternative",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("active", "Active campaign"),
                            ("won", "Campaign won"),
                            ("lost", "Campaign lost"),
                            ("archived", "Archived campaign"),
                        ],
                        default="active",
                        max_length=16,
                        verbose_name="status",
                    ),
                ),
                (
                    "hashtag",
                    models.CharField(
                        blank=True, help_text="The # in front comes by itself.", max_length=60, verbose_name="hashtag"
                    ),
                ),
                (
                    "accent",
                    models.CharField(
                        choices=[
                            ("brick", "Brick"),
                            ("marigold", "Marigold"),
                            ("forest", "Forest"),
                            ("ocean", "Ocean"),
                            ("plum", "Plum"),
                            ("slate", "Slate"),
                        ],
                        default="ocean",
                        max_length=16,
                        verbose_name="accent color",
                    ),
                ),
                (
                    "sensitive",
                    models.BooleanField(
                        default=False,
                        help_text="Adds a note on how to read and share the page safely, or a button to leave it at once.",
                        verbose_name="visitors may be at risk",
                    ),
                ),
                ("introduction", wagtail.fields.RichTextField(blank=True, verbose_name="introduction")),
                ("key_facts", models.JSONField(blank=True, verbose_name="key facts")),
                (
                    "action_label",
                    models.CharField(
                        blank=True,
                        help_text="The button leads to the first calls to action on the page. Empty: no button.",
                        max_length=60,
                        verbose_name="label of the main button",
                    ),
                ),
                ("body", models.JSONField(blank=True, verbose_name="body")),
                (
                    "campaign",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hubs",
                        to="site_project.campaign",
                    ),
                ),
                (
                    "image",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="site_project.siteimage",
                        verbose_name="image",
                    ),
                ),
                (
                    "social_image",
                    models.ForeignKey(
                        blank=True,
                        help_text="Shown when the page is shared. Empty: the page's own picture, else the organization's.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="site_project.siteimage",
                        verbose_name="social image",
                    ),
                ),
            ],
            options={
                "verbose_name": "campaign hub",
                "verbose_name_plural": "campaign hubs",
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, "wagtailcore.page", models.Model),
        ),
        migrations.CreateModel(
            name="EventIndexPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text="One or two sentences. Shown at the top, on cards, in feeds and, unless you write another, in search engines.",
                        max_length=500,
                        verbose_name="summary",
                    ),
                ),
                (
                    "social_image",
                    models.ForeignKey(
                        blank=True,
                        help_text="Shown when the page is shared. Empty: the page's own picture, else the organization's.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="site_project.siteimage",
                        verbose_name="social image",
                    ),
                ),
            ],
            options={
                "verbose_name": "event index",
                "verbose_name_plural": "event indexes",
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, "wagtailcore.page", models.Model),
        ),
        migrations.CreateModel(
            name="EventPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text="One or two sentences. Shown at the top, on cards, in feeds and, unless you write another, in search engines.",
                        max_length=500,
                        verbose_name="summary",
                    ),
                ),
                (
                    "image_alt",
                    models.CharField(
                        blank=True,
                        help_text="What the picture shows. Empty: it is decoration.",
                        max_length=255,
                        verbose_name="text alternative",
                    ),
                ),
                (
                    "start",
                    models.DateTimeField(
                        db_index=True, help_text="As clocks at the event show it.", verbose_name="start"
                    ),
                ),
                ("end", models.DateTimeField(blank=True, db_index=True, null=True, verbose_name="end")),
                (
                    "all_day",
                    models.BooleanField(default=False, help_text="Show dates only.", verbose_name="whole days"),
                ),
                ("time_zone", models.CharField(default="America/New_York", max_length=64, verbose_name="time zone")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("scheduled", "Scheduled"),
                            ("moved", "Moved"),
                            ("postponed", "Postponed"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="scheduled",
                        max_length=16,
                        verbose_name="status",
                    ),
                ),
                (
                    "status_note",
                    models.CharField(
                        blank=True,
                        help_text="Why, and what people should do now.",
                        max_length=255,
                        verbose_name="note on the status",
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[("in_person", "In person"), ("online", "Online"), ("hybrid", "In person and online")],
                        default="in_person",
                        max_length=16,
                        verbose_name="format",
                    ),
                ),
                ("place_name", models.CharField(blank=True, max_length=160, verbose_name="place")),
                ("address", models.TextField(blank=True, verbose_name="postal address")),
                ("online_url", models.URLField(blank=True, verbose_name="online address")),
                ("registration_url", models.URLField(blank=True, verbose_name="registration address")),
                ("languages", models.JSONField(blank=True, default=list, verbose_name="languages spoken")),
                (
                    "interpretation",
                    models.CharField(
                        blank=True,
                        help_text="Into which languages, and how to ask for others.",
                        max_length=255,
                        verbose_name="interpretation",
                    ),
                ),
                (
                    "accessibility",
                    models.TextField(
                        blank=True,
                        help_text="Steps, elevators, captions, sign language, childcare, and whom to ask.",
                        verbose_name="access",
                    ),
                ),
                ("body", models.JSONField(blank=True, verbose_name="body")),
                ("over_at", models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="over at")),
                (
                    "campaign",
                    models.ForeignKey(
                        blank=True,
                        help_text="Its hub lists this.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="site_project.campaign",
                        verbose_name="campaign",
                    ),
                ),
                (
                    "image",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="site_project.siteimage",
                        verbose_name="image",
                    ),
                ),
                (
                    "social_image",
                    models.ForeignKey(
                        blank=True,
                        help_text="Shown when the page is shared. Empty: the page's own picture, else the organization's.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="site_project.siteimage",
                        verbose_name="social image",
                    ),
                ),
            ],
            options={
                "verbose_name": "event",
                "verbose_name_plural": "events",
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, "wagtailcore.page", models.Model),
        ),
    ]
