#include "system/desktop/browser_opener.h"

#include <future>

#include <boost/test/unit_test.hpp>
#include <sys/stat.h>

#include "base/error.h"
#include "fake_browser.h"
#include "fake_folder.h"

using namespace jit_console;
using namespace jit_console::fake;
using std::chrono::seconds;

namespace {

constexpr char kSecret[] = "https://signin.aws.amazon.com/federation?Action=login&SigninToken=s3cret";

/// A desktop whose browsers are scripts that write down their arguments.
struct Desktop {
    TestFolder folder;
    TestVariable search{"PATH", (folder.path().string() + ":/usr/bin:/bin").c_str()};
    TestVariable choice_before{"BROWSER", nullptr};
    std::unique_ptr<BrowserOpener> opener = make_browser_opener_desktop();

    Desktop() { program("xdg-open", "exit 0"); }

    void program(const std::string& name, const std::string& then) const {
        put(folder / name, "#!/bin/sh\nprintf '%s|' \"$@\" >> \"$0.seen\"\n" + then + "\n");
        ::chmod((folder / name).c_str(), 0700);
    }
    std::string seen(const std::string& name) const { return text_of(folder / (name + ".seen")); }
};

bool is_browser(const Error& error) { return error.code() == ErrorCode::browser && !error.hint().empty(); }

/// Waits until the file's text ends in "|": the browser's arguments are whole.
class Arguments {
public:
    explicit Arguments(const std::filesystem::path& fifo) : fifo_(fifo) {
        BOOST_REQUIRE(::mkfifo(fifo.c_str(), 0600) == 0);
    }
    std::string read() const {
        const std::string text = text_of(fifo_);
        return text.substr(0, text.find('|'));
    }

private:
    std::filesystem::path fifo_;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(browser_opener_desktop, Desktop)

BOOST_AUTO_TEST_CASE(opens_a_page_with_the_desktops_opener) {
    opener->open("https://acme.test/a?b=c&d='$(id)'");
    BOOST_TEST(seen("xdg-open") == "https://acme.test/a?b=c&d='$(id)'|");
}

BOOST_AUTO_TEST_CASE(honours_the_variable_in_its_order) {
    program("first", "exit 1");
    program("second", "exit 0");
    const TestVariable choice("BROWSER", "missing:first --new %s -x:second --flag:third");
    opener->open("https://acme.test/");
    BOOST_TEST(seen("first") == "--new|https://acme.test/|-x|");
    BOOST_TEST(seen("second") == "--flag|https://acme.test/|");
    BOOST_TEST(seen("xdg-open") == "");
}

BOOST_AUTO_TEST_CASE(says_that_no_browser_could_be_opened) {
    program("xdg-open", "exit 3");
    BOOST_CHECK_EXCEPTION(opener->open("https://acme.test/"), Error, is_browser);
}

BOOST_AUTO_TEST_CASE(opens_nothing_but_web_addresses) {
    for (const char* url : {"file:///etc/passwd", "--help", "javascript:1", "http://acme.test/", ""}) {
        BOOST_CHECK_THROW(opener->open(url), Error);
    }
    BOOST_TEST(seen("xdg-open") == "");
}

BOOST_AUTO_TEST_CASE(a_secret_reaches_the_browser_once_and_no_arguments) {
    const Arguments arguments(folder / "xdg-open.seen");
    auto opened = std::async(std::launch::async, [&] { opener->open_secret(Secret(kSecret), seconds(20)); });
    const std::string address = arguments.read();
    BOOST_REQUIRE(address.starts_with("http://127.0.0.1:"));
    BOOST_TEST(address.find("s3cret") == std::string::npos);
    const std::string rest = address.substr(17);
    const auto port = static_cast<std::uint16_t>(std::stoi(rest));
    const std::string path = rest.substr(rest.find('/'));
    BOOST_TEST(path.size() == 33U);

    BOOST_TEST(ask(port, "GET", "/").status == 404);
    BOOST_TEST(ask(port, "GET", "/favicon.ico").status == 404);
    BOOST_TEST(ask(port, "HEAD", path).status == 403);
    BOOST_TEST(ask(port, "GET", path, "Sec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: image\r\n").status == 403);
    BOOST_TEST(ask(port, "GET", path, "Host: evil.test\r\n").status == 403);
    const SeenAnswer answer = ask(port, "GET", path);
    BOOST_TEST(answer.status == 302);
    BOOST_TEST(answer.header("Location") == kSecret);
    BOOST_TEST(answer.header("Cache-Control") == "no-store");
    opened.get();
    BOOST_TEST(connect_to(port).get() == -1);
}

BOOST_AUTO_TEST_CASE(says_that_the_browser_did_not_come) {
    BOOST_CHECK_EXCEPTION(opener->open_secret(Secret(kSecret), seconds(0)), Error, is_browser);
}

BOOST_AUTO_TEST_SUITE_END()
