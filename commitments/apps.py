from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class CommitmentsConfig(AppConfig):
    name = "commitments"
    verbose_name = "Toezeggingen"
    default = True


class StaffSiteConfig(admin_apps.AdminConfig):
    """Django's admin, with a start page of ours."""

    default_site = "commitments.approval.start_page.StaffSite"
    default = False
