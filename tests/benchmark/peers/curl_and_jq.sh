#!/bin/sh
# The same by curl and jq: curl_and_jq.sh URL TENANT, with the token in DUPLO_TOKEN.
set -eu
get() {
  printf 'header = "Authorization: Bearer %s"\n' "$DUPLO_TOKEN" | curl --silent --show-error --fail --config - "$1"
}
id=$(get "$1/adminproxy/GetTenantNames" | jq -r --arg name "$2" 'map(select(.AccountName == $name))[0].TenantId')
get "$1/subscriptions/$id/GetAwsConsoleTokenUrl" |
  jq -c '{Version: 1, AccessKeyId, SecretAccessKey, SessionToken, Expiration: (now + .Validity | todate)}'
