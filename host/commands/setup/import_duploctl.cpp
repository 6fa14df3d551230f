#include "commands/setup/import_duploctl.h"

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "base/path_text.h"
#include "commands/credentials/aws_profiles.h"
#include "commands/portals/portals.h"
#include "commands/portals/sign_in.h"
#include "domain/duploctl_config.h"
#include "domain/readable_text.h"
#include "system/files/files.h"

namespace jit_console {
namespace {

constexpr std::size_t kFileLimit = 1024 * 1024;
constexpr std::size_t kLongestName = 64;

std::vector<DuploctlContext> read_contexts(const std::filesystem::path& file) {
    try {
        std::optional<std::string> text = read_file(file, kFileLimit);
        if (!text) {
            throw Error(ErrorCode::duploctl, "no duploctl config at " + file.string(),
                        "give its path with --file, or add the portals with: jit-console portal add URL");
        }
        const Secret held(std::move(*text));  // it may hold tokens
        return parse_duploctl_config(held.reveal());
    } catch (const Error& error) {
        if (error.code() != ErrorCode::config) throw;
        throw Error(ErrorCode::duploctl, error.what(), error.hint());
    }
}

/// The file of duploctl's interactive sign-in (source: duploctl, `DuploCache.key_for`):
/// "acme.example,admin,duplo-creds.json".
std::filesystem::path token_file(const std::filesystem::path& cache, const std::string& origin, bool admin) {
    const std::string host = origin.substr(origin.find("://") + 3);
    return cache / path_of(host + (admin ? ",admin" : "") + ",duplo-creds.json");
}

Secret cached_token(const std::filesystem::path& file) {
    std::optional<std::string> text = read_file(file, kFileLimit);
    if (!text) return {};
    const Secret held(std::move(*text));
    return parse_duploctl_token(held.reveal());
}

/// "dev env" → "dev-env".
std::string as_profile_name(std::string_view text) {
    std::string name;
    for (const char c : text.substr(0, kLongestName)) name += is_plain_word(std::string{'a', c}) ? c : '-';
    return name;
}

class Import {
public:
    Import(Context& context, const ImportDuploctl& params, std::stop_token stop)
        : context_(context), params_(params), stop_(std::move(stop)) {}

    ImportedContext one(DuploctlContext found) {
        ImportedContext result;
        result.name = readable_line(found.name, kLongestName);
        result.role = found.admin ? Role::admin : Role::tenant;
        if (!found.admin) result.tenant = readable_line(found.tenant, kLongestName);
        result.has_token = !found.token.empty();
        attempt(result, [&] { add(found.host, result); });
        if (result.portal.empty()) return result;
        const auto cached = token_file(params_.cache, portal_origin(found.host), found.admin);
        std::error_code ignored;
        result.has_token = result.has_token || std::filesystem::exists(cached, ignored);
        if (params_.tokens && result.has_token)
            attempt(result, [&] {
                if (found.token.empty()) found.token = cached_token(cached);
                keep(std::move(found.token), result);
            });
        const bool has_target = found.admin || !result.tenant.empty();
        if (params_.aws_profiles && has_target) attempt(result, [&] { write_profile(result); });
        return result;
    }

private:
    template <typename Action>
    static void attempt(ImportedContext& result, const Action& action) {
        try {
            action();
        } catch (const Error& error) {
            if (error.code() == ErrorCode::cancelled) throw;
            result.problems.push_back(error);
        }
    }

    void add(const std::string& host, ImportedContext& result) {
        const std::string origin = portal_origin(host);
        std::vector<Portal> portals = usable_portals(context_);
        portals.insert(portals.end(), planned_.begin(), planned_.end());
        const auto known =
            std::find_if(portals.begin(), portals.end(), [&](const Portal& portal) { return portal.url == origin; });
        result.portal_added = known == portals.end();
        if (!result.portal_added) {
            result.portal = known->name;
        } else if (params_.dry_run) {
            result.portal = new_portal_name(origin, portals);
            planned_.push_back({result.portal, origin, origin, "", ""});
        } else {
            result.portal = add_portal(context_, {origin, "", "", ""}).portal.name;
        }
    }

    void keep(Secret token, ImportedContext& result) {
        if (params_.dry_run) return;
        sign_in_with_token(context_, result.portal, std::move(token), stop_);
        result.signed_in = true;
    }

    void write_profile(ImportedContext& result) {
        const std::string name = as_profile_name(result.name);
        if (!params_.dry_run) {
            add_aws_profile(context_, {name, result.portal, jit_target(result.role, result.tenant, "")}, stop_);
        }
        result.profile = name;
    }

    Context& context_;
    const ImportDuploctl& params_;
    const std::stop_token stop_;
    std::vector<Portal> planned_;  ///< portals that a dry run would have added by now
};

}  // namespace

std::vector<ImportedContext> import_duploctl(Context& context, const ImportDuploctl& params, std::stop_token stop) {
    Import import(context, params, std::move(stop));
    std::vector<ImportedContext> results;
    for (DuploctlContext& found : read_contexts(params.file)) results.push_back(import.one(std::move(found)));
    return results;
}

}  // namespace jit_console
