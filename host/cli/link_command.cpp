#include "cli/command.h"
#include "cli/terminal.h"
#include "domain/console_page.h"
#include "messaging/wire.h"

namespace jit_console {
namespace {

void run_link(const CliCall& call) {
    const std::string arn = call.text("argument");
    const std::string region = call.text("region");
    if (!region.empty() && !is_region(region)) {
        throw Error(ErrorCode::destination, "not a region's code: " + region.substr(0, 40),
                    "use a code such as us-west-2");
    }
    const ConsolePage page = console_page_of_arn(arn, region);
    if (!call.flag("json")) return print_line(page.url);
    print_line(to_json(page).dump(2));
}

}  // namespace

const CliCommand kLink{"link",
                       "ARN",
                       "print the console page of an ARN; needs no sign-in",
                       "jit-console link arn:aws:s3:::my-bucket --region us-west-2",
                       [](po::options_description& options) {
                           options.add_options()("region", po::value<std::string>()->value_name("REGION"),
                                                 "for ARNs that name no region")("json", po::bool_switch(),
                                                                                 "as JSON, with what is known");
                       },
                       run_link};

}  // namespace jit_console
