"""Nobody is signed in who needs a second factor and has none, wherever their session comes from."""

from typing import Any

from site_project.second_factor.models import lacks_required_factor
from site_project.users.backends import StaffBackend


class SecondFactorBackend(StaffBackend):
    def users(self) -> Any:
        return super().users().exclude(lacks_required_factor())
