// The folder tells the layer: each includes only itself and those below it.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

namespace fs = std::filesystem;

namespace {

const std::vector<std::string> kLayers{"base", "domain", "system", "commands", "messaging", "cli"};
const fs::path kHost = fs::path(JIT_CONSOLE_SOURCE_DIR) / "host";

std::vector<std::string> included(const fs::path& file) {
    static const std::regex pattern(R"re(^\s*#include\s+[<"]([^>"]+)[>"])re");
    std::vector<std::string> names;
    std::ifstream stream(file);
    for (std::string line; std::getline(stream, line);) {
        std::smatch match;
        if (std::regex_search(line, match, pattern)) names.push_back(match[1]);
    }
    return names;
}

template <typename Check>
void for_each_source(Check&& check) {
    int count = 0;
    for (const std::string& layer : kLayers) {
        for (const auto& entry : fs::recursive_directory_iterator(kHost / layer)) {
            if (!entry.is_regular_file()) continue;
            ++count;
            check(layer, entry.path());
        }
    }
    BOOST_TEST(count > 40);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(layers)

BOOST_AUTO_TEST_CASE(each_layer_includes_only_itself_and_those_below_it) {
    for_each_source([](const std::string& layer, const fs::path& file) {
        const auto own = std::find(kLayers.begin(), kLayers.end(), layer);
        for (const std::string& name : included(file)) {
            const auto other = std::find(kLayers.begin(), kLayers.end(), name.substr(0, name.find('/')));
            if (other != kLayers.end()) BOOST_TEST((other <= own), file << " includes " << name);
        }
    });
}

BOOST_AUTO_TEST_CASE(one_file_knows_each_outside_library) {
    std::map<std::string, std::vector<std::string>> known_by;
    for_each_source([&](const std::string&, const fs::path& file) {
        for (const std::string& name : included(file)) {
            for (const char* library : {"curl/", "boost/program_options"}) {
                if (name.starts_with(library)) known_by[library].push_back(file.filename());
            }
        }
    });
    for (const std::string& file : known_by["curl/"]) {
        const std::string name = fs::path(file).stem();
        BOOST_TEST((name.ends_with("_curl") || name == "loaded_curl_linux"), file << " knows libcurl");
    }
    BOOST_TEST(known_by["boost/program_options"] == std::vector<std::string>{"command.h"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(one_file_writes_to_terminals) {
    for_each_source([](const std::string&, const fs::path& file) {
        const std::string name = file.filename().string();
        if (name == "person_output.cpp" || name.starts_with("controlling_terminal_")) return;
        std::ifstream stream(file);
        const std::string text(std::istreambuf_iterator<char>(stream), {});
        for (const char* way : {"std::cout", "std::cerr", "std::puts", "std::fputs", "std::printf", "std::fprintf"})
            BOOST_TEST(text.find(way) == std::string::npos, file << " has " << way);
    });
}

BOOST_AUTO_TEST_CASE(commands_and_system_know_no_json_of_the_wire) {
    for_each_source([](const std::string& layer, const fs::path& file) {
        if (layer != "commands") return;
        for (const std::string& name : included(file)) BOOST_TEST(!name.starts_with("nlohmann"), file);
    });
}

BOOST_AUTO_TEST_CASE(files_stay_small) {
    for_each_source([](const std::string&, const fs::path& file) {
        std::ifstream stream(file);
        const auto lines = std::count(std::istreambuf_iterator<char>(stream), {}, '\n');
        BOOST_TEST(lines <= 300, file << " has " << lines << " lines");
    });
}

BOOST_AUTO_TEST_SUITE_END()
