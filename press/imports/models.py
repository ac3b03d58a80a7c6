"""Imports: coverage on its way into the list of clippings, row by row, so that nothing is lost before it is filed."""

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from press.enums import ClippingKind, DateOrder
from press.imports.enums import IDLE_STATES, WORKING_STATES, ImportSource, ImportState, RowState
from press.imports.querysets import ImportRowQuerySet, PressImportQuerySet


class PressImport(models.Model):
    """What somebody pasted, uploaded or took from proposals."""

    source = models.CharField(_("source"), max_length=16, choices=ImportSource.choices)
    state = models.CharField(_("state"), max_length=16, choices=ImportState.choices, default=ImportState.REVIEW)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, verbose_name=_("by")
    )
    created_at = models.DateTimeField(_("started"), auto_now_add=True)
    changed_at = models.DateTimeField(_("last change"), auto_now=True)
    filed_at = models.DateTimeField(_("filed"), null=True, blank=True)
    #: The name of the file, the first words of the paste, the name of the feed.
    title = models.CharField(_("title"), max_length=200)
    #: The locale whose clippings these become. A language that has any cannot be deleted.
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    campaign = models.ForeignKey(
        "site_project.Campaign",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("campaign"),
    )
    date_order = models.CharField(_("dates"), max_length=3, choices=DateOrder.choices, blank=True)
    #: The pasted text, or the content of the file until it is read. In the database, since the worker may run on
    #: another machine.
    text = models.TextField(blank=True)
    content = models.BinaryField(null=True)
    #: Field name of each column of a file, in order; empty for a column to skip.
    columns = models.JSONField(default=list, blank=True)
    #: Work in the background: how much is done of how much, and when it last moved (a stalled job is resumed).
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    worked_at = models.DateTimeField(null=True, blank=True)
    #: The job and its parameters ("work", "user", "publish", "tries", "interrupted", …), see `press.imports.jobs`.
    job = models.JSONField(default=dict, blank=True)
    #: Why it stopped: a short code of ours.
    error = models.CharField(max_length=60, blank=True)
    #: The proposals of a watched feed that somebody took this from.
    origin = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="taken")

    objects = PressImportQuerySet.as_manager()

    #: Numbers of rows, where `admin.viewsets.count_rows` has set them.
    counts: dict[str, int]

    class Meta:
        verbose_name = _("import of clippings")
        verbose_name_plural = _("imports of clippings")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_proposals(self) -> bool:
        """Whether this is the list of a feed's proposals, not an import that was taken from one."""
        return self.source == ImportSource.FEED

    @property
    def is_working(self) -> bool:
        return self.state in WORKING_STATES

    def start(
        self, state: ImportState, job: dict[str, Any], total: int, within: Collection[ImportState] = IDLE_STATES
    ) -> bool:
        """Claim an import that is in one of the states `within` for a job; False when somebody else was quicker."""
        now = timezone.now()
        waiting = PressImport.objects.filter(pk=self.pk, state__in=within)
        if not waiting.update(state=state, job=job, done=0, total=total, worked_at=now, error="", changed_at=now):
            return False
        self.refresh_from_db()
        return True

    def save_progress(self, done: int, **job: object) -> None:
        """Record at the end of a chunk that `done` rows are processed."""
        self.done = done
        self.total = max(self.total, done)
        self.worked_at = timezone.now()
        self.job = {**self.job, **job, "tries": 0}
        self.save(update_fields=["done", "total", "worked_at", "job", "changed_at"])

    def finish(self, state: ImportState | None = None, error: str = "", params: dict[str, Any] | None = None) -> None:
        """End a job, and let go of the file. Without a `state`: filed, or to be reviewed when rows still wait for
        somebody."""
        self.state = state or self._idle_state()
        self.content = None
        self.error = error
        self.job = {"params": params} if params else {}
        self.worked_at = timezone.now()
        self.save(update_fields=["state", "error", "job", "content", "worked_at", "filed_at", "changed_at"])

    def _idle_state(self) -> ImportState:
        # What was taken from a feed's proposals is a list of its own: only the proposals are up for review.
        taken = self.source == ImportSource.TAKEN
        waiting = not taken and self.rows.open().exists()
        return ImportState.REVIEW if waiting or not self.filed_at else ImportState.FILED


class ImportRow(models.Model):
    """One piece of coverage that is to become a clipping, with everything that is not sure about it yet."""

    press_import = models.ForeignKey(PressImport, on_delete=models.CASCADE, related_name="rows")
    #: The line of the paste or file that it starts on, counted from 1.
    line = models.PositiveIntegerField(_("line"))
    #: What was there, unchanged.
    raw = models.TextField(blank=True)
    state = models.CharField(max_length=16, choices=RowState.choices, default=RowState.ATTENTION)
    #: What is wrong or not sure: a list of {"field": …, "code": …, "params": {…}}; see `press.imports.problems`.
    problems = models.JSONField(default=list, blank=True)

    headline = models.CharField(_("headline"), max_length=400, blank=True)
    outlet_name = models.CharField(_("outlet"), max_length=160, blank=True)
    #: The outlet that the name stands for. None: not known, or to be made (`new_outlet`).
    outlet = models.ForeignKey("press.Outlet", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    new_outlet = models.BooleanField(default=False)
    date = models.DateField(_("date"), null=True, blank=True)
    date_text = models.CharField(max_length=60, blank=True)
    #: The day that "yesterday" is counted from: that of the paste or file, not that of a later look.
    read_on = models.DateField(default=timezone.localdate)
    #: The other day that the figures can mean (3.4.2017), until somebody has confirmed one of them.
    other_date = models.DateField(null=True, blank=True)
    #: Another day that the article itself gives, until somebody has chosen.
    article_date = models.DateField(null=True, blank=True)
    date_confirmed = models.BooleanField(default=False)
    kind = models.CharField(_("kind"), max_length=16, choices=ClippingKind.choices, default=ClippingKind.ARTICLE)
    #: ISO 639-1, see `site_project.i18n.language_choices`; empty: not known.
    language = models.CharField(_("language"), max_length=8, blank=True)
    #: The language as it was guessed last. As long as `language` says the same, nobody has said anything else.
    guessed_language = models.CharField(max_length=8, blank=True)
    url = models.CharField(_("address"), max_length=1000, blank=True)
    url_key = models.CharField(max_length=64, blank=True, db_index=True)
    archive_url = models.CharField(_("archive copy"), max_length=1000, blank=True)
    author = models.CharField(_("author"), max_length=200, blank=True)
    gloss = models.CharField(_("gloss"), max_length=300, blank=True)
    quote = models.TextField(_("quote"), blank=True)
    campaign = models.ForeignKey(
        "site_project.Campaign",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("campaign"),
    )
    #: The clipping, or the earlier row, that seems to be the same piece. Somebody says that it is not (`keep_duplicate`),
    #: or that the clipping belongs to the campaign of the row too (`campaign_too`): no other is made then.
    duplicate_of = models.ForeignKey(
        "press.Clipping", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    duplicate_row = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    keep_duplicate = models.BooleanField(default=False)
    campaign_too = models.BooleanField(default=False)
    #: Why reading the address brought nothing: a code of `press.fetching`; empty: not tried, or it worked.
    fetch_error = models.CharField(max_length=40, blank=True)
    #: How often reading was begun, and when it last worked.
    fetch_tries = models.PositiveSmallIntegerField(default=0)
    fetched_at = models.DateTimeField(null=True, blank=True)
    #: Of proposals from feeds, those that somebody wants; rows of other imports are wanted unless they are left out.
    chosen = models.BooleanField(default=False)
    #: The hashed key of a feed's entry, which is proposed only once.
    entry_key = models.CharField(max_length=64, blank=True)
    clipping = models.ForeignKey("press.Clipping", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    #: When what a reviewer sees of the row last changed. What changes after a screen was shown is not filed from it.
    changed_at = models.DateTimeField(default=timezone.now)
    #: The revision that filing made; when the clipping's latest is another, somebody has edited it since. With
    #: `campaign_too`: that of the clipping `duplicate_of`, None if it was filed under the campaign already.
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ImportRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of an import")
        ordering = ["line", "pk"]
        indexes = [models.Index(fields=["press_import", "state", "line"], name="rows_by_state")]

    def __str__(self) -> str:
        return self.headline or self.url or self.raw[:80]
