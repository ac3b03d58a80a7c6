"""What we use of Django, Wagtail and others without their promise. A test that fails here names the place to mend.

`press/fetching/connection.py` relies on urllib3: see tests/press/fetching/test_connection.py.
"""

import inspect
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import pytest
import wagtail.admin
from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.contrib.sitemaps import Sitemap
from django.core.cache.backends.filebased import FileBasedCache
from django.core.files import File
from django.utils import timezone
from django.utils.translation import trans_real
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from environs import Env
from modelcluster.forms import BaseTransientModelFormSet
from wagtail import hooks
from wagtail.models import Page, ReferenceIndex, Site
from wagtail.snippets.widgets import AdminSnippetChooser
from wagtail_localize.models import TranslationContext

import site_project
from press.models import Clipping, ClippingCampaign, Outlet
from site_project.admin import tampered_forms
from site_project.models import SiteImage
from tests.factories import ClippingFactory, OutletFactory, StandardPageFactory, UserFactory, translate
from tests.factories.pictures import noise
from translation.guards.synchronizing import BUTTONS


def test_wagtail_takes_its_route_from_the_request(rf):
    """site_project/routing.py"""
    request = rf.get("/en/")
    request._wagtail_route_for_request = route = object()
    assert Page.route_for_request(request, "anywhere/") is route


def test_wagtail_takes_the_site_from_the_request(rf):
    """site_project/routing.py"""
    request = rf.get("/en/")
    request._wagtail_site = site = object()
    assert Site.find_for_request(request) is site


def test_wagtail_takes_the_root_paths_from_the_request(rf, site):
    """site_project/routing.py"""
    page = StandardPageFactory()
    request = rf.get("/en/")
    assert page.get_url(request)
    request._wagtail_cached_site_root_paths = []
    assert page.get_url(request) is None


def test_wagtail_takes_workflow_states_from_the_object(site, django_assert_num_queries):
    """press/glosses/rows.py"""
    clipping = ClippingFactory()
    clipping._current_workflow_states = []
    with django_assert_num_queries(0):
        assert clipping.current_workflow_state is None


def test_django_keeps_the_rights_of_a_user_on_the_user(site, django_assert_num_queries):
    """site_project/users/backends.py"""
    user = UserFactory(group="Editors")
    user._perm_cache = {"app.do"}
    with django_assert_num_queries(0):
        assert ModelBackend().get_all_permissions(user) == {"app.do"}


def test_django_asks_the_catalog_of_the_code_last():
    """site_project/i18n/untranslated.py"""
    catalog, last = trans_real.translation("es"), trans_real.translation(settings.LANGUAGE_CODE)
    while catalog is not None and catalog is not last:
        catalog = catalog._fallback
    assert catalog is last


def test_wagtail_keeps_hooks_by_name_with_their_order():
    """translation/guards/synchronizing.py"""
    hooks.search_for_hooks()
    for name in BUTTONS:
        assert all(callable(hook) and isinstance(order, int) for hook, order in hooks._hooks[name])
        assert [hook for hook, _order in hooks._hooks[name]] == list(hooks.get_hooks(name))


def test_wagtail_localize_derives_the_key_of_a_context_from_its_path(site):
    """press/glosses/texts.py"""
    translate(StandardPageFactory())
    context = TranslationContext.objects.exclude(path="").first()
    assert context.path_id == TranslationContext._get_path_id(context.path)


def test_wagtail_lists_the_references_of_an_object(site):
    """press/imports/wagtail_bulk.py"""
    outlet = OutletFactory()
    clipping = ClippingFactory(outlet=outlet)
    kept = ReferenceIndex.objects.filter(object_id=str(clipping.pk)).values_list("to_object_id", "content_path_hash")
    found = [
        (to_object_id, ReferenceIndex._get_content_path_hash(content_path))
        for _type, to_object_id, _model_path, content_path in ReferenceIndex._extract_references_from_object(clipping)
    ]
    assert (str(outlet.pk), ReferenceIndex._get_content_path_hash("outlet")) in found
    assert set(kept) <= set(found)


def test_a_file_knows_whether_it_is_stored(site):
    """site_project/models/files.py"""
    image = SiteImage(title="A square", file=File(BytesIO(noise("PNG")), "square.png"))
    assert image.file._committed is False
    image.save()
    assert image.file._committed is True
    assert SiteImage.objects.get(pk=image.pk).file._committed is True


def test_rows_are_deleted_without_signals(site, django_assert_num_queries):
    """demo/generator/removal.py"""
    ClippingFactory()
    rows = ClippingCampaign.objects.filter(clipping__in=Clipping.objects.all())
    with django_assert_num_queries(1):
        rows._raw_delete(using=rows.db)


@pytest.mark.parametrize(
    ("caller", "overridden"),
    [
        (Sitemap.get_urls, "self._urls("),  # site_project/seo/sitemap.py
        (FileBasedCache.delete, "self._delete("),  # site_project/cache.py
        (FileBasedCache.set, "self._createdir("),  # site_project/cache.py
        (Env, "self._get_value("),  # site_project/settings/environment.py
    ],
)
def test_what_we_override_is_called(caller, overridden):
    assert overridden in inspect.getsource(caller)


@pytest.mark.parametrize("backend", ["postgres.postgres", "sqlite.sqlite"])
def test_indexes_weigh_titles_after_each_change(backend):
    """site_project/search/indexing.py. A backend can be imported where its database is used only."""
    module = find_spec("modelsearch.backends.database").submodule_search_locations[0]
    source = Path(module, *backend.split(".")).with_suffix(".py").read_text(encoding="utf-8")
    assert "def add_items(" in source and "self._refresh_title_norms(" in source


def test_a_worker_notes_at_the_task_when_it_begins_and_who_it_is(db):
    """site_project/serving/abandoned_tasks.py"""
    task = DBTaskResult.objects.create(
        task_path="nowhere", args_kwargs={}, backend_name="background", run_after=timezone.now()
    )
    for number, worker in enumerate(("one", "two")):
        task.claim(worker)
        assert (task.status, len(task.worker_ids)) == (TaskResultStatus.RUNNING, number + 1) and task.started_at


def test_choosers_raise_for_what_is_no_key(db):
    """site_project/admin/tampered_forms.py: once they do not, and formsets do not either, half of it can go."""
    with pytest.raises(ValueError, match="expected a number"):
        tampered_forms._get_instance(AdminSnippetChooser(Outlet), "zz")
    assert callable(BaseTransientModelFormSet._get_to_python)


def test_wagtail_starts_by_inline_scripts():
    """site_project/admin/inline_scripts.py: once Wagtail does not, it can go with its script and templates."""
    admin = Path(wagtail.admin.__file__).parent
    assert "<script>{js}</script>" in (admin / "widgets" / "chooser.py").read_text()
    for name in ("inline_panel", "multiple_chooser_panel"):
        assert "{% block js_init %}" in (admin / f"templates/wagtailadmin/panels/{name}.html").read_text()
    for name in ("date", "datetime", "time"):
        assert "<script>init" in (admin / f"templates/wagtailadmin/widgets/{name}_input.html").read_text()


def test_footer_of_bulk_actions_is_wagtails_but_for_who_may():
    """site_project/templates/wagtailadmin/bulk_actions/footer.html"""
    ours, theirs = (
        (Path(module.__file__).parent / "templates/wagtailadmin/bulk_actions/footer.html")
        .read_text()
        .replace("'", '"')
        .splitlines()
        for module in (site_project, wagtail.admin)
    )
    assert [line.replace("allowed_bulk_actions", "bulk_action_choices") for line in ours[2:]] == theirs[1:]


def test_pickers_name_every_page_above():
    """site_project/templates/wagtailadmin/chooser/_browse_results.html: once they do not, it can go."""
    template = Path(wagtail.admin.__file__).parent / "templates/wagtailadmin/chooser/_browse_results.html"
    line = "{% page_breadcrumbs parent_page 'wagtailadmin_choose_page_child' include_self=False"
    assert line in template.read_text()
