"""What the page frame adds to the admin."""

from wagtail.snippets.models import register_snippet

from home.views import FrameViewSetGroup

register_snippet(FrameViewSetGroup)
