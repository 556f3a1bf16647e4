"""A small OpenID provider on 127.0.0.1: discovery, keys, the page that signs in, and tokens (OpenID Connect Core, code flow)."""

import base64
import hashlib
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

CLIENT_ID, CLIENT_SECRET = "musubite", "s3cret"


class Provider:
    """Signs in ``user`` without asking; ``tamper`` changes the claims, ``key`` and ``algorithm`` the signature."""

    def __init__(self) -> None:
        self.key: Any = RSAKey.generate_key(2048, {"kid": "1", "use": "sig"})
        self.published = self.key
        self.algorithm = "RS256"
        self.user: dict[str, Any] = {}
        self.tamper: dict[str, Any] = {}
        self.codes: dict[str, dict[str, str]] = {}
        self.refused: list[str] = []
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                provider.get(self)

            def do_POST(self) -> None:
                provider.post(self)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True)
        self.thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def get(self, request: BaseHTTPRequestHandler) -> None:
        address = urlsplit(request.path)
        if address.path == "/.well-known/openid-configuration":
            self._json(request, 200, self._discovery())
        elif address.path == "/keys":
            self._json(request, 200, {"keys": [self.published.as_dict(private=False)]})
        elif address.path == "/authorize":
            asked = {name: values[0] for name, values in parse_qs(address.query).items()}
            wanted = {"response_type": "code", "client_id": CLIENT_ID, "code_challenge_method": "S256"}
            missing = [name for name in ("state", "nonce", "code_challenge", "redirect_uri") if name not in asked]
            if missing or any(asked.get(name) != value for name, value in wanted.items()):
                self._json(request, 400, {"error": "invalid_request", "missing": missing})
                return
            code = secrets.token_urlsafe(8)
            self.codes[code] = asked
            request.send_response(302)
            request.send_header(
                "Location", asked["redirect_uri"] + "?" + urlencode({"code": code, "state": asked["state"]})
            )
            request.end_headers()
        else:
            self._json(request, 404, {})

    def post(self, request: BaseHTTPRequestHandler) -> None:
        body = request.rfile.read(int(request.headers["Content-Length"])).decode()
        sent = {name: values[0] for name, values in parse_qs(body).items()}
        asked = self.codes.pop(sent.get("code", ""), None)
        login = base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode()).decode()
        challenge = base64.urlsafe_b64encode(hashlib.sha256(sent.get("code_verifier", "").encode()).digest())
        known = asked is not None and asked["redirect_uri"] == sent.get("redirect_uri")
        if request.headers.get("Authorization") != f"Basic {login}":
            self._refuse(request, "invalid_client")
        elif not known or asked["code_challenge"] != challenge.decode().rstrip("="):
            self._refuse(request, "invalid_grant")
        else:
            token = {"access_token": secrets.token_urlsafe(8), "token_type": "Bearer", "expires_in": 60}
            self._json(request, 200, token | {"id_token": self._id_token(asked["nonce"])})

    def _id_token(self, nonce: str) -> str:
        claims = {"iss": self.issuer, "aud": CLIENT_ID, "nonce": nonce, "iat": int(time.time())}
        claims |= {"exp": int(time.time()) + 300} | self.user | self.tamper
        claims = {name: value for name, value in claims.items() if value is not None}
        key = OctKey.import_key(CLIENT_SECRET * 8) if self.algorithm == "HS256" else self.key
        algorithms = [self.algorithm]
        return jwt.encode({"alg": self.algorithm, "kid": "1"}, claims, key, algorithms=algorithms)

    def _discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
        }

    def _refuse(self, request: BaseHTTPRequestHandler, error: str) -> None:
        self.refused.append(error)
        self._json(request, 400, {"error": error})

    @staticmethod
    def _json(request: BaseHTTPRequestHandler, status: int, body: dict[str, Any]) -> None:
        data = json.dumps(body).encode()
        request.send_response(status)
        request.send_header("Content-Type", "application/json")
        request.send_header("Content-Length", str(len(data)))
        request.end_headers()
        request.wfile.write(data)
