"""What somebody does at sign-in, and what the log says of it."""

from django_otp.oath import totp
from wagtail.models import ModelLogEntry

from tests.factories.users import PASSWORD

LOGIN, PROOF, APP = "/admin/login/", "/admin/login/second-factor/", "/admin/login/second-factor/app/"
PASSKEY, CONFIRM = "/admin/login/second-factor/passkey/", "/admin/login/second-factor/confirm/"
CODES = "/admin/login/second-factor/codes/"
ALONE = "/admin/login/passkey/"
ACCOUNT = "/admin/account/second-factor/"
WRONG = "That is not right."


def password(client, user, path=LOGIN, **fields):
    return client.post(path, {"username": user.username, "password": PASSWORD, **fields})


def code_of(app):
    return f"{totp(app.bin_key):06}"


def prove(client, code, **fields):
    return client.post(PROOF, {"code": code, **fields})


def is_in(client):
    return client.get("/admin/").status_code == 200


def confirm(client, app=None):
    """That it is them who are signed in."""
    answer = client.post(CONFIRM, {"password": PASSWORD})
    return prove(client, code_of(app)) if app else answer


def actions():
    return list(
        ModelLogEntry.objects.filter(action__startswith="second_factor.")
        .order_by("pk")
        .values_list("action", flat=True)
    )
