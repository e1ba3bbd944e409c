from django.apps import AppConfig


class SigningInConfig(AppConfig):
    name = "ukrainesteun.signing_in"
    verbose_name = "Aanmelden"
