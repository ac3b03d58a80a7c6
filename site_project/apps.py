"""How Django knows this package as an app."""

import gc

from django.apps import AppConfig
from django.db import models
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SiteProjectConfig(AppConfig):
    name = "site_project"
    verbose_name = _("Site")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.admin.forms.models import register_form_field_override
        from wagtail.models import ReferenceIndex

        from site_project import page_cache, tasks
        from site_project.admin import comparisons, date_inputs, exports, inline_scripts, tampered_forms
        from site_project.forms import CampaignField
        from site_project.models import Campaign, OrganizationSettings
        from site_project.querysets import next_start
        from site_project.search.configurations import ensure_configurations, ensure_index

        page_cache.connect()
        tasks.connect()
        page_cache.moments.register(next_start)
        # In the admin, whatever is filed under a campaign gets the same list to choose from.
        register_form_field_override(models.ForeignKey, to=Campaign, override={"form_class": CampaignField})
        comparisons.register()
        date_inputs.register()
        inline_scripts.register()
        tampered_forms.register()
        exports.guard()
        # Wagtail knows by itself which files pages and snippets use, but not settings.
        ReferenceIndex.register_model(OrganizationSettings)
        post_migrate.connect(ensure_configurations, sender=self)
        post_migrate.connect(ensure_index, sender=self)
        # manage.py turns it off while everything is loaded. What is there now stays: it is never looked through again.
        gc.freeze()
        gc.enable()
