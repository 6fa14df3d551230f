"""A portal's API, in the habits of a .NET service behind a gateway."""

import re

from access import Access
from exchange import Reply, data, redirect, words
from partitions import partition_of
from portal_pages import Pages
from world import ADMINISTRATOR

TENANT = r"([0-9a-fA-F-]{36})"
ADMINISTRATORS = re.compile(r"/v3/admin/.*|/adminproxy/.*")


class Portal:
    def __init__(self, world, about, aws):
        self.world = world
        self.about = about
        self.pages = Pages(world, about)
        access = Access(world, about, aws)
        self.routes = [
            (r"/admin/GetUserRoleInfo", self.who),
            (r"/v3/features/system", self.system),
            (r"/admin/GetTenantsForUser", self.tenants),
            (rf"/v3/features/tenant/{TENANT}", self.features),
            (rf"/subscriptions/{TENANT}/GetAwsRegionId", self.region),
            (rf"/subscriptions/{TENANT}/GetTenantAwsAccountId", self.account),
            (rf"/subscriptions/{TENANT}/GetAwsConsoleTokenUrl", access.tenants_console),
            (rf"/v3/subscriptions/{TENANT}/k8s/jitAccess", access.tenants_cluster),
            (rf"/subscriptions/{TENANT}/GetCloudResources", self.resources),
            (rf"/admin/GetTenantConfigData/{TENANT}", self.links),
        ]
        self.administrators_routes = [
            (r"/adminproxy/GetJITAwsConsoleAccessUrl", access.admins_console)
            if about.has_older_calls
            else (r"/v3/admin/aws/jitAccess/admin(?:/([a-z0-9-]+))?", access.admins_console),
            (r"/v3/admin/plans/([^/]+)/k8sConfig", access.plans_cluster),
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
        if ADMINISTRATORS.fullmatch(request.path):
            return self.administrators(request, person)
        for pattern, call in self.routes:
            found = re.fullmatch(pattern, request.path)
            if found and request.method != "GET":
                return Reply(405, headers=[("allow", "GET")])
            if found:
                return self.answer(call, person, found.groups())
        return Reply(404)

    def administrators(self, request, person):
        refused = {"StackTrace": None, "Message": "Administrators only."}
        if ADMINISTRATOR not in self.about.people[person]:
            return data(refused, 403)
        for pattern, call in self.administrators_routes:
            found = re.fullmatch(pattern, request.path)
            if not found:
                continue
            if self.about.otp and request.headers.get("otpcode") != str(self.about.otp):
                return data({**refused, "Message": "A valid one-time password is required."}, 403)
            return call(person, *found.groups())
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
                "Roles": self.about.people[person],
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
                "DefaultAwsRegion": self.about.tenants[0].region,
                "AwsRegions": sorted({tenant.region for tenant in self.about.tenants}),
                "IsAwsAdminJITEnabled": True,
                "IsOtpNeeded": self.about.otp is not None,
                "EnabledFlags": None,
                "AppConfigs": [],
                "TenantNameMaxLength": 24,
                "DefaultAwsPartition": partition_of(self.about.tenants[0].region).name,
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
        has = {"IsKubernetesEnabled": tenant.has_cluster, "Cloud": 0}
        return data({"Region": tenant.region, "Zones": [0, 1], **has})

    def region(self, _, tenant):
        return data(tenant.region)

    def account(self, _, tenant):
        return data(tenant.account)

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
