"""What happens to every request and response before and after Django's own middleware."""

from site_project.middleware.compression import TextCompressionMiddleware
from site_project.middleware.csp import ContentSecurityPolicyMiddleware
from site_project.middleware.redirects import RedirectMiddleware
from site_project.middleware.resource_policy import CrossOriginResourcePolicyMiddleware

__all__ = [
    "ContentSecurityPolicyMiddleware",
    "CrossOriginResourcePolicyMiddleware",
    "RedirectMiddleware",
    "TextCompressionMiddleware",
]
