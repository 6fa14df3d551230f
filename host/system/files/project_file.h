#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <utility>

namespace jit_console {

/// A project's file `.jit-console`, as it is now.
struct ProjectFile {
    std::filesystem::path path;
    std::string text;
};

/// The nearest one: in `folder` or in one above it. Nothing where there is none. Throws `config` where it can't be read
/// or is over 4 KiB.
std::optional<ProjectFile> find_project_file(std::filesystem::path folder);

/// The files that somebody said yes to, each with what was in it then, in a small file of hashes.
class BelievedProjects {
public:
    explicit BelievedProjects(std::filesystem::path file) : file_(std::move(file)) {}

    /// Whether somebody said yes to this very file with this very text. A list that can't be read has no yes in it.
    bool has(const ProjectFile& project) const;
    /// Notes a yes, in place of an earlier one to the same file. Throws `config`.
    void add(const ProjectFile& project) const;

private:
    std::filesystem::path file_;
};

}  // namespace jit_console
