#pragma once

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "system/install/workstation.h"

namespace jit_console::fake {

/// A made-up file system; a program of it is one of this version unless it says otherwise.
class FakeWorkstation final : public Workstation {
public:
    std::map<std::string, FoundFile> files;
    std::map<std::string, FoundProgram> programs;
    std::map<std::string, std::string> variables;
    std::map<std::string, std::string> registry;  ///< keys' default values, policies' texts
    std::vector<std::string> open;
    std::vector<std::string> left;
    std::vector<std::string> placed;
    std::vector<std::string> journal;  ///< programs that were run, files that were closed
    std::optional<bool> portal;

    FakeWorkstation() {
        roots_.platform = Platform::gnu_linux;
        roots_.home = "/home/bob";
        roots_.config = "/home/bob/.config";
    }
    void put(const std::string& path, const std::string& text = "") { files[path] = {path, true, false, text}; }

    const Roots& roots() const override { return roots_; }
    std::filesystem::path state() const override { return "/home/bob/.local/state/jit-console"; }
    std::vector<std::string> placed_manifests() const override { return placed; }
    bool exists(const std::string& path) const override {
        return std::ranges::any_of(
            files, [&](const auto& entry) { return entry.first == path || entry.first.starts_with(path + "/"); });
    }
    std::optional<FoundFile> read(const std::string& path) const override {
        const auto found = files.find(path);
        return found == files.end() ? std::nullopt : std::optional(found->second);
    }
    std::vector<std::string> files_in(const std::string& folder, const std::string& ending) const override {
        std::vector<std::string> found;
        for (const auto& [path, file] : files) {
            if (path.starts_with(folder + "/") && path.ends_with(ending)) found.push_back(path);
        }
        return found;
    }
    std::optional<std::string> registered(const std::string& key) const override {
        const auto found = registry.find(key);
        return found == registry.end() ? std::nullopt : std::optional(found->second);
    }
    std::optional<std::string> registered_policies(const std::string& key) const override { return registered(key); }
    FoundProgram program(const std::string& path) override {
        journal.push_back(path);
        const auto found = programs.find(path);
        return found == programs.end() ? FoundProgram{} : found->second;
    }
    std::optional<bool> has_web_extensions_portal() override { return portal; }
    std::string variable(const char* name) const override {
        const auto found = variables.find(name);
        return found == variables.end() ? "" : found->second;
    }
    std::vector<std::string> open_secrets() const override { return open; }
    void make_private(const std::string& path) override {
        journal.push_back(path);
        std::erase(open, path);
    }
    std::vector<std::string> left_files() const override { return left; }
    std::string system_name() const override { return "Linux"; }

private:
    Roots roots_;
};

}  // namespace jit_console::fake
