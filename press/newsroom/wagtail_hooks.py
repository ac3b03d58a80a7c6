"""What the press room adds to the admin."""

from wagtail.snippets.models import register_snippet

from press.newsroom.admin.menu import PressViewSetGroup

register_snippet(PressViewSetGroup)
