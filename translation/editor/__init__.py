"""The editor of translations, in place of wagtail-localize's own, on its models.

`units` is what it shows, `save` takes the form, `memory` finds texts that were translated before, `overrides` replaces
pictures and addresses, `views` and `detail_views` are the screens.
"""
