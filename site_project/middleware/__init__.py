"""What happens to every request and response before and after Django's own middleware."""

from site_project.middleware.compression import TextCompressionMiddleware
from site_project.middleware.csp import ContentSecurityPolicyMiddleware
from site_project.middleware.headers import SecurityHeadersMiddleware
from site_project.middleware.proxy import ProxyMiddleware
from site_project.middleware.redirects import RedirectMiddleware

__all__ = [
    "ContentSecurityPolicyMiddleware",
    "ProxyMiddleware",
    "RedirectMiddleware",
    "SecurityHeadersMiddleware",
    "TextCompressionMiddleware",
]
