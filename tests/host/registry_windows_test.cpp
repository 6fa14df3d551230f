#include "system/install/registry.h"

#include <boost/test/unit_test.hpp>

#include "fake_folder.h"
#include "system/install/placed_files.h"

using namespace jit_console;
using namespace jit_console::fake;

namespace {

const std::string kRoot = R"(HKCU\Software\jit-console test)";

struct NoKeys {
    TestFolder folder;
    PlacedFiles placed{folder / "state/installed", 0700};
    ~NoKeys() {
        for (const char* key : {R"(\a\b\name)", R"(\a\b)", R"(\a)", ""}) remove_registry_key(kRoot + key);
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(registry_windows, NoKeys)

BOOST_AUTO_TEST_CASE(a_keys_default_value_is_read_back) {
    BOOST_TEST(!registry_default(kRoot + R"(\a)").has_value());
    set_registry_default(kRoot + R"(\a)", "C:\\J\xC3\xBCrgen\\file");
    BOOST_TEST(registry_default(kRoot + R"(\a)").value() == "C:\\J\xC3\xBCrgen\\file");
    BOOST_TEST(missing_registry_keys(kRoot + R"(\a\b\name)").size() == 2U);
    BOOST_TEST(remove_registry_key(kRoot + R"(\a)"));
    BOOST_TEST(!remove_registry_key(kRoot + R"(\a)"));
}

BOOST_AUTO_TEST_CASE(keys_that_were_made_are_gone_after_removal) {
    placed.put_key(kRoot + R"(\a\b\name)", folder / "manifest.json");
    placed.put_key(kRoot + R"(\a\b\name)", folder / "manifest.json");
    BOOST_TEST(placed.keys().size() == 1U);
    BOOST_TEST(placed.remove_key(kRoot + R"(\a\b\name)"));
    BOOST_TEST(missing_registry_keys(kRoot).size() == 1U);
    BOOST_TEST(std::filesystem::is_empty(folder.path()));
}

BOOST_AUTO_TEST_CASE(keys_that_were_there_before_or_are_others_by_now_stay) {
    set_registry_default(kRoot, "theirs");
    placed.put_key(kRoot + R"(\a\b\name)", folder / "manifest.json");
    set_registry_default(kRoot + R"(\a)", "theirs by now");
    placed.remove_key(kRoot + R"(\a\b\name)");
    BOOST_TEST(registry_default(kRoot).value() == "theirs");
    BOOST_TEST(registry_default(kRoot + R"(\a)").value() == "theirs by now");
    BOOST_TEST(missing_registry_keys(kRoot + R"(\a\b)").size() == 1U);
}

BOOST_AUTO_TEST_CASE(lists_of_policies_are_lists_of_json) {
    set_registry_default(kRoot + R"(\a)", "x");
    BOOST_TEST(registry_as_json(kRoot).value() == R"({"a":{"":"x"}})");
    BOOST_TEST(!registry_as_json(kRoot + R"(\none)").has_value());
}

BOOST_AUTO_TEST_SUITE_END()
