"""What the page cache need not look at: writes that no visitor can notice. What is not listed here empties it.

tests/page_cache/test_changes.py holds each line against every public page.
"""

#: Models, and whole apps, of which no public page shows anything. (Searches, which read the index, are not kept.)
INVISIBLE = frozenset(
    {
        "auth",
        "contenttypes",
        "django_tasks_database",
        "otp_static",
        "otp_totp",
        "press_imports",
        "press_link_checks.LinkCheck",
        "press_watched_feeds",
        "second_factor",
        "sessions",
        "translation.MailSettings",
        "translation.Question",
        "translation.Review",
        "translation.TextVersion",
        "translation_glossary",
        "users",
        "wagtail_localize.OverridableSegment",
        "wagtail_localize.RelatedObjectSegment",
        "wagtail_localize.SegmentOverride",
        "wagtail_localize.String",
        "wagtail_localize.StringSegment",
        "wagtail_localize.StringTranslation",
        "wagtail_localize.Template",
        "wagtail_localize.TemplateSegment",
        "wagtail_localize.TranslationContext",
        "wagtail_localize.TranslationLog",
        "wagtailadmin",
        "wagtailcore.Comment",
        "wagtailcore.CommentReply",
        "wagtailcore.GroupApprovalTask",
        "wagtailcore.ModelLogEntry",
        "wagtailcore.PageLogEntry",
        "wagtailcore.PageSubscription",
        "wagtailcore.ReferenceIndex",
        "wagtailcore.Task",
        "wagtailcore.TaskState",
        "wagtailcore.UploadedFile",
        "wagtailcore.Workflow",
        "wagtailcore.WorkflowContentType",
        "wagtailcore.WorkflowPage",
        "wagtailcore.WorkflowState",
        "wagtailcore.WorkflowTask",
        "wagtailusers",
    }
)

#: Columns that saving a draft, locking and unlocking write.
DRAFT_COLUMNS = frozenset(
    {
        "draft_title",
        "has_unpublished_changes",
        "latest_revision_created_at",
        "latest_revision_id",
        "locked",
        "locked_at",
        "locked_by_id",
    }
)

#: By table: the only columns whose updates visitors can notice.
VISIBLE_COLUMNS = {
    "press_link_checks_link": frozenset({"state", "url"}),
    "wagtailcore_revision": frozenset({"created_at"}),
    "wagtail_localize_translation": frozenset({"enabled", "source_id", "target_locale_id"}),
    "wagtail_localize_translationsource": frozenset({"locale_id", "object_id", "specific_content_type_id"}),
    "translation_published": frozenset({"behind", "source_blocks", "untranslated"}),
}

#: Tables whose new rows change nothing: the page that shows a size of a picture is what makes it, and only what is live
#: is read of a revision.
UNSEEN_WHEN_NEW = frozenset({"site_project_siterendition", "wagtailcore_revision"})
