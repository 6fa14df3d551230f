"""The calls that duploctl makes for `jit aws`: the tenant by its name, then its keys, with the library that it uses.

    python3 duploctl_calls.py URL TENANT      the token is in DUPLO_TOKEN
"""
import datetime
import json
import os
import sys

import requests

url, name = sys.argv[1:]
session = requests.Session()
session.headers.update({"Authorization": f"Bearer {os.environ['DUPLO_TOKEN']}", "Content-Type": "application/json"})


def get(path):
    answer = session.get(f"{url}/{path}", timeout=60)
    answer.raise_for_status()
    return answer.json()


tenant = next(one for one in get("adminproxy/GetTenantNames") if one["AccountName"] == name)
keys = get(f"subscriptions/{tenant['TenantId']}/GetAwsConsoleTokenUrl")
end = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=keys["Validity"])
wanted = ("AccessKeyId", "SecretAccessKey", "SessionToken")
print(json.dumps({"Version": 1, "Expiration": end.isoformat(), **{field: keys[field] for field in wanted}}))
