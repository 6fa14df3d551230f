"""Starts a portal and an AWS; prints where as one line of JSON; ends with its standard input."""

import json
import sys
from dataclasses import asdict
from threading import Thread
from urllib.parse import urlsplit

from aws import SignIn
from console import Console
from exchange import data
from network import Proxy, make_certificates
from partitions import PARTITIONS, aws_host
from portal import Portal
from world import World


class Control:
    """What the tests see and turn: plain HTTP on the proxy's own port."""

    def __init__(self, world, sign_in):
        self.world = world
        self.sign_in = sign_in

    def __call__(self, request):
        asked = json.loads(request.body or b"{}")
        with self.world.lock:
            return data(getattr(self, request.path.strip("/"))(**asked))

    def advance(self, seconds):
        self.world.offset += seconds

    def set(self, **switches):
        for name, value in switches.items():
            setattr(self.sign_in, name, value)

    def end_sessions(self):
        for session in self.sign_in.sessions.values():
            session.is_over = True

    def revoke(self, portal):
        self.world.portal(portal).tokens.clear()

    def forget_calls(self):
        self.world.calls.clear()

    def token(self, portal, person=None):
        about = self.world.portal(portal)
        return self.world.token_for(about, person if person in about.people else about.person)

    def state(self):
        return {
            "sessions": [
                {"arn": each.arn, "live": self.sign_in.live(each.id) is not None}
                for each in self.sign_in.sessions.values()
            ],
            "calls": self.world.calls,
            "secrets": self.world.cluster_tokens
            + [value for keys in self.world.credentials.values() for value in (keys.secret, keys.token)],
        }


def main():
    world = World()
    sign_in = SignIn(world)
    portals = {}
    for about in world.portals:
        address = urlsplit(about.origin)
        portals[f"{address.hostname}:{address.port or 443}"] = Portal(world, about, sign_in)

    def answers(target):
        host, _, port = target.rpartition(":")
        if target in portals:
            return portals[target]
        aws = aws_host(host) if port == "443" else None
        if aws is None:
            return None
        return sign_in if aws.service == "signin" else Console(sign_in, aws)

    names = [urlsplit(about.origin).hostname for about in world.portals]
    names += [name for partition in PARTITIONS for name in partition.hosts]
    ca, context = make_certificates(sys.argv[1], names)
    world.authority = ca.read_bytes()
    proxy = Proxy(context, answers, Control(world, sign_in))
    Thread(target=proxy.serve_forever, daemon=True).start()
    told = [{**asdict(about), "tokens": None, "logged_in": None, "person": about.person} for about in world.portals]
    where = f"http://127.0.0.1:{proxy.server_port}"
    print(json.dumps({"proxy": where, "caFile": str(ca), "portals": told}), flush=True)
    sys.stdin.read()


main()
