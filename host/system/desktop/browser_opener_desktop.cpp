#include "system/desktop/browser_opener.h"

#include <condition_variable>
#include <mutex>
#include <string>
#include <vector>

#include "base/error.h"
#include "system/desktop/desktop.h"
#include "system/loopback/loopback_server.h"
#include "system/process/environment.h"
#include "system/process/program_launch.h"
#include "system/process/random.h"

namespace jit_console {
namespace {

constexpr std::chrono::milliseconds kBrowserWatch{2000};

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(separator), text.size());
        if (end > 0) parts.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

/// One entry of $BROWSER: a program with arguments, in which %s stands for the address (at the end where there is
/// none).
bool launch_command(std::string_view command, const std::string& url) {
    std::vector<std::string> words = split(command, ' ');
    if (words.empty()) return false;
    const auto program = find_program(words.front());
    if (program.empty()) return false;
    words.erase(words.begin());
    bool placed = false;
    for (std::string& word : words) {
        if (const std::size_t mark = word.find("%s"); mark != std::string::npos) {
            word.replace(mark, 2, url);
            placed = true;
        }
    }
    if (!placed) words.push_back(url);
    return launch_program(program, words, kBrowserWatch);
}

/// Redirects one visit of one unguessable address to a secret one.
class OneTimeRedirect {
public:
    explicit OneTimeRedirect(const Secret& url)
        : url_(url.clone()),
          path_("/" + random_hex<16>()),
          server_(make_loopback_server_beast([this](LoopbackRequest&& request, const LoopbackServer::Reply& reply) {
              // Under the lock: whoever sees that the address was given ends the server, which must know of the answer
              // by then.
              const std::lock_guard lock(mutex_);
              reply(answer(request));
              came_.notify_all();
          })) {}

    std::string address() const { return "http://127.0.0.1:" + std::to_string(server_->port()) + path_; }

    bool wait(std::chrono::seconds limit) {
        std::unique_lock lock(mutex_);
        return came_.wait_for(lock, limit, [this] { return url_.empty(); });
    }

private:
    LoopbackResponse answer(const LoopbackRequest& request) {
        if (request.path != path_) return loopback_page(404, "Not found", "There is nothing here.");
        if (request.method != "GET" || !is_tab_navigation(request)) {
            return loopback_page(403, "Refused", "This address only opens in a tab.");
        }
        if (url_.empty()) return loopback_page(410, "Already used", "This address works once. Open the console again.");
        LoopbackResponse response{.status = 302, .body = {}, .headers = {{"Location", std::string(url_.reveal())}}};
        url_ = Secret();
        return response;
    }

    std::mutex mutex_;
    std::condition_variable came_;
    Secret url_;  // empty once it was given
    const std::string path_;
    std::unique_ptr<LoopbackServer> server_;  // last: its thread uses all the others
};

class BrowserOpenerBase : public BrowserOpener {
public:
    void open(std::string_view url) override {
        const bool local = url.starts_with("http://127.0.0.1:") || url.starts_with("http://localhost:") ||
                           url.starts_with("http://localhost/");
        if (!url.starts_with("https://") && !local) {
            throw Error(ErrorCode::internal, "only web addresses are opened in a browser");
        }
        launch(std::string(url));
    }

    void open_secret(const Secret& url, std::chrono::seconds limit) override {
        OneTimeRedirect redirect(url);
        open(redirect.address());
        if (redirect.wait(limit)) return;
        throw Error(ErrorCode::browser,
                    "the browser did not request the page within " + std::to_string(limit.count()) + " seconds",
                    "open the address yourself (--print shows it)");
    }

private:
    /// Throws `browser`.
    virtual void launch(const std::string& url) = 0;
};

class BrowserOpenerDesktop final : public BrowserOpenerBase {
    void launch(const std::string& url) override {
        for (const std::string& command : split(environment_variable("BROWSER"), list_separator())) {
            if (launch_command(command, url)) return;
        }
        if (open_in_default_browser(url)) return;
        throw Error(ErrorCode::browser, "no browser could be opened",
                    "open the address yourself (--print shows it), or name your browser's program in BROWSER");
    }
};

class BrowserOpenerNamed final : public BrowserOpenerBase {
public:
    explicit BrowserOpenerNamed(NamedBrowser browser) : browser_(std::move(browser)) {}

private:
    void launch(const std::string& url) override {
        if (start_browser(browser_.id, browser_arguments(browser_, url))) return;
        throw Error(ErrorCode::browser, browser_.id + " could not be started",
                    "install it, or open the console elsewhere with --browser; see: jit-console browser list");
    }

    const NamedBrowser browser_;
};

}  // namespace

std::unique_ptr<BrowserOpener> make_browser_opener_desktop() { return std::make_unique<BrowserOpenerDesktop>(); }

std::unique_ptr<BrowserOpener> make_browser_opener_named(NamedBrowser browser) {
    return std::make_unique<BrowserOpenerNamed>(std::move(browser));
}

}  // namespace jit_console
