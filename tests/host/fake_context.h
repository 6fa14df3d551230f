#pragma once

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "base/error.h"
#include "commands/context.h"
#include "fake_workstation.h"

// Fakes of the interfaces of system/, each with a journal of what was asked of it.

namespace jit_console::fake {

class FakeClock final : public Clock {
public:
    Time now() const override { return now_; }
    void set(Time now) { now_ = now; }

private:
    Time now_{std::chrono::seconds(1'789'990'000)};
};

/// Answers by the URL's path; a path without an answer is a 404.
class FakeHttpClient final : public HttpClient {
public:
    struct Seen {
        std::string method, url, body, authorization, otp;
        std::chrono::milliseconds time{};  ///< that it may take
    };
    struct Answer {
        long status = 200;
        std::string body;
        std::string content_type = "application/json";
        std::optional<HttpFailure::Kind> failure;
    };

    std::map<std::string, Answer> answers;
    std::vector<Seen> journal;
    std::function<void()> while_answering;  ///< what others do until the answer comes
    std::string silent_path;                ///< no answer of this one comes until it is given up

    std::vector<std::string> paths() const {
        std::vector<std::string> paths;
        for (const Seen& seen : journal) paths.push_back(path_of(seen.url));
        return paths;
    }

    HttpResult send(const HttpRequest& request, std::stop_token stop) override {
        if (stop.stop_requested()) throw Error(ErrorCode::cancelled, "the request was cancelled");
        std::unique_lock lock(mutex_);
        Seen seen{request.method,       std::string(request.url.reveal()), std::string(request.body.reveal()), "", "",
                  request.total_timeout};
        for (const auto& [name, value] : request.headers) {
            if (name == "Authorization") seen.authorization = value.reveal();
            if (name == "otpcode") seen.otp = value.reveal();
        }
        journal.push_back(seen);
        lock.unlock();
        if (const auto others = while_answering) others();
        lock.lock();
        if (path_of(seen.url) == silent_path) {
            std::condition_variable_any never;
            never.wait_for(lock, stop, request.total_timeout, [] { return false; });
            if (stop.stop_requested()) throw Error(ErrorCode::cancelled, "the request was cancelled");
            return HttpFailure{HttpFailure::Kind::timeout, "as the test wants it"};
        }
        const auto found = answers.find(path_of(seen.url));
        if (found == answers.end()) return HttpResponse{404, "text/plain", Secret(std::string("no such call"))};
        if (found->second.failure) return HttpFailure{*found->second.failure, "as the test wants it"};
        return HttpResponse{found->second.status, found->second.content_type, Secret(std::string(found->second.body))};
    }

    static std::string path_of(const std::string& url) {
        const auto start = url.find('/', std::string("https://").size());
        return url.substr(start, url.find('?') - start);
    }

private:
    std::mutex mutex_;
};

class FakePolicySource final : public PolicySource {
public:
    Policy policy;
    std::string unusable;  ///< why, where it is

    Policy read() const override {
        if (!unusable.empty()) refuse_policy("/etc/jit-console/policy.json", unusable);
        return policy;
    }
    /// As the administrator writes it.
    void set(std::string_view text) { policy = parse_policy(text, "/etc/jit-console/policy.json"); }
};

class FakePortalStore final : public PortalStore {
public:
    std::vector<Portal> portals;

    std::vector<Portal> list() override { return portals; }
    Portal add(const Portal& portal) override {
        for (const Portal& known : portals) {
            if (known.name == portal.name || known.url == portal.url) {
                throw Error(ErrorCode::portal_exists, "there is a portal " + known.name + " already",
                            "choose another name");
            }
        }
        portals.push_back(portal);
        return portal;
    }
    void remove(std::string_view name) override {
        std::erase_if(portals, [&](const Portal& portal) { return portal.name == name; });
    }
    void set_ca_file(std::string_view name, std::string_view ca_file) override {
        for (Portal& portal : portals) {
            if (portal.name == name) portal.ca_file = ca_file;
        }
    }
    void set_handover(std::string_view name, std::string_view handover) override {
        for (Portal& portal : portals) {
            if (portal.name == name) portal.handover = handover;
        }
    }
    void confirm(std::string_view name) override {
        for (Portal& portal : portals) {
            if (portal.name == name) portal.unconfirmed = false;
        }
    }
    std::optional<VaultKind> vault() override { return vault_kind; }
    void set_vault(VaultKind kind) override { vault_kind = kind; }
    std::vector<BrowserSetting> browsers() override { return settings; }
    void set_browser(const BrowserSetting& setting) override {
        remove_browser(setting);
        settings.push_back(setting);
    }
    void remove_browser(const BrowserSetting& setting) override {
        std::erase_if(settings, [&](const BrowserSetting& one) { return one.has_target_of(setting); });
    }

    std::vector<BrowserSetting> settings;
    std::optional<VaultKind> vault_kind;
};

class FakeVault final : public Vault {
public:
    struct Kept {
        std::string token, otp, user;
        std::optional<Time> expires_at;
    };
    std::map<std::string, Kept, std::less<>> kept;

    int reads = 0;

    std::optional<SignIn> read(std::string_view portal_url) override {
        ++reads;
        const auto found = kept.find(portal_url);
        if (found == kept.end()) return std::nullopt;
        const Kept& entry = found->second;
        return SignIn{Secret(std::string(entry.token)), Secret(std::string(entry.otp)), entry.user, entry.expires_at};
    }
    void write(std::string_view portal_url, const SignIn& sign_in) override {
        kept[std::string(portal_url)] = {std::string(sign_in.token.reveal()), std::string(sign_in.otp.reveal()),
                                         sign_in.user, sign_in.expires_at};
    }
    void erase(std::string_view portal_url) override {
        if (const auto found = kept.find(portal_url); found != kept.end()) kept.erase(found);
    }
    bool writes_to_disk() override { return to_disk; }

    bool to_disk = true;
};

class FakeHistory final : public History {
public:
    std::vector<HistoryEntry> kept;
    bool broken = false;  ///< nothing can be written

    void record(const HistoryEntry& entry, Time oldest) override {
        if (broken) throw Error(ErrorCode::config, "as the test wants it");
        std::erase_if(kept, [&](const HistoryEntry& other) { return other.at < oldest; });
        kept.push_back(entry);
    }
    std::vector<HistoryEntry> list() override { return kept; }
    std::size_t clear() override { return std::exchange(kept, {}).size(); }
    HistoryCheck verify() override { return {kept.size(), 0, std::nullopt}; }
};

class FakeSystemLog final : public SystemLog {
public:
    std::vector<std::string> lines;
    bool broken = false;  ///< nobody takes them

    void write(std::string_view line) override {
        if (broken) throw Error(ErrorCode::config, "as the test wants it");
        lines.emplace_back(line);
    }
};

class FakePortalFacts final : public PortalFacts {
public:
    std::map<std::pair<std::string, std::string>, std::string> kept;  ///< by portal URL and fact

    std::optional<std::string> find(std::string_view portal_url, std::string_view fact) override {
        const auto found = kept.find({std::string(portal_url), std::string(fact)});
        return found == kept.end() ? std::nullopt : std::optional(found->second);
    }
    std::vector<std::string> names(std::string_view portal_url) override {
        std::vector<std::string> names;
        for (const auto& [key, value] : kept) {
            if (key.first == portal_url) names.push_back(key.second);
        }
        return names;
    }
    void keep(std::string_view portal_url, std::string_view fact, std::string_view value) override {
        kept[{std::string(portal_url), std::string(fact)}] = value;
    }
    void forget(std::string_view portal_url, std::string_view fact) override {
        kept.erase({std::string(portal_url), std::string(fact)});
    }
    void forget(std::string_view portal_url) override {
        std::erase_if(kept, [&](const auto& entry) { return entry.first.first == portal_url; });
    }
};

class FakeCredentialCache final : public CredentialCache {
public:
    struct Turn final : CacheTurn {
        explicit Turn(FakeCredentialCache& owner) : cache(owner) {}
        void failed(const Error& error) override { cache.failures.push_back(error); }
        FakeCredentialCache& cache;
    };

    std::map<std::pair<std::string, std::string>, CachedKeys> kept;  ///< by portal URL and what they are for
    std::vector<std::string> turns;                                  ///< journal: "URL WHAT"
    std::vector<Error> failures;                                     ///< what was reported to those who wait
    std::function<void()> while_waiting;                             ///< what others do until the turn comes
    std::map<std::string, std::string, std::less<>> marks;           ///< by portal URL; "first" where there is none

    std::optional<CachedKeys> read(const CacheEntry& entry) override {
        const auto found = kept.find({entry.portal_url, entry.what});
        if (found == kept.end() || found->second.sign_in != sign_in_mark(entry.portal_url)) return std::nullopt;
        return copy_of(found->second);
    }
    std::vector<std::pair<CacheEntry, CachedKeys>> list(std::string_view portal_url) override {
        std::vector<std::pair<CacheEntry, CachedKeys>> list;
        for (const auto& [entry, keys] : kept) {
            if (entry.first == portal_url && keys.sign_in == sign_in_mark(portal_url))
                list.emplace_back(CacheEntry{entry.first, entry.second}, copy_of(keys));
        }
        return list;
    }
    void write(const CacheEntry& entry, const CachedKeys& keys) override {
        if (keys.sign_in.empty() || keys.sign_in != sign_in_mark(entry.portal_url)) return;
        kept.insert_or_assign({entry.portal_url, entry.what}, copy_of(keys));
    }
    std::string sign_in_mark(std::string_view portal_url) override {
        const auto found = marks.find(portal_url);
        return found == marks.end() ? "first" : found->second;
    }
    void begin_sign_in(std::string_view portal_url) override {
        marks[std::string(portal_url)] = "sign-in " + std::to_string(++sign_ins_);
    }
    void forget(std::string_view portal_url) override {
        marks[std::string(portal_url)] = "";
        std::erase_if(kept, [&](const auto& entry) { return entry.first.first == portal_url; });
    }
    std::unique_ptr<CacheTurn> take_turn(const CacheEntry& entry, std::stop_token) override {
        turns.push_back(entry.portal_url + " " + entry.what);
        if (while_waiting) while_waiting();
        return std::make_unique<Turn>(*this);
    }

    static CachedKeys copy_of(const CachedKeys& keys) {
        const Credentials& credentials = keys.credentials;
        return {{credentials.access_key_id.clone(), credentials.secret_access_key.clone(),
                 credentials.session_token.clone(), credentials.expires_at, credentials.region},
                keys.fetched_at,
                keys.sign_in};
    }

private:
    int sign_ins_ = 0;
};

class FakeAwsConfigFile final : public AwsConfigFile {
public:
    std::optional<std::string> text;

    std::string path() const override { return "/home/bob/.aws/config"; }
    std::optional<std::string> read() override { return text; }
    void change(const Change& change) override { text = change(text); }
};

class FakeTerminalSessions final : public TerminalSessions {
public:
    std::vector<TerminalSession> running;
    bool broken = false;  ///< nothing can be written

    std::unique_ptr<ListedSession> add(TerminalSession session) override {
        if (broken) throw Error(ErrorCode::config, "as the test wants it");
        session.id = "0000000" + std::to_string(running.size());
        running.push_back(session);
        return std::make_unique<Listed>(*this, session.id);
    }
    std::vector<TerminalSession> list() override { return running; }
    bool end(const std::string& id) override {
        return std::erase_if(running, [&](const TerminalSession& one) { return one.id == id; }) > 0;
    }

private:
    struct Listed final : ListedSession {
        Listed(FakeTerminalSessions& all, std::string id) : all_(all), id_(std::move(id)) {}
        ~Listed() override { all_.end(id_); }
        bool holds() const override {
            return std::ranges::any_of(all_.running, [&](const TerminalSession& one) { return one.id == id_; });
        }
        FakeTerminalSessions& all_;
        const std::string id_;
    };
};

/// Other programs' files by path, such as kubeconfigs in the order of KUBECONFIG.
class FakeOthersFiles final {
public:
    explicit FakeOthersFiles(const std::string& path) : texts{{path, std::nullopt}} {}

    std::vector<std::pair<std::string, std::optional<std::string>>> texts;

    std::vector<std::unique_ptr<OthersFile>> make() {
        std::vector<std::unique_ptr<OthersFile>> files;
        for (auto& [path, text] : texts) files.push_back(std::make_unique<File>(path, text));
        return files;
    }

private:
    class File final : public OthersFile {
    public:
        File(const std::string& path, std::optional<std::string>& text) : path_(path), text_(text) {}
        std::string path() const override { return path_; }
        std::optional<std::string> read() override { return text_; }
        void change(const Change& change) override { text_ = change(text_); }

    private:
        const std::string& path_;
        std::optional<std::string>& text_;
    };
};

/// What the portal's page does when a person is shown it.
struct GrantOutcome {
    std::string token = "handed-over-token";
    std::string otp;
    std::string handover = "redirect";
    bool asked_first = false;
    std::optional<ErrorCode> refused;
    bool agrees = false;                 ///< to whatever is asked
    std::vector<std::string> questions;  ///< journal
};

class FakeGrantListener final : public GrantListener {
public:
    explicit FakeGrantListener(GrantOutcome& outcome) : outcome_(outcome) {}
    std::uint16_t port() const override { return 40123; }
    Grant wait(std::chrono::seconds, std::stop_token, const AcceptGrant& accept) override {
        if (outcome_.refused) throw Error(*outcome_.refused, "as the test wants it", "");
        Grant grant{Secret(std::string(outcome_.token)), Secret(std::string(outcome_.otp)), outcome_.handover};
        grant.asked_first = outcome_.asked_first;
        if (const auto question = accept(grant)) {
            outcome_.questions.push_back(question->sentence);
            if (!outcome_.agrees) throw Error(question->otherwise);
            grant.agreed = true;
            accept(grant);
        }
        return grant;
    }

private:
    GrantOutcome& outcome_;
};

/// A Context made of fakes.
struct FakeContext {
    FakeClock clock;
    FakePolicySource policy;
    FakeHttpClient http;
    FakePortalStore portals;
    FakeVault vault;
    FakeHistory history;
    FakeSystemLog system_log;
    FakePortalFacts facts;
    FakeCredentialCache credential_cache;
    FakeAwsConfigFile aws_config;
    FakeWorkstation workstation;
    FakeOthersFiles kubeconfig{"/home/bob/.kube/config"};
    FakeOthersFiles docker_config{"/home/bob/.docker/config.json"};
    FakeTerminalSessions terminal_sessions;
    RunningSignIns running_sign_ins;
    GrantOutcome grant;
    std::vector<bool> listeners_for_admin;  ///< journal of the listeners made
    Context context{clock,
                    policy,
                    http,
                    portals,
                    vault,
                    history,
                    system_log,
                    facts,
                    credential_cache,
                    aws_config,
                    running_sign_ins,
                    [this](const Portal&, bool admin) {
                        listeners_for_admin.push_back(admin);
                        return std::make_unique<FakeGrantListener>(grant);
                    },
                    [] { return "/usr/bin/jit-console"; },
                    workstation,
                    [this] { return kubeconfig.make(); },
                    [this] { return std::move(docker_config.make().front()); },
                    terminal_sessions};

    void configure(const std::string& name, const std::string& token = "kept-token") {
        const std::string url = "https://" + name + ".duplocloud.net";
        portals.portals.push_back({name, url, url, "", ""});
        if (!token.empty()) vault.kept[url] = {token, "", "bob@example.com", std::nullopt};
    }
};

}  // namespace jit_console::fake
