#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace jit_console {

/// What the doctor looks at.
enum class Subject { program, browser, portal, vault, aws };
/// "program", "browser", "portal", "vault" or "aws".
std::string_view subject_word(Subject subject);

/// `error`: something doesn't work; `warning`: it will not for long, or not as expected; `note`: good to know.
enum class Severity { error, warning, note };
std::string_view severity_word(Severity severity);

/// One thing that the doctor found. Codes are listed in PROTOCOL.md, "doctor", and only ever added to.
struct Finding {
    std::string_view code{};
    Subject subject = Subject::program;
    std::string name{};  ///< of the subject: a browser's, a portal's host, an AWS host; may be empty
    Severity severity = Severity::error;
    std::string message{};  ///< lower case unless it begins with a name, no full stop
    std::string hint{};     ///< what to do, in words
    std::string command{};  ///< what repairs it; "" where no command can
    bool fixable = false;   ///< `doctor --fix` fixes it: only our own files change
    std::string fix{};      ///< what is to be repaired: a browser's id, a profile folder, or a file
    std::string detail{};   ///< the network library's own words; names hosts at most
};

/// Something that was looked at, and what is so: for those who want to see that it was.
struct Checked {
    Subject subject = Subject::program;
    std::string name;
    std::string detail;
};

struct Diagnosis {
    std::vector<Checked> checked;
    std::vector<Finding> findings;

    void add(Diagnosis other);
    /// Nothing was found but notes.
    bool is_clean() const;
};

}  // namespace jit_console
