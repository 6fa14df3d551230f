#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/secret.h"
#include "domain/partition.h"
#include "domain/time.h"

// What the portal's API answers, parsed once into structs. Unknown fields are ignored, missing ones get the default
// written here, as do those of a wrong type: a malformed field costs only what it was for. Each parser throws
// `portal_answer` (with a hint) for HTML, text that is not JSON or not UTF-8, null where an object is needed, a wrong
// type in what can't be done without (ConsoleUrl, keys), or nesting deeper than 64; the message never quotes the
// answer. null in a field is the same as no field. Fields are found by their names in any case. Names come out as one
// line without control characters, fit for a terminal; what has the wrong form for a region, account or partition is
// left out. Source: the public clients, see ARCHITECTURE.md, "Facts".

namespace jit_console {

struct User {
    std::string name;            ///< "Username"; may be empty
    bool administrator = false;  ///< "Roles" holds "Administrator"
};

struct Features {
    bool aws = true;                       ///< "IsAwsCloudEnabled"
    bool admin_jit = false;                ///< "IsAwsAdminJITEnabled"
    bool duplo_ops = false;                ///< "IsDuploOpsEnabled"
    bool otp_needed = false;               ///< "IsOtpNeeded"
    std::optional<Region> default_region;  ///< "DefaultAwsRegion"
    const Partition* partition = nullptr;  ///< "DefaultAwsPartition"; null where none that has a console is named
    std::vector<std::string> regions;      ///< "AwsRegions"
};

struct Tenant {
    std::string id;                   ///< GUID, lower case
    std::string name;                 ///< "AccountName"
    std::optional<std::string> plan;  ///< "PlanID"

    bool operator==(const Tenant&) const = default;
};

struct JitCredentials {
    Secret console_url;  ///< "ConsoleUrl"; may be empty
    Secret access_key_id;
    Secret secret_access_key;
    Secret session_token;
    std::optional<Region> region;         ///< "Region"; absent when missing, empty or no region's code
    std::chrono::seconds validity{3600};  ///< "Validity"; missing or ≤ 0 means 3600; at most 43,200

    bool has_keys() const { return !access_key_id.empty() && !secret_access_key.empty() && !session_token.empty(); }
};

User parse_user(std::string_view body);
Features parse_features(std::string_view body);
/// The list of tenants, or a part of it as ASP.NET's PageResult is: the part is in "Items", the address of the one
/// after it in "NextPageLink", how many there are in all in "Count". A guess: no public client knows of parts.
struct TenantPage {
    std::vector<Tenant> tenants;      ///< sorted by name, in any case; without entries that lack a GUID or a name
    std::size_t entries = 0;          ///< with those
    std::optional<std::string> next;  ///< what stands behind "?" in that address; absent: this is the last part
    std::size_t count = 0;            ///< 0: the portal doesn't say
};
/// What holds no list throws, and so does a list where all entries are left out, or a "NextPageLink" that can't be
/// asked for.
TenantPage parse_tenant_page(std::string_view body);
/// Both together, sorted as they are; each tenant once.
std::vector<Tenant> merged_tenants(std::vector<Tenant> tenants, std::vector<Tenant> more);
/// Also throws where a key holds anything but visible ASCII without quotes and backslashes. A Validity may be any
/// number or digits in a string; anything else is the same as none. ConsoleUrl is taken as it is: see
/// check_sign_in_url().
JitCredentials parse_jit_credentials(std::string_view body);
/// What the features of a tenant say.
struct TenantFeatures {
    std::optional<bool> kubernetes;          ///< whether it has Kubernetes; nothing where it isn't told
    std::optional<std::string> other_cloud;  ///< the name of its cloud; nothing for AWS and where it isn't told
};

/// The name of the cloud that a tenant is in, from its features; nothing for AWS and where it isn't told.
std::optional<std::string> parse_other_cloud(std::string_view body);
/// The value of one of the portal's settings (a list of {"Type","Key","Value"}); nothing where it isn't set. Others'
/// values may be secrets and are looked at no further.
std::optional<std::string> parse_setting(std::string_view body, std::string_view type, std::string_view key);
/// A JSON string, as GetAwsRegionId and GetTenantAwsAccountId answer.
std::string parse_json_string(std::string_view body);

/// The text of an error body fit to be shown: `Message` of a JSON object, or short plain text; "" for HTML or anything
/// else. One line, at most 200 characters, control characters removed.
std::string portal_error_text(std::string_view body);

/// A GUID as the portal writes it (8-4-4-4-12 hexadecimal digits), any case.
bool is_guid(std::string_view text);

/// Which tenant is meant: by its GUID, or by its name in any case.
class TenantReference {
public:
    explicit TenantReference(std::string_view text);

    bool is_id() const { return is_id_; }
    /// A GUID in lower case; a name as it was given.
    const std::string& text() const { return text_; }

private:
    bool is_id_;
    std::string text_;
};

/// Nothing where there is none.
const Tenant* find_tenant(const std::vector<Tenant>& tenants, const TenantReference& wanted);

}  // namespace jit_console
