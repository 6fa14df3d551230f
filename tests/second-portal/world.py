"""What there is: two portals with their tenants, people, a clock that the tests move on."""

import secrets
import threading
import time
from dataclasses import dataclass, field

from partitions import partition_of

ADMINISTRATOR = "Administrator"


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
    has_cluster: bool = False
    resources: list = field(default_factory=list)


@dataclass
class Credentials:
    """Temporary keys of one role."""

    key_id: str
    secret: str
    token: str
    account: str
    partition: str
    role: str
    person: str
    ends: float


@dataclass
class PortalData:
    name: str
    origin: str
    hands_over: str
    people: dict
    tenants: list
    gives_url: bool = True
    has_older_calls: bool = False
    otp: int | None = None
    tokens: dict = field(default_factory=dict)
    logged_in: dict = field(default_factory=dict)

    @property
    def person(self):
        """Who logs in without writing a name."""
        return next(iter(self.people))


class World:
    def __init__(self):
        self.lock = threading.RLock()
        self.offset = 0.0
        self.credentials = {}
        self.calls = []
        self.cluster_tokens = []
        self.authority = b""
        self.portals = [meridian(), quarry(), harbor()]

    def now(self):
        return time.time() + self.offset

    def portal(self, name):
        return next(portal for portal in self.portals if portal.name == name)

    def token_for(self, portal, person):
        """No JWT: letters that an address and a header each treat in their own way."""
        token = "mrd+" + secrets.token_urlsafe(30) + "/" + secrets.token_hex(8) + "=="
        portal.tokens[token] = person
        return token

    def credentials_for(self, account, region, role, person, seconds):
        made = Credentials(
            key_id="ASIA" + secrets.token_hex(8).upper(),
            secret=secrets.token_urlsafe(30),
            token="IQoJb3JpZ2lu" + secrets.token_urlsafe(300) + "+/==",
            account=account,
            partition=partition_of(region).name,
            role=role,
            person=person,
            ends=self.now() + seconds,
        )
        self.credentials[made.key_id] = made
        return made


def meridian():
    orders = Tenant(
        "3f0c1d52-7a86-4c1e-9b7d-0d7f5e2a9c11", "orders", "210987654321", "us-west-2", "prod-west", has_cluster=True
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
    people = {"ines@meridian.example": ["User"], "ada@meridian.example": ["User", ADMINISTRATOR]}
    return PortalData("meridian", "https://duplo.meridian.example:8443", "redirect", people, tenants)


def quarry():
    ids = ("c61d0a3b-8e94-4d7f-b2a6-57e0c9f1d48a", "11aa0f6e-2d3c-4b5a-8f70-d2c9e6b8a415")
    tenants = [
        Tenant(id, name, "998877665544", "us-west-2", "stone", 3600) for id, name in zip(ids, ("pit", "shaft"))
    ]
    people = {"omar@quarry.example": ["User"], "petra@quarry.example": [ADMINISTRATOR, "User"]}
    about = PortalData("quarry", "https://portal.quarry.example", "post", people, tenants, gives_url=False)
    about.has_older_calls = True
    about.otp = 604271
    return about


def harbor():
    pier = Tenant("7d2b9c40-3e5f-4a16-9c8b-e0f1a2b3c4d5", "pier", "112233445566", "us-gov-east-1", "gov", 3600)
    quay = Tenant("88e3f7a1-6b2d-4c90-a5e4-1f0d9c8b7a62", "quay", "223344556677", "cn-northwest-1", "cn", 3600)
    mole = Tenant("95f4a8b2-7c3e-4da1-b6f5-2a1e0d9c8b73", "mole", "334455667788", "eusc-de-east-1", "eu", 3600)
    pier.resources = [
        Resource("sqs", "duploservices-pier-tides", "arn:aws-us-gov:sqs:us-gov-east-1:112233445566:duploservices-pier-tides")
    ]
    people = {"noor@harbor.example": ["User"]}
    return PortalData("harbor", "https://duplo.harbor.example", "redirect", people, [pier, quay, mole])
