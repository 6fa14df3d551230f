#pragma once

#include <chrono>
#include <memory>
#include <string_view>

#include "base/secret.h"
#include "domain/named_browser.h"

namespace jit_console {

/// Opens pages in the person's default browser.
class BrowserOpener {
public:
    virtual ~BrowserOpener() = default;
    /// A URL without a secret. Throws `browser`.
    virtual void open(std::string_view url) = 0;
    /// A URL that is a secret: it stands in no process's arguments. The browser is given a one-time loopback address
    /// that redirects to it; blocks until the browser came, `limit` at most. Throws `browser`. Another user of the
    /// machine who reads the opener's arguments and is quicker gets the page instead; then the browser is told that the
    /// address was used, so that it doesn't go unseen.
    virtual void open_secret(const Secret& url, std::chrono::seconds limit) = 0;
};

std::unique_ptr<BrowserOpener> make_browser_opener_desktop();
/// Opens them in that browser and profile instead, which it starts where it doesn't run. What it is given on its
/// command line is the one-time address, at most.
std::unique_ptr<BrowserOpener> make_browser_opener_named(NamedBrowser browser);

}  // namespace jit_console
