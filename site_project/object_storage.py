"""Media in object storage: what MEDIA_STORAGE=storages.backends.s3.S3Storage stands for, where django-storages is installed."""

from typing import Any

from botocore.config import Config
from storages.backends import s3

#: Seconds: a visit that needs a file must not wait for minutes, as botocore would.
TIMES = Config(connect_timeout=3, read_timeout=15, retries={"total_max_attempts": 2})


class S3Storage(s3.S3Storage):
    """Two files of the same name stay two: django-storages would replace the first one."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.client_config: Config = self.client_config.merge(TIMES)

    def get_default_settings(self) -> dict[str, Any]:
        return {**super().get_default_settings(), "file_overwrite": False}
