#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "system/files/paths.h"

namespace jit_console {

/// What a process gives up for good, with all that it starts.
struct Confinement {
    bool privileges = false;  ///< no program that it starts gains rights (no_new_privs)
    bool files = false;       ///< it changes files in some folders only, and makes no sockets there (Landlock)
    bool calls = false;       ///< no system call that looks into other processes or changes the system (seccomp)

    bool operator==(const Confinement&) const = default;
};

/// The folders in which something is ever changed without a terminal: the program's own, the one of AWS's config file,
/// those of kubeconfigs that exist (none that holds the home), and where links in them lead.
std::vector<std::filesystem::path> changed_folders(const Paths& paths);

/// Which folder a path is, so that one that was put in its place is told from it.
struct FolderId {
    std::uint64_t device = 0;
    std::uint64_t number = 0;

    bool operator==(const FolderId&) const = default;
};

/// Of each folder; of one that isn't there, an id that no folder has.
std::vector<FolderId> folder_ids(const std::vector<std::filesystem::path>& folders);

/// Makes those of the program's own that are missing, once it is set up: what is made later can't be allowed for. What
/// can't be made is left.
void make_own_folders(const Paths& paths);

/// Gives up whatever this system knows of, before other threads are started. Reading, connecting and starting programs
/// stay as they are. Files are held to `folders` only where all of them exist. Nothing is given up where the keyring's
/// library may start the session's own services, or keeps the keyring in a file itself.
/// Not for a process that starts browsers: their sandboxes need more.
Confinement confine_process(const std::vector<std::filesystem::path>& folders);

/// What confine_process() would do.
Confinement possible_confinement(const std::vector<std::filesystem::path>& folders);

/// A sentence for the doctor.
std::string confinement_words(const Confinement& confinement);

}  // namespace jit_console
