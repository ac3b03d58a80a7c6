"""Forms hold only what HTML allows: attributes by element and, of inputs, by type (HTML Living Standard, 4.10)."""

import importlib
import pkgutil
import re

import lxml.html
import pytest
from django import forms
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from tests.factories import StandardPageFactory
from tests.reading import read, search_path

TEXT = {"text", "search", "url", "tel", "email", "password"}
MOMENTS = {"date", "month", "week", "time", "datetime-local"}
TYPED = TEXT | MOMENTS | {"number"}
#: Where an attribute may stand: elements, and for inputs their types.
ALLOWED = {
    "maxlength": {"textarea", *TEXT},
    "minlength": {"textarea", *TEXT},
    "pattern": TEXT,
    "placeholder": {"textarea", "number", *TEXT},
    "size": {"select", *TEXT},
    "readonly": {"textarea", *TYPED},
    "required": {"select", "textarea", "checkbox", "radio", "file", *TYPED},
    "min": {"number", "range", "meter", *MOMENTS},
    "max": {"number", "range", "meter", "progress", *MOMENTS},
    "step": {"number", "range", *MOMENTS},
    "list": TYPED | {"range", "color"},
    "multiple": {"select", "email", "file"},
    "accept": {"file"},
    "checked": {"checkbox", "radio"},
    "rows": {"textarea"},
    "cols": {"textarea"},
    "wrap": {"textarea"},
    "selected": {"option"},
    "label": {"option", "optgroup", "track"},
}
CONTROLS = "descendant-or-self::*[self::input or self::select or self::textarea or self::button or self::option]"


def faults(tree):
    """The attributes of form controls in a tree that HTML does not allow where they stand."""
    found = set()
    for control in tree.xpath(CONTROLS):
        kind = control.get("type", "text").lower() if control.tag == "input" else control.tag
        for name in control.attrib:
            if name in ALLOWED and kind not in ALLOWED[name]:
                found.add(f"{name} on {kind} {control.get('name', '')}".strip())
        if control.tag == "input" and kind == "hidden" and control.get("autocomplete") in ("on", "off"):
            found.add(f"autocomplete on hidden {control.get('name', '')}".strip())
    return found


def form_classes():
    """Every form class of the site's own apps."""
    for package in ("site_project", "press", "campaigns", "home", "translation"):
        root = importlib.import_module(package)
        for module in pkgutil.walk_packages(root.__path__, f"{package}."):
            # Settings and servers have no forms, each search backend loads on its own database only, and object storage
            # needs packages that not every site has.
            if re.search(r"\.(migrations|settings|wsgi)\b|^site_project\.(search|object_storage)\b", module.name):
                continue
            for value in vars(importlib.import_module(module.name)).values():
                if isinstance(value, type) and issubclass(value, forms.BaseForm) and value.__module__ == module.name:
                    yield value


FORMS = sorted(set(form_classes()), key=lambda form: f"{form.__module__}.{form.__name__}")


def test_rules_find_what_is_wrong():
    wrong = "<form><select name=a maxlength=9></select><input type=date name=b pattern=x><input name=c checked></form>"

    assert faults(lxml.html.fromstring(wrong)) == {"maxlength on select a", "pattern on date b", "checked on text c"}


def test_there_are_forms():
    assert {"ClippingFilterForm", "SearchForm", "DocumentForm"} <= {form.__name__ for form in FORMS}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_each_field_of_each_form(db, form):
    found = set()
    for name, field in form.base_fields.items():
        html = field.widget.render(name, None, attrs={"id": f"id_{name}"})
        found |= faults(lxml.html.fromstring(f"<div>{html}</div>"))

    assert found == set()


class TestPages:
    def test_filters_of_the_newsroom(self, client, site):
        for address in ("/en/press/", "/es/prensa/"):
            for query in ("", "?kind=tv&from=2017-01-01", "?year=x&outlet=9&from=never", f"?campaign={'a' * 300}"):
                tree = read(client, f"{address}{query}")
                assert tree.xpath("//form//select")
                assert faults(tree) == set()

    def test_search(self, client, site):
        for code in ("en", "es"):
            assert faults(read(client, search_path(code, q="a" * 300))) == set()

    def test_password_of_a_private_page(self, client, site):
        page = StandardPageFactory()
        PageViewRestriction.objects.create(page=page, restriction_type="password", password="secret")
        tree = read(client, page.url)
        assert tree.xpath("//input[@type='password']")
        assert faults(tree) == set()

    @pytest.mark.slow
    def test_every_page_of_the_demo(self, demo):
        pages = Page.objects.live().filter(depth__gt=1)
        found = {page.url: faults(read(Client(), page.url)) for page in pages}

        assert {url: wrong for url, wrong in found.items() if wrong} == {}


def test_an_option_of_a_filter_has_a_limit_all_the_same(client, site):
    assert client.get(f"/en/press/feed.xml?campaign={'a' * 300}").status_code == 400
