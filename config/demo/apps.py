from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Brings `manage.py load_demo`; it has no tables."""

    name = "config.demo"
    label = "demo"
