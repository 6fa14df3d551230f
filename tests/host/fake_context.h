#pragma once

#include <deque>
#include <map>
#include <string>
#include <vector>

#include "base/error.h"
#include "commands/context.h"

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
    };
    struct Answer {
        long status = 200;
        std::string body;
        std::string content_type = "application/json";
        std::optional<HttpFailure::Kind> failure;
    };

    std::map<std::string, Answer> answers;
    std::vector<Seen> journal;

    std::vector<std::string> paths() const {
        std::vector<std::string> paths;
        for (const Seen& seen : journal) paths.push_back(path_of(seen.url));
        return paths;
    }

    HttpResult send(const HttpRequest& request, std::stop_token stop) override {
        if (stop.stop_requested()) throw Error(ErrorCode::cancelled, "the request was cancelled");
        const std::lock_guard lock(mutex_);
        Seen seen{request.method, std::string(request.url.reveal()), std::string(request.body.reveal()), "", ""};
        for (const auto& [name, value] : request.headers) {
            if (name == "Authorization") seen.authorization = value.reveal();
            if (name == "otpcode") seen.otp = value.reveal();
        }
        journal.push_back(seen);
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
    void set_handover(std::string_view name, std::string_view handover) override {
        for (Portal& portal : portals) {
            if (portal.name == name) portal.handover = handover;
        }
    }
};

class FakeVault final : public Vault {
public:
    struct Kept {
        std::string token, otp, user;
        std::optional<Time> expires_at;
    };
    std::map<std::string, Kept, std::less<>> kept;

    std::optional<SignIn> read(std::string_view portal_url) override {
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
};

/// What the portal's page does when a person is shown it.
struct GrantOutcome {
    std::string token = "handed-over-token";
    std::string otp;
    std::string handover = "redirect";
    std::optional<ErrorCode> refused;
};

class FakeGrantListener final : public GrantListener {
public:
    explicit FakeGrantListener(const GrantOutcome& outcome) : outcome_(outcome) {}
    std::uint16_t port() const override { return 40123; }
    Grant wait(std::chrono::seconds, std::stop_token, const std::function<void(const Grant&)>& accept) override {
        if (outcome_.refused) throw Error(*outcome_.refused, "as the test wants it", "");
        Grant grant{Secret(std::string(outcome_.token)), Secret(std::string(outcome_.otp)), outcome_.handover};
        accept(grant);
        return grant;
    }

private:
    GrantOutcome outcome_;
};

/// A Context made of fakes.
struct FakeContext {
    FakeClock clock;
    FakeHttpClient http;
    FakePortalStore portals;
    FakeVault vault;
    RunningSignIns running_sign_ins;
    GrantOutcome grant;
    std::vector<bool> listeners_for_admin;  ///< journal of the listeners made
    Context context{clock, http, portals, vault, running_sign_ins, [this](const Portal&, bool admin) {
                        listeners_for_admin.push_back(admin);
                        return std::make_unique<FakeGrantListener>(grant);
                    }};

    void configure(const std::string& name, const std::string& token = "kept-token") {
        const std::string url = "https://" + name + ".duplocloud.net";
        portals.portals.push_back({name, url, url, "", ""});
        if (!token.empty()) vault.kept[url] = {token, "", "bob@example.com", std::nullopt};
    }
};

}  // namespace jit_console::fake
