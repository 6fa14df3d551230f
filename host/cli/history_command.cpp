#include "commands/history/history.h"

#include "cli/command.h"
#include "cli/terminal.h"
#include "messaging/wire.h"

namespace jit_console {
namespace {

std::string who(const HistoryEntry& entry) {
    if (entry.role == "admin") return "administrator";
    if (entry.role == "duplo_ops") return "duplo-ops";
    return entry.name.empty() ? entry.tenant : entry.name;
}

std::string words_of(const HistoryEntry& entry) {
    std::string words = entry.what == "signed_out" ? "signed out" : entry.what;
    if (entry.what == "page") words = "opened a page";
    if (entry.what == "copied") words = "got a sign-in URL";
    if (entry.what == "credentials") words = "got credentials";
    if (entry.what == "profile") words = "added an AWS profile";
    if (!entry.service.empty()) words += ", " + entry.service;
    if (entry.lasted) {
        words += ", after " + std::to_string(std::chrono::floor<std::chrono::minutes>(*entry.lasted).count()) + " min";
    }
    return words;
}

void run_history(const CliCall& call) {
    Context& context = call.services.context();
    if (call.flag("clear")) {
        return print_remark("removed " + std::to_string(clear_history(context)) + " entries");
    }
    const std::vector<HistoryEntry> entries = list_history(context);
    if (call.flag("json")) {
        Json list = Json::array();
        for (const HistoryEntry& entry : entries) list.push_back(whole_json(entry));
        return print_line(list.dump(2));
    }
    if (entries.empty()) print_remark("nothing was opened in the last 90 days");
    for (const HistoryEntry& entry : entries) {
        print_line(local_date_time(entry.at) + "\t" + who(entry) + "\t" + entry.portal + "\t" + words_of(entry) + "\t" +
                   entry.by + (entry.caller.empty() ? "" : " (" + entry.caller + ")") +
                   (entry.reason.empty() ? "" : "\t" + entry.reason));
    }
}

void run_verify(const CliCall& call) {
    const HistoryCheck check = verify_history(call.services.context());
    if (check.broken) {
        throw Error(ErrorCode::findings,
                    "line " + std::to_string(*check.broken) +
                        " of the history was changed, or doesn't follow the line before it",
                    "the lines before it are unchanged");
    }
    std::string words = std::to_string(check.chained) + " lines are unchanged";
    if (check.unchained > 0) words += "; " + std::to_string(check.unchained) + " older ones can't be checked";
    print_line(words);
}

}  // namespace

const CliCommand kHistory{"history",
                          "",
                          "list what was opened, newest first",
                          "jit-console history --json",
                          [](po::options_description& options) {
                              options.add_options()("json", po::bool_switch(), "as JSON")("clear", po::bool_switch(),
                                                                                          "remove all entries");
                          },
                          run_history};

const CliCommand kHistoryVerify{"history verify",
                                "",
                                "check that nobody changed the history",
                                "jit-console history verify",
                                [](po::options_description&) {},
                                run_verify};

}  // namespace jit_console
