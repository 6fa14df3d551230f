#include "cli/command.h"
#include "cli/terminal.h"
#include "domain/console_page.h"
#include "messaging/wire.h"

namespace jit_console {
namespace {

void run_link(const CliCall& call) {
    const std::optional<Region> region = region_named(call.text("region"));
    const Arn arn = parse_arn_place(call.argument());
    const ConsolePage page = console_page(arn, *arn.partition, region);
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
                                                 "for ARNs without a region")("json", po::bool_switch(),
                                                                              "as JSON, with all details");
                       },
                       run_link};

}  // namespace jit_console
