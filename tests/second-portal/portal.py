"""A portal's API, in the habits of a .NET service behind a gateway."""

import re

from exchange import Reply, data, redirect, words
from portal_pages import Pages

TENANT = r"([0-9a-fA-F-]{36})"


class Portal:
    def __init__(self, world, about, aws):
        self.world = world
        self.about = about
        self.aws = aws
        self.pages = Pages(world, about)
        self.routes = [
            (r"/admin/GetUserRoleInfo", self.who),
            (r"/v3/features/system", self.system),
            (r"/admin/GetTenantsForUser", self.tenants),
            (rf"/v3/features/tenant/{TENANT}", self.features),
            (rf"/subscriptions/{TENANT}/GetAwsRegionId", self.region),
            (rf"/subscriptions/{TENANT}/GetTenantAwsAccountId", self.account),
            (rf"/subscriptions/{TENANT}/GetAwsConsoleTokenUrl", self.console),
            (rf"/subscriptions/{TENANT}/GetCloudResources", self.resources),
            (rf"/admin/GetTenantConfigData/{TENANT}", self.links),
        ]

    def __call__(self, request):
        if request.path == "/":
            return redirect("app/")
        if request.path.startswith("/app"):
            return self.pages(request)
        with self.world.lock:
            return self.api(request)

    def api(self, request):
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        person = self.about.tokens.get(token) if scheme.lower() == "bearer" else None
        self.world.calls.append(f"{request.method} {request.path}")
        if person is None:
            refused = words("Authorization has been denied for this request.", 401)
            refused.headers.append(("www-authenticate", "Bearer"))
            return refused
        if re.match(r"/(v3/)?admin(proxy)?/(aws|systemSettings|tenant|plans)", request.path):
            return data({"StackTrace": None, "Message": "Administrators only."}, 403)
        for pattern, call in self.routes:
            found = re.fullmatch(pattern, request.path)
            if found and request.method != "GET":
                return Reply(405, headers=[("allow", "GET")])
            if found:
                return self.answer(call, person, found.groups())
        return Reply(404)

    def answer(self, call, person, groups):
        if not groups:
            return call(person)
        wanted = groups[0].lower()
        tenant = next((each for each in self.about.tenants if each.id == wanted), None)
        if tenant is None:
            return data({"Message": "Tenant not found"}, 400)
        return call(person, tenant)

    def who(self, person):
        return data(
            {
                "Username": person,
                "Roles": ["User"],
                "IsReadOnly": None,
                "CurrentSessionToken": "session-secret-of-" + self.about.name,
                "IsConfirmationEmailSent": True,
                "VpnConfig": {"VpnUserExists": False},
            }
        )

    def system(self, _):
        return data(
            {
                "IsAwsCloudEnabled": True,
                "DefaultAwsRegion": "us-west-2",
                "AwsRegions": ["eu-central-1", "us-west-2"],
                "IsOtpNeeded": False,
                "EnabledFlags": None,
                "AppConfigs": [],
                "TenantNameMaxLength": 24,
                "DefaultAwsPartition": "aws",
                "ResourceNamePrefix": "duploservices",
            }
        )

    def tenants(self, _):
        listed = [
            {
                "TenantId": each.id,
                "AccountName": each.name,
                "PlanID": each.plan,
                "InfraOwner": "",
                "TenantPolicy": {"AllowVolumeMapping": True},
                "Tags": None,
                "Metadata": [],
                "ExpiryDate": None,
            }
            for each in self.about.tenants
        ]
        return data(listed, chunked=True)

    def features(self, _, tenant):
        return data({"Region": tenant.region, "Cloud": 0, "IsKubernetesEnabled": False, "Zones": [0, 1]})

    def region(self, _, tenant):
        return data(tenant.region)

    def account(self, _, tenant):
        return data(tenant.account)

    def console(self, person, tenant):
        keys = self.world.credentials_for(tenant, person, tenant.validity or 3600)
        home = f"https://{tenant.region}.console.aws.amazon.com/console/home?region={tenant.region}"
        url = self.aws.login_url(keys, home, self.about.origin + "/app/", tenant.region)
        answer = {
            "ConsoleUrl": url if self.about.gives_url else None,
            "AccessKeyId": keys.key_id,
            "SecretAccessKey": keys.secret,
            "SessionToken": keys.token,
            "Region": tenant.region,
            "RoleName": keys.role,
            "Warnings": [],
        }
        if tenant.validity:
            answer["Validity"] = tenant.validity
        return data(answer, chunked=True)

    def resources(self, _, tenant):
        kinds = {"s3": 1, "sqs": 3}
        return data(
            [
                {"Arn": each.arn, "Name": each.name, "ResourceType": kinds[each.kind], "MetaData": None}
                for each in tenant.resources
            ]
        )

    def links(self, *_):
        return Reply(204)
