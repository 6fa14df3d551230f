"""What a portal gives access by: to AWS for its tenants and administrators, to Kubernetes."""

import base64
import secrets
from datetime import datetime, timezone

from exchange import Reply, data
from partitions import partition_of


class Access:
    def __init__(self, world, about, aws):
        self.world = world
        self.about = about
        self.aws = aws

    def tenants_console(self, person, tenant):
        role = f"duploservices-{tenant.name}"
        return self.console(person, tenant.account, tenant.region, role, tenant.validity)

    def admins_console(self, person, region=None):
        first = self.about.tenants[0]
        if region and region not in {tenant.region for tenant in self.about.tenants}:
            return data({"Message": "Unknown region"}, 400)
        return self.console(person, first.account, region or first.region, "portal-administrators", 1800)

    def console(self, person, account, region, role, validity):
        keys = self.world.credentials_for(account, region, role, person, validity or 3600)
        home = f"https://{region}.console.{partition_of(region).domain}/console/home?region={region}"
        url = self.aws.login_url(keys, home, self.about.origin + "/app/", region)
        answer = {
            "ConsoleUrl": url if self.about.gives_url else None,
            "AccessKeyId": keys.key_id,
            "SecretAccessKey": keys.secret,
            "SessionToken": keys.token,
            "Region": region,
            "RoleName": role,
            "Warnings": [],
        }
        if validity:
            answer["Validity"] = validity
        return data(answer, chunked=True)

    def tenants_cluster(self, _, tenant):
        if not tenant.has_cluster:
            return data({"Message": "The infrastructure has no cluster"}, 400)
        return self.cluster(tenant.plan, tenant.region, None)

    def plans_cluster(self, _, plan):
        tenant = next((each for each in self.about.tenants if each.plan == plan and each.has_cluster), None)
        return self.cluster(plan, tenant.region, "default") if tenant else Reply(404)

    def cluster(self, plan, region, namespace):
        """A token that is no JWT, with the time when it was made, not that of its end."""
        made = datetime.fromtimestamp(self.world.now() - 5, timezone.utc)
        token = "k8s-aws-v1." + secrets.token_urlsafe(120)
        self.world.cluster_tokens.append(token)
        return data(
            {
                "Name": f"duploinfra-{plan}",
                "ApiServer": f"https://{plan}.gr7.{region}.eks.example:443",
                "Token": token,
                "CertificateAuthorityDataBase64": base64.b64encode(self.world.authority).decode(),
                "DefaultNamespace": namespace,
                "K8Provider": 0,
                "AwsRegion": region,
                "K8sVersion": "1.33",
                "LastTokenRefreshTime": made.strftime("%Y-%m-%dT%H:%M:%S.1234567Z"),
            },
        )
