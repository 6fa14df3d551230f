#include "system/process/terminal_sessions.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "system/files/files.h"
#include "system/process/random.h"

namespace jit_console {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSessionEnding = ".session";
constexpr std::size_t kSessionTextLimit = 16UL * 1024;
/// Its text is written right after the file is made.
constexpr std::chrono::seconds kBeingMade{60};

/// An open file of a session's; owns its descriptor.
class SessionFile {
public:
    SessionFile(fs::path path, int flags)
        : path_(std::move(path)), number_(::open(path_.c_str(), flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600)) {}
    ~SessionFile() {
        if (number_ >= 0) ::close(number_);
    }
    SessionFile(const SessionFile&) = delete;
    SessionFile& operator=(const SessionFile&) = delete;

    const fs::path& path() const { return path_; }
    int get() const { return number_; }
    bool is_open() const { return number_ >= 0; }
    struct stat status() const {
        struct stat status {};
        if (::fstat(number_, &status) != 0) status.st_nlink = 0;
        return status;
    }
    /// As it stands once it was written whole: another process makes it while this one reads.
    std::string text() const {
        std::string text;
        std::array<char, 4096> piece{};
        while (text.size() <= kSessionTextLimit) {
            const ssize_t count = ::pread(number_, piece.data(), piece.size(), static_cast<off_t>(text.size()));
            if (count < 0 && errno == EINTR) continue;
            if (count <= 0) break;
            text.append(piece.data(), static_cast<std::size_t>(count));
        }
        return text;
    }

private:
    const fs::path path_;
    const int number_;
};

[[noreturn]] void fail_session(const fs::path& path) {
    throw Error(ErrorCode::config, "can't write " + path.string() + ": " + std::generic_category().message(errno),
                "check the owner and the mode of its folder, and the space left on its disk");
}

class ListedFile final : public ListedSession {
public:
    ListedFile(const fs::path& path, const TerminalSession& session)
        : is_lease_(session.is_lease), file_(path, O_RDWR | O_CREAT | O_EXCL) {
        // Before it has a text: who finds one without the lock takes it for one that was left behind.
        if (!file_.is_open() || ::flock(file_.get(), LOCK_EX) != 0) fail_session(path);
        const std::string text = terminal_session_text(session);
        if (::write(file_.get(), text.data(), text.size()) == static_cast<ssize_t>(text.size())) return;
        const int fault = errno;
        ::unlink(path.c_str());
        errno = fault;
        fail_session(path);
    }
    ~ListedFile() override { ::unlink(file_.path().c_str()); }
    ListedFile(const ListedFile&) = delete;
    ListedFile& operator=(const ListedFile&) = delete;

    bool holds() const override {
        const struct stat status = file_.status();
        return status.st_size > 0 && (status.st_nlink > 0 || !is_lease_);
    }

private:
    const bool is_lease_;
    const SessionFile file_;
};

/// True where the process that made it runs. Removes the file of one that doesn't.
bool is_running(const SessionFile& file) {
    const struct stat status = file.status();
    if (!S_ISREG(status.st_mode) || status.st_uid != ::geteuid()) return false;
    const auto age = std::chrono::system_clock::now() - std::chrono::system_clock::from_time_t(status.st_mtime);
    if (status.st_size == 0 && age < kBeingMade) return false;
    if (::flock(file.get(), LOCK_SH | LOCK_NB) != 0) return status.st_size > 0;
    ::unlink(file.path().c_str());
    return false;
}

class TerminalSessionFiles final : public TerminalSessions {
public:
    explicit TerminalSessionFiles(fs::path folder) : folder_(std::move(folder)) {}

    std::unique_ptr<ListedSession> add(TerminalSession session) override {
        make_folder(folder_, 0700);
        session.id = random_hex<4>();
        return std::make_unique<ListedFile>(path_of_session(session.id), session);
    }

    std::vector<TerminalSession> list() override {
        std::vector<TerminalSession> sessions;
        std::error_code ignored;
        for (const fs::directory_entry& entry : fs::directory_iterator(folder_, ignored)) {
            if (entry.path().extension() != kSessionEnding) continue;
            const std::string id = entry.path().stem().string();
            const SessionFile file(entry.path(), O_RDONLY);
            if (!is_terminal_session_id(id) || !file.is_open() || !is_running(file)) continue;
            if (auto session = parse_terminal_session(id, file.text())) sessions.push_back(*std::move(session));
        }
        std::ranges::sort(sessions, {}, [](const auto& one) { return std::pair(one.started_at, one.id); });
        return sessions;
    }

    bool end(const std::string& id) override {
        if (!is_terminal_session_id(id)) return false;
        const SessionFile file(path_of_session(id), O_RDWR);
        if (!file.is_open() || !is_running(file)) return false;
        if (::ftruncate(file.get(), 0) != 0) fail_session(file.path());
        ::unlink(file.path().c_str());
        return true;
    }

private:
    fs::path path_of_session(const std::string& id) const { return folder_ / (id + std::string(kSessionEnding)); }

    const fs::path folder_;
};

}  // namespace

std::unique_ptr<TerminalSessions> make_terminal_sessions_files(const fs::path& folder) {
    return std::make_unique<TerminalSessionFiles>(folder);
}

}  // namespace jit_console
