"""The settings of the site that browser tests visit: `make run`, in a world where the only outlets are played ones."""

import json
import os
from contextlib import ExitStack
from pathlib import Path

from site_project.settings.demo import *  # noqa: F403
from tests.press.fetching.fake_server import addresses_at_first, routed

_played = json.loads(os.environ["FAKE_SERVER"])
_routing = ExitStack()  # never left: for as long as the process runs
_routing.enter_context(
    routed(
        addresses_at_first, {int(port): real for port, real in _played["ports"].items()}, Path(_played["certificate"])
    )
)
