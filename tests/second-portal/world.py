"""What there is: two portals with their tenants, people, a clock that the tests move on."""

import secrets
import threading
import time
from dataclasses import dataclass, field


@dataclass
class Resource:
    kind: str
    name: str
    arn: str


@dataclass
class Tenant:
    id: str
    name: str
    account: str
    region: str
    plan: str
    validity: int | None = None
    resources: list = field(default_factory=list)


@dataclass
class Credentials:
    """Temporary keys of one role."""

    key_id: str
    secret: str
    token: str
    account: str
    role: str
    person: str
    ends: float


@dataclass
class PortalData:
    name: str
    origin: str
    hands_over: str
    person: str
    tenants: list
    gives_url: bool = True
    tokens: dict = field(default_factory=dict)
    logged_in: set = field(default_factory=set)


class World:
    def __init__(self):
        self.lock = threading.RLock()
        self.offset = 0.0
        self.credentials = {}
        self.calls = []
        self.portals = [meridian(), quarry()]

    def now(self):
        return time.time() + self.offset

    def portal(self, name):
        return next(portal for portal in self.portals if portal.name == name)

    def token_for(self, portal, person):
        """No JWT: letters that an address and a header each treat in their own way."""
        token = "mrd+" + secrets.token_urlsafe(30) + "/" + secrets.token_hex(8) + "=="
        portal.tokens[token] = person
        return token

    def credentials_for(self, tenant, person, seconds):
        made = Credentials(
            key_id="ASIA" + secrets.token_hex(8).upper(),
            secret=secrets.token_urlsafe(30),
            token="IQoJb3JpZ2lu" + secrets.token_urlsafe(300) + "+/==",
            account=tenant.account,
            role=f"duploservices-{tenant.name}",
            person=person,
            ends=self.now() + seconds,
        )
        self.credentials[made.key_id] = made
        return made


def meridian():
    orders = Tenant(
        "3f0c1d52-7a86-4c1e-9b7d-0d7f5e2a9c11", "orders", "210987654321", "us-west-2", "prod-west"
    )
    orders.resources = [
        Resource("sqs", "duploservices-orders-intake", "arn:aws:sqs:us-west-2:210987654321:duploservices-orders-intake"),
        Resource("s3", "duploservices-orders-labels-210987654321", "arn:aws:s3:::duploservices-orders-labels-210987654321"),
    ]
    billing = Tenant(
        "b9a4e6f0-15c3-4f2b-8d90-6b1c4a7e2d35", "billing-eu", "123450987654", "eu-central-1", "prod-eu", 5400
    )
    reports = Tenant(
        "0e7b2c94-d1f8-4a63-a5c0-91d3f6b8e247", "reports", "210987654321", "us-west-2", "prod-west", 3600
    )
    tenants = [reports, orders, billing]
    return PortalData("meridian", "https://duplo.meridian.example:8443", "redirect", "ines@meridian.example", tenants)


def quarry():
    pit = Tenant("c61d0a3b-8e94-4d7f-b2a6-57e0c9f1d48a", "pit", "998877665544", "us-west-2", "stone", 3600)
    return PortalData("quarry", "https://portal.quarry.example", "post", "omar@quarry.example", [pit], gives_url=False)
