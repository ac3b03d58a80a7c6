"""What the site says of itself to its visitors is what its settings do."""

import pytest
from django.urls import reverse
from django.utils import translation

from site_project.settings.csp import public_policy

ADDRESSES = {"en": "/en/what-we-keep/", "es": "/es/lo-que-guardamos/"}


@pytest.mark.parametrize("code", ADDRESSES)
def test_every_page_links_to_it(client, site, code):
    home = client.get(f"/{code}/")
    with translation.override(code):
        assert reverse("privacy") == ADDRESSES[code]
    assert f'href="{ADDRESSES[code]}"' in home.text
    page = client.get(ADDRESSES[code])
    assert page.status_code == 200 and f'lang="{code}"' in page.text
    assert all(f'href="{address}"' in page.text or code == own for own, address in ADDRESSES.items())


@pytest.mark.parametrize(
    ("name", "value", "before", "after"),
    [
        ("BEHIND_PROXY", True, None, "Another server stands between you and this site."),
        ("WAGTAILFRONTENDCACHE", {"default": {}}, None, "kept by a delivery network"),
        ("SECURE_SSL_REDIRECT", True, "Pages are not sent encrypted", "Pages are sent encrypted"),
        ("SECURE_REFERRER_POLICY", "origin", "does not learn where you come from", "can learn where you come from"),
        (
            "CONTENT_SECURITY_POLICY",
            {"DIRECTIVES": public_policy("https://media.example.org/", https=True)},
            "Pages load nothing from anywhere else",
            "from this site and from media.example.org.",
        ),
    ],
)
def test_it_follows_the_settings(client, site, settings, name, value, before, after):
    said = client.get(ADDRESSES["en"]).text
    assert after not in said and (before is None or before in said)
    setattr(settings, name, value)
    said = client.get(ADDRESSES["en"], headers={"x-forwarded-proto": "https"}, secure=True).text
    assert after in said and (before is None or before not in said)
