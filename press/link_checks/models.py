"""What became of the addresses of clippings, and when."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from press.enums import LinkState
from press.models.clipping import Clipping


class Link(models.Model):
    """The state of one clipping's address.

    It is a row of its own and no field of the clipping: a check is no edit, and making an old revision of a clipping
    current again must not bring back an old state.
    """

    clipping = models.OneToOneField(Clipping, on_delete=models.CASCADE, related_name="link")
    #: The address that was checked. When the clipping's differs, everything here is about an address of the past.
    url = models.URLField(max_length=1000)
    state = models.CharField(_("state"), max_length=16, choices=LinkState.choices, default=LinkState.UNKNOWN)
    since = models.DateTimeField(_("since"), null=True, blank=True, help_text=_("When the link came into this state."))
    checked_at = models.DateTimeField(_("last check"), null=True, blank=True)
    next_check_at = models.DateTimeField(_("next check"), null=True, blank=True, db_index=True)
    #: The last answer: an HTTP status (RFC 9110), or none; a short code of ours says why there was none.
    status_code = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=40, blank=True)
    #: Where redirects led.
    final_url = models.URLField(max_length=2000, blank=True)
    #: Consecutive checks that brought no usable answer, for the same reason.
    failures = models.PositiveSmallIntegerField(default=0)
    #: For conditional requests (RFC 9110, section 13).
    etag = models.CharField(max_length=255, blank=True)
    last_modified = models.CharField(max_length=64, blank=True)
    needs_person = models.BooleanField(_("needs a person"), default=False)
    #: Who last said what the state is. The check does not overrule a person.
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        indexes = [
            models.Index(fields=["state", "-since"], name="links_by_state"),
            models.Index(fields=["since"], condition=models.Q(needs_person=True), name="links_for_a_person"),
        ]

    def __str__(self) -> str:
        return self.url


class LinkCheck(models.Model):
    """What a check found, or a person said, when it was news: another state, or another reason. Rows are only added."""

    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="checks")
    checked_at = models.DateTimeField(_("time"))
    state = models.CharField(_("state"), max_length=16, choices=LinkState.choices)
    status_code = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=40, blank=True)
    final_url = models.URLField(max_length=2000, blank=True)
    #: Set when the state was not found by the check but said by a person.
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL)

    class Meta:
        verbose_name = _("check of a link")
        verbose_name_plural = _("checks of links")
        ordering = ["-checked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.checked_at:%Y-%m-%d} {self.state}"
