#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <stdexcept>
#include <string>

#include "fake_system.h"

namespace jit_console::fake {

/// A folder for one test, gone with it.
class TestFolder {
public:
    TestFolder() {
        std::random_device random;
        const std::string name = "jit-console-test-" + std::to_string(random()) + std::to_string(random());
        path_ = std::filesystem::temp_directory_path() / name;
        if (!std::filesystem::create_directory(path_)) throw std::runtime_error("no folder for the test");
        std::filesystem::permissions(path_, std::filesystem::perms::owner_all);
    }
    ~TestFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TestFolder(const TestFolder&) = delete;
    TestFolder& operator=(const TestFolder&) = delete;

    std::filesystem::path operator/(const std::string& name) const { return path_ / name; }
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

inline std::string text_of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

inline void put(const std::filesystem::path& file, const std::string& text) {
    std::ofstream(file, std::ios::binary) << text;
}

/// Sets an environment variable (null: unsets it) for as long as it lives.
class TestVariable {
public:
    TestVariable(std::string name, const char* value) : name_(std::move(name)) {
        const char* before = std::getenv(name_.c_str());
        was_set_ = before != nullptr;
        before_ = was_set_ ? before : "";
        set_variable(name_, value);
    }
    ~TestVariable() { set_variable(name_, was_set_ ? before_.c_str() : nullptr); }
    TestVariable(const TestVariable&) = delete;
    TestVariable& operator=(const TestVariable&) = delete;

private:
    std::string name_;
    std::string before_;
    bool was_set_ = false;
};

}  // namespace jit_console::fake
