from django.urls import path

from translation.editor import detail_views, views

app_name = "translation_editor"
urlpatterns = [
    path("search/", detail_views.SearchView.as_view(), name="search"),
    path("<int:translation_id>/save/", views.save_text, name="save"),
    path("<int:translation_id>/<int:context_id>-<int:string_id>/", detail_views.TextView.as_view(), name="text"),
    path("<int:translation_id>/<int:context_id>/", detail_views.OverrideView.as_view(), name="override"),
]
