"""An identity provider that misbehaves on demand, over HTTP, in a thread.

As it comes it is right in every respect: PKCE, the client's secret and codes that work once are
checked. A test then changes one thing: ``claims``, ``header``, ``signer``, or what an endpoint
``answers``.
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote_plus, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

CLIENT, SECRET = "portal", "s3cret:/&"
Answer = tuple[int, str, bytes]
ENDPOINTS = ("discovery", "jwks", "token", "userinfo")


def rsa_key(size: int = 2048) -> Any:
    return rsa.generate_private_key(public_exponent=65537, key_size=size)


KEY, OTHER_KEY, EC_KEY = rsa_key(), rsa_key(), ec.generate_private_key(ec.SECP256R1())


def as_jwk(key: Any, kid: str) -> dict[str, Any]:
    public = key.public_key()
    maker: Any = RSAAlgorithm if isinstance(key, rsa.RSAPrivateKey) else ECAlgorithm
    return {**maker.to_jwk(public, as_dict=True), "kid": kid, "use": "sig"}


def half_hash(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()[:16]).decode()[:22]


@dataclass
class Crooked:
    """The provider. ``person`` is who signs in there next."""

    person: dict[str, Any] = field(
        default_factory=lambda: {
            "sub": "0001",
            "name": "Ada Byron",
            "email": "ada@example.org",
            "email_verified": True,
        }
    )
    claims: dict[str, Any] = field(default_factory=dict)  # of the id token; None: left out
    header: dict[str, Any] = field(default_factory=lambda: {"kid": "first"})
    signer: tuple[Any, str] = (KEY, "RS256")
    keys: list[dict[str, Any]] = field(default_factory=lambda: [as_jwk(KEY, "first")])
    discovery: dict[str, Any] = field(default_factory=dict)  # changes of the document
    token: dict[str, Any] = field(default_factory=dict)  # changes of the token's answer
    answers: dict[str, Answer | None] = field(default_factory=dict)  # None: hangs up
    asked: list[str] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    go_on: threading.Event = field(default_factory=threading.Event)

    @cached_property
    def server(self) -> ThreadingHTTPServer:
        server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), {"crooked": self}))
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        return server

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/realm"

    @property
    def settings(self) -> dict[str, str]:
        names = {"label_en": "City Identity", "label_zh": "城市统一认证"}
        return {"issuer": self.issuer, "client_id": CLIENT, "client_secret": SECRET, **names}

    def stop(self) -> None:
        self.go_on.set()
        self.server.shutdown()
        self.server.server_close()

    def authorise(self, address: str, **more: str) -> str:
        """Let ``person`` sign in at the address that the portal leads to; returns the way back."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        code = secrets.token_urlsafe(8)
        self.codes[code] = {**query, "person": json.dumps(self.person)}
        return (
            f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state'], **more})}"
        )

    def document(self) -> Answer:
        names = {"authorization_endpoint": "authorize", "token_endpoint": "token"}
        names |= {"jwks_uri": "jwks", "userinfo_endpoint": "userinfo"}
        found = {name: f"{self.issuer}/{path}" for name, path in names.items()}
        return _json(200, {"issuer": self.issuer, **found, **self.discovery})

    def change(self, fields: dict[str, str], authorization: str) -> Answer:
        """The token endpoint."""
        pair = base64.b64decode(authorization.removeprefix("Basic ") or b"").decode().split(":")
        given = [unquote_plus(part) for part in pair]
        in_body = [fields.get("client_id"), fields.get("client_secret")]
        if [CLIENT, SECRET] not in (in_body, given):
            return _json(401, {"error": "invalid_client"})
        query = self.codes.pop(fields.get("code", ""), None)
        proof = hashlib.sha256(fields.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(proof).decode().rstrip("=")
        if query is None or query["code_challenge"] != challenge:
            return _json(400, {"error": "invalid_grant"})
        access = secrets.token_urlsafe(8)
        self.codes[access] = query
        answer = {"access_token": access, "token_type": "Bearer", "id_token": ""}
        answer["id_token"] = self.id_token(query, access)
        return _json(200, {**answer, **self.token})

    def id_token(self, query: dict[str, str], access: str) -> str:
        now = int(time.time())
        person = json.loads(query["person"])
        claims = {"iss": self.issuer, "aud": CLIENT, "sub": person["sub"], "iat": now}
        claims |= {"exp": now + 300, "nonce": query["nonce"], "at_hash": half_hash(access)}
        claims = {k: v for k, v in {**claims, **self.claims}.items() if v is not None}
        key, algorithm = self.signer
        return jwt.encode(claims, key, algorithm=algorithm, headers=self.header)

    def person_of(self, authorization: str) -> Answer:
        query = self.codes[authorization.removeprefix("Bearer ")]
        return _json(200, json.loads(query["person"]))


def _json(status: int, found: object) -> Answer:
    return status, "application/json", json.dumps(found).encode()


class Handler(BaseHTTPRequestHandler):
    """One request to the provider of its class."""

    crooked: Crooked

    def do_GET(self) -> None:
        bearer = self.headers.get("Authorization", "")
        self.respond(lambda: self.crooked.person_of(bearer))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        fields = {name: values[0] for name, values in parse_qs(body).items()}
        self.respond(lambda: self.crooked.change(fields, self.headers.get("Authorization", "")))

    def respond(self, otherwise: Callable[[], Answer]) -> None:
        name = self.path.rsplit("/", 1)[1].replace("openid-configuration", "discovery")
        self.crooked.asked.append(name)
        known: dict[str, Callable[[], Answer]] = {
            "discovery": self.crooked.document,
            "jwks": lambda: _json(200, {"keys": self.crooked.keys}),
        }
        changed = name in self.crooked.answers
        answer = self.crooked.answers[name] if changed else known.get(name, otherwise)()
        if answer is None:
            self.close_connection = True
            return
        self.send(*answer)

    def send(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if status in (301, 302):
            self.send_header("Location", f"{self.crooked.issuer}/jwks")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.drip(body) if kind == "drip" else self.wfile.write(body)
        except OSError:
            self.close_connection = True  # the portal had enough

    def drip(self, body: bytes) -> None:
        """One sign after the other, until the test is over."""
        for sign in body:
            if self.crooked.go_on.wait(0.05):
                return
            self.wfile.write(bytes([sign]))

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""
