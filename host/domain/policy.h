#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/portal.h"
#include "domain/role.h"

namespace jit_console {

/// What a policy can take from people: the words of `hide`.
enum class Feature { administrator, credentials, sign_in_url, aws_profiles, api_tokens };
std::string_view feature_word(Feature feature);

/// What an administrator of this machine decides (installer/policies/README.md). Default: all is allowed.
struct Policy {
    std::string source;           ///< where it stands, for people; "" where there is none
    std::vector<Portal> portals;  ///< name "": by default the host's first label
    bool only_listed_portals = false;
    std::optional<std::chrono::seconds> longest_session;
    std::vector<Feature> hide;
    std::vector<std::string> vaults;         ///< where sign-ins may be kept, besides memory; empty: anywhere
    std::vector<std::string> extension_ids;  ///< that may start the host, besides those set at build time
    bool confirm_administrator = false;
    bool require_reason = false;  ///< a person says what a console or credentials are for
    bool record_everything =
        false;                ///< private windows too; nobody clears it, and what can't be recorded isn't handed out
    bool system_log = false;  ///< what is recorded goes to the system's log, too
    std::string settings = "{}";  ///< of the extension, a JSON object: they bind no one else
};

/// Held to the schema: a field it doesn't know may be a restriction that this version can't keep. Throws
/// `policy_forbids`, naming the field, where `text` isn't such a policy.
Policy parse_policy(std::string_view text, std::string source);

/// What is said where a policy can't be used: nothing is opened then.
[[noreturn]] void refuse_policy(std::string_view source, const std::string& why);

/// All throw `policy_forbids` with a sentence that says what is forbidden and by what.
[[noreturn]] void forbid(const Policy& policy, const std::string& what, const std::string& field);
void check_feature(const Policy& policy, Feature feature);
/// `confirmed`: a person said that an administrator's role is wanted.
void check_role(const Policy& policy, Role role, bool confirmed);
/// Throws `reason_needed` where a reason or a ticket number is wanted and `reason` is none.
void check_reason(const Policy& policy, std::string_view reason);
void check_vault_word(const Policy& policy, std::string_view word);
void check_length(const Policy& policy, std::chrono::seconds length);

/// No session counts as longer than the policy has it.
std::chrono::seconds bounded(const Policy& policy, std::chrono::seconds length);

bool hides(const Policy& policy, Feature feature);
/// The policy's own portal at that address; null where it lists none.
const Portal* listed_portal(const Policy& policy, std::string_view url);

/// The policy's portals, as they are kept where they are, and then the others of `kept`, but none where only listed
/// ones are allowed. Names are unique: the policy's stay, another of the same name is called by its host.
std::vector<Portal> portals_under(const Policy& policy, const std::vector<Portal>& kept);

}  // namespace jit_console
