"""What the tests of views share."""

from django.urls import reverse


def is_refused(response):
    """The admin refuses with 403, or by sending people to its front page with a message."""
    return response.status_code == 403 or (
        response.status_code == 302 and response.url == reverse("wagtailadmin_home")
    )


def snippet_url(instance, name, *args):
    """The address of a view of the snippet's viewset."""
    return reverse(type(instance).snippet_viewset.get_url_name(name), args=[instance.pk, *args])


def localize_url(name, *args):
    """The address of a view of wagtail-localize."""
    return reverse(f"wagtail_localize:{name}", args=args)


def translation_to(instance):
    """The record that ties a translated page or snippet to its source."""
    from wagtail_localize.models import Translation

    return Translation.objects.get(
        source__object_id=instance.translation_key, target_locale_id=instance.locale_id, enabled=True
    )


def messages_of(response):
    """The messages that the next page will show."""
    from django.contrib.messages import get_messages

    return [str(message) for message in get_messages(response.wsgi_request)]
