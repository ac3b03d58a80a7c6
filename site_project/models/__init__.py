"""The models that every app builds on: images, documents, the abstract page, campaigns and the organization's
settings."""

from site_project.models.base_page import BasePage
from site_project.models.campaign import Campaign
from site_project.models.files import SiteDocument, SiteImage, SiteRendition
from site_project.models.organization import OrganizationSettings

__all__ = ["BasePage", "Campaign", "OrganizationSettings", "SiteDocument", "SiteImage", "SiteRendition"]
