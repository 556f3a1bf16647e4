"""Security headers of every answer. Twelve fixed lines, so no library for them."""

from flask import Flask, Response, request

TILES = "https://cyberjapandata.gsi.go.jp"
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        f"img-src 'self' data: {TILES}",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)


def install(app: Flask) -> None:
    """Add the headers after every request."""

    def add(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", "same-origin")
        response.headers.setdefault("X-Frame-Options", "DENY")
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        if request.endpoint != "static":
            # Pages differ by who is signed in; none may be kept by a proxy or shown by "back" after signing out.
            response.headers.setdefault("Cache-Control", "no-store" if request.cookies else "no-cache")
            response.headers.add("Vary", "Cookie")
        if request.is_secure:
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
        return response

    app.after_request(add)
