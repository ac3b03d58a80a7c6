"""Addresses of those who may not be signed in yet, below the form to sign in with. Those of the admin are in
`wagtail_hooks`."""

from django.urls import path

from site_project.second_factor.views import (
    AppView,
    CodesFileView,
    ConfirmView,
    LoginView,
    PasskeyLoginView,
    PasskeyView,
    ProofView,
)

urlpatterns = [
    path("", LoginView.as_view()),  # in front of Wagtail's own view
    path("passkey/", PasskeyLoginView.as_view(), name="passkey_login"),
    path("second-factor/", ProofView.as_view(), name="second_factor"),
    path("second-factor/app/", AppView.as_view(), name="second_factor_app"),
    path("second-factor/passkey/", PasskeyView.as_view(), name="second_factor_passkey"),
    path("second-factor/codes/", CodesFileView.as_view(), name="second_factor_codes"),
    path("second-factor/confirm/", ConfirmView.as_view(), name="second_factor_confirm"),
]
