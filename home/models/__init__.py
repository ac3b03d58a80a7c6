"""The home page, standard pages, navigation and footer."""

from home.models.footer import Footer
from home.models.home_page import HomePage
from home.models.navigation import Navigation
from home.models.standard_page import StandardPage

__all__ = ["Footer", "HomePage", "Navigation", "StandardPage"]
