"""AWS's partitions, and what a name of theirs means."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Partition:
    name: str
    domain: str
    regions: tuple
    has_plain_sign_in: bool = True

    @property
    def hosts(self):
        """What a certificate names."""
        for service in ("signin", "console"):
            yield f"{service}.{self.domain}"
            yield f"*.{service}.{self.domain}"
        for region in self.regions:
            yield f"*.{region}.console.{self.domain}"


PARTITIONS = (
    Partition("aws", "aws.amazon.com", ("us-west-2", "us-east-1", "eu-central-1")),
    Partition("aws-us-gov", "amazonaws-us-gov.com", ("us-gov-east-1", "us-gov-west-1")),
    Partition("aws-cn", "amazonaws.cn", ("cn-northwest-1",)),
    Partition("aws-eusc", "amazonaws-eusc.eu", ("eusc-de-east-1",), has_plain_sign_in=False),
)
DOMAINS = "|".join(re.escape(each.domain) for each in PARTITIONS)
FORM = re.compile(rf"(?:(\d{{12}}-[a-z0-9]{{8}})\.)?(?:([a-z]+(?:-[a-z0-9]+)+)\.)?(signin|console)\.({DOMAINS})")


@dataclass(frozen=True)
class AwsHost:
    """`[{session's label}.][{region}.]console.{domain}`, `[{region}.]signin.{domain}`"""

    label: str | None
    region: str | None
    service: str
    partition: Partition


def partition_of(region):
    return next(each for each in PARTITIONS if region in each.regions)


def aws_host(name):
    """None where AWS has no such host."""
    found = FORM.fullmatch(name or "")
    if not found:
        return None
    label, region, service, domain = found.groups()
    partition = next(each for each in PARTITIONS if each.domain == domain)
    is_there = region in partition.regions if region else service == "console" or partition.has_plain_sign_in
    has_place = not label or (service == "console" and region)
    return AwsHost(label, region, service, partition) if is_there and has_place else None
