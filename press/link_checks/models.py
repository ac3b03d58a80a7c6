"""The state of the addresses of clippings, and its history."""

from django.conf import settings
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from press.enums import LinkState
from press.link_checks.classify import History
from press.link_checks.enums import NEW_ADDRESS, reason_text
from press.link_checks.querysets import LinkQuerySet
from press.models import Clipping


class LinkStatus(models.Model):
    """A state that a check has found or a person has set."""

    state = models.CharField(_("state"), max_length=16, choices=LinkState.choices, default=LinkState.UNKNOWN)
    #: The HTTP status (RFC 9110) of the last response; None without one.
    status_code = models.PositiveSmallIntegerField(null=True, blank=True)
    #: A code of `press.link_checks.enums`.
    reason = models.CharField(max_length=40, blank=True)
    #: Where redirects led.
    final_url = models.URLField(max_length=2000, blank=True)
    #: Who set the state by hand; None when a check found it.
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL)

    checked_at: models.DateTimeField

    class Meta:
        abstract = True

    @property
    def state_label(self) -> str:
        """An unknown state may have been checked."""
        if self.state == LinkState.UNKNOWN and self.checked_at and self.reason != NEW_ADDRESS:
            return pgettext("state of a link", "not known")
        return str(self.get_state_display())

    @property
    def reason_text(self) -> str | Promise:
        return reason_text(self.reason)


class Link(LinkStatus):
    """The state of one clipping's address.

    It is a row of its own and no field of the clipping: a check is no edit, and making an old revision of a clipping
    current again must not bring back an old state.
    """

    clipping = models.OneToOneField(Clipping, on_delete=models.CASCADE, related_name="link")
    #: The address that was checked. When the clipping has another one, everything here is about its old address.
    url = models.URLField(max_length=1000)
    since = models.DateTimeField(_("since"), null=True, blank=True, help_text=_("When the link came into this state."))
    checked_at = models.DateTimeField(_("last check"), null=True, blank=True)
    next_check_at = models.DateTimeField(_("next check"), null=True, blank=True, db_index=True)
    #: Consecutive failed checks, all for the same reason.
    failures = models.PositiveSmallIntegerField(default=0)
    #: For conditional requests (RFC 9110, section 13).
    etag = models.CharField(max_length=255, blank=True)
    last_modified = models.CharField(max_length=64, blank=True)
    needs_person = models.BooleanField(_("needs a person"), default=False)
    #: When `decided_by` did. Checks do not overrule a person.
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = LinkQuerySet.as_manager()

    #: What earlier checks found, once the link is claimed.
    history: History

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        indexes = [
            models.Index(fields=["state", "-since"], name="links_by_state"),
            models.Index(fields=["since"], condition=models.Q(needs_person=True), name="links_for_a_person"),
        ]

    def __str__(self) -> str:
        return self.url


class LinkCheck(LinkStatus):
    """The history: a row for each new state or reason, found by a check or set by a person. Rows are only added."""

    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="checks")
    checked_at = models.DateTimeField(_("time"))

    class Meta:
        verbose_name = _("check of a link")
        verbose_name_plural = _("checks of links")
        ordering = ["-checked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.checked_at:%Y-%m-%d} {self.state}"
