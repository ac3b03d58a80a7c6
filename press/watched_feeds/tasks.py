"""Reading a feed when staff ask for it."""

from django_tasks import task

from press.watched_feeds import reading
from press.watched_feeds.models import WatchedFeed


@task(backend="background")
def read_now(pk: int) -> None:
    """Read one feed, whether it is due or not, and active or not."""
    for feed in WatchedFeed.objects.select_related("outlet", "campaign").filter(pk=pk):
        reading.read(feed)
