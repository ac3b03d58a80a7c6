"""Bulk actions on the admin's lists."""

from typing import Any

from django import template
from django.apps import apps
from django.template import Context
from wagtail.admin.templatetags.wagtailadmin_tags import bulk_action_choices

from site_project.admin.bulk_actions import refused_addresses

register = template.Library()


@register.inclusion_tag("wagtailadmin/shared/buttons.html", takes_context=True)
def allowed_bulk_actions(context: Context, app_label: str, model_name: str) -> dict[str, Any]:
    """Wagtail's buttons without those that the person may not press."""
    choices: dict[str, Any] = bulk_action_choices(context, app_label, model_name)
    refused = refused_addresses(context["request"].user, apps.get_model(app_label, model_name))
    choices["buttons"] = [button for button in choices["buttons"] if getattr(button, "url", None) not in refused]
    return choices
