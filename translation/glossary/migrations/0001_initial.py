import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Term",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=120, verbose_name="term")),
                (
                    "translation",
                    models.CharField(
                        help_text="Several: separate them with semicolons, the preferred one first.",
                        max_length=255,
                        verbose_name="translation",
                    ),
                ),
                (
                    "do_not_use",
                    models.CharField(
                        blank=True,
                        help_text="Words that are wrong here; separate them with semicolons.",
                        max_length=255,
                        verbose_name="do not use",
                    ),
                ),
                ("note", models.TextField(blank=True, help_text="The reason, for translators.", verbose_name="note")),
                (
                    "source_locale",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.locale",
                        verbose_name="language of the term",
                    ),
                ),
                (
                    "target_locale",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.locale",
                        verbose_name="language of the translation",
                    ),
                ),
            ],
            options={
                "verbose_name": "glossary term",
                "verbose_name_plural": "glossary terms",
                "ordering": ["text", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source_locale", "target_locale", "text"),
                        name="one_term_per_language",
                        violation_error_message="The glossary has this term already.",
                    )
                ],
            },
        ),
    ]
