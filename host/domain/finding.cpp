#include "domain/finding.h"

#include <algorithm>
#include <iterator>

namespace jit_console {

std::string_view subject_word(Subject subject) {
    switch (subject) {
        case Subject::program:
            return "program";
        case Subject::browser:
            return "browser";
        case Subject::portal:
            return "portal";
        case Subject::vault:
            return "vault";
        case Subject::aws:
            return "aws";
    }
    return "";
}

std::string_view severity_word(Severity severity) {
    switch (severity) {
        case Severity::error:
            return "error";
        case Severity::warning:
            return "warning";
        case Severity::note:
            return "note";
    }
    return "";
}

void Diagnosis::add(Diagnosis other) {
    std::ranges::move(other.checked, std::back_inserter(checked));
    std::ranges::move(other.findings, std::back_inserter(findings));
}

bool Diagnosis::is_clean() const {
    return std::ranges::all_of(findings, [](const Finding& finding) { return finding.severity == Severity::note; });
}

}  // namespace jit_console
