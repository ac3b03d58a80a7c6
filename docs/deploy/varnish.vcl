vcl 4.1;
# A Varnish that keeps pages until the site says that they have changed:
# FRONTEND_CACHE={"BACKEND": "wagtail.contrib.frontend_cache.backends.HTTPBackend", "LOCATION": "http://127.0.0.1:6081"}

backend default {
    .host = "127.0.0.1";
    .port = "8000";
}

# From where the site says so.
acl site {
    "127.0.0.1";
}

sub vcl_recv {
    if (req.method == "PURGE") {
        if (client.ip !~ site) {
            return (synth(405));
        }
        return (purge);
    }
    # Whoever may be signed in is nobody else.
    if (req.http.Cookie || req.http.Authorization) {
        return (pass);
    }
}

sub vcl_backend_response {
    if (beresp.status == 200 && !beresp.http.Set-Cookie && beresp.http.Cache-Control !~ "(private|no-store|no-cache)") {
        # As long as time alone may change a page.
        set beresp.ttl = 5m;
        set beresp.grace = 1d;
    }
}
