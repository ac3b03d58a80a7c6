"""Example content in both languages, large libraries to measure with, and the benchmark. Nothing imports it."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "demo"
