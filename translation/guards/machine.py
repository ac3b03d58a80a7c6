"""Machine translation: only what a person asks for, and a failure of the service is a message.

Closes: wagtail-localize's view crashes when the service does not answer, or answers something else. Nothing is sent
unless `WAGTAILLOCALIZE_MACHINE_TRANSLATOR` names a service; none is set here.
"""

import logging

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.models import Translation
from wagtail_localize.views.edit_translation import apply_machine_translation

logger = logging.getLogger(__name__)


@require_POST
def translate(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Fill what is not translated yet. Who may do this is checked in front of the view."""
    fill(request, get_object_or_404(Translation, pk=translation_id))
    return HttpResponseRedirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_home"))


def fill(request: HttpRequest, translation: Translation) -> None:
    """Fill what is not translated yet, and say what came of it.

    Raises:
        Http404: no service is configured.
    """
    service = get_machine_translator()
    if service is None:
        raise Http404
    try:
        with transaction.atomic():
            is_filled = apply_machine_translation(translation.pk, request.user, service)
    except Http404:
        messages.error(request, _("The translation service does not know these languages."))
        return
    except Exception:
        logger.exception("Machine translation failed")
        messages.error(request, _("The translation service failed. Nothing was changed; try again later."))
        return
    if is_filled:
        messages.success(
            request, _("Filled by %(service)s. Please check every text.") % {"service": service.display_name}
        )
    else:
        messages.warning(request, _("Nothing is left to translate."))
