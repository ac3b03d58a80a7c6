"""No address of this site leads to another one that whoever wrote the address has chosen."""

from urllib.parse import urljoin, urlsplit

import pytest

from tests.factories import UserFactory
from tests.factories.users import PASSWORD

pytestmark = pytest.mark.deep(postgres=True)

ELSEWHERE = ["https://evil.example/", "//evil.example/", "///evil.example", "/\\evil.example", "\\\\evil.example", "https:evil.example",
             "javascript:alert(1)", "http:///evil.example", "//testserver@evil.example/", "\t//evil.example"]  # fmt: skip


def leads_elsewhere(answer, path="/"):
    """As browsers read a Location: a backslash is a slash, and tabs are nothing."""
    target = answer.headers.get("Location", "").replace("\\", "/").replace("\t", "")
    found = urlsplit(urljoin(f"http://testserver{path}", target))
    return found.scheme not in ("http", "https") or found.netloc != "testserver"


@pytest.mark.parametrize(
    "path",
    ["//evil.example", "//evil.example/", "//evil.example/en", "///evil.example/x", "/\\evil.example", "/\\/evil.example/x",
     "/en//evil.example", "/en/\\evil.example", "/es//evil.example/..", "/admin//evil.example", "/admin/\\evil.example",
     "/documents//evil.example", "/http://evil.example", "/en/press", "/media//evil.example", "/static//evil.example", "/xx//evil.example"],
)  # fmt: skip
def test_paths(client, site, path):
    """The test's client takes two slashes for a host: servers do not."""
    assert not leads_elsewhere(client.get("/", PATH_INFO=path))


@pytest.mark.parametrize("target", ELSEWHERE)
def test_names_of_where_to_go_on(client, site, target):
    user = UserFactory(group="Editors")
    for path in ("/", "/en/", "/en/press", "/admin/login/", "/admin/login/passkey/", "/en/_util/login/"):
        assert not leads_elsewhere(client.get(path, {"next": target, "return_url": target, "url": target}), path)
    for path in ("/admin/login/", "/en/_util/login/"):
        answer = client.post(path, {"username": user.username, "password": PASSWORD, "next": target})
        assert answer.status_code == 302 and not leads_elsewhere(answer, path)
    assert not leads_elsewhere(client.get("/admin/login/", {"next": target}))  # who is signed in goes on at once
    for path in ("/admin/account/", "/admin/logout/"):
        assert not leads_elsewhere(client.post(path, {"next": target}), path)
