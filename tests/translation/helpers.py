"""What the tests of views share."""

from django.urls import reverse
from wagtail_localize.models import StringSegment, StringTranslation, Translation


def is_refused(response):
    """The admin refuses with 403, or by sending people to its front page with a message."""
    if response.status_code == 302 and response.url == reverse("wagtailadmin_home"):
        return "Sorry, you do not have permission to access this area." in messages_of(response)
    return response.status_code == 403


def snippet_url(instance, name, *args):
    """The address of a view of the snippet's viewset."""
    return reverse(type(instance).snippet_viewset.get_url_name(name), args=[instance.pk, *args])


def localize_url(name, *args):
    """The address of a view of wagtail-localize."""
    return reverse(f"wagtail_localize:{name}", args=args)


def translation_to(instance):
    """The record that ties a translated page or snippet to its source."""
    return Translation.objects.get(
        source__object_id=instance.translation_key, target_locale_id=instance.locale_id, enabled=True
    )


def messages_of(response):
    """The messages that this request left for the next page."""
    return [str(message).strip() for message in response.wsgi_request._messages._queued_messages]


def fill(instance):
    """Give every text of the original that has no translation yet one that says the same."""
    translation = translation_to(instance)
    for segment in StringSegment.objects.filter(source=translation.source).select_related("string"):
        StringTranslation.objects.get_or_create(
            translation_of=segment.string,
            context_id=segment.context_id,
            locale=translation.target_locale,
            defaults={"data": segment.string.data},
        )
