#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "cli/cli.h"
#include "fake_context.h"
#include "require.h"

using namespace jit_console;

namespace {

class NoBrowser final : public BrowserOpener {
public:
    void open(std::string_view) override { throw Error(ErrorCode::browser, "there is none", "as the fuzzer wants it"); }
    void open_secret(const Secret&, std::chrono::seconds) override { open(""); }
};

/// These work on the real machine whatever the Context is; their options are looked at all the same.
bool touches_the_machine(const std::vector<std::string_view>& words) {
    if (words.empty()) return false;
    for (const std::string_view name : {"install", "uninstall", "doctor", "import-duploctl", "exec"}) {
        if (words[0] == name) return words.back() != "--help";
    }
    return false;
}

/// Nobody types.
const bool kNoInput = std::freopen("/dev/null", "r", stdin) != nullptr;

/// One word a line.
std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        words.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    require(kNoInput, "nobody types");
    const auto words = words_of({reinterpret_cast<const char*>(data), size});
    if (touches_the_machine(words)) return 0;
    fake::FakeContext world;
    world.configure("acme");
    NoBrowser browser;
    const CliServices services{[&]() -> Context& { return world.context; },
                               [&]() -> BrowserOpener& { return browser; },
                               [](VaultKind) {},
                               [](VaultKind) { return std::make_unique<fake::FakeVault>(); },
                               [] { return std::vector<LiveBrowser>(); },
                               [](const NamedBrowser&) { return std::make_unique<NoBrowser>(); }};
    const int code = run_cli(words, services);
    require(code >= 0 && code < 64, "an exit code is one of PROTOCOL.md's");
    require(code != exit_code(ErrorCode::internal), "nothing ends in a way that it doesn't know");
    return 0;
}
