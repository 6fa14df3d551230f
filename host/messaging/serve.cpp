#include "messaging/serve.h"

#include <cstdio>
#include <cstdlib>

#include "messaging/dispatcher.h"
#include "messaging/frames.h"

namespace jit_console {
namespace {

int read_until_end(Dispatcher& dispatcher, int in) {
    FrameReader reader(in);
    try {
        while (const auto frame = reader.read()) dispatcher.handle(*frame);
        return 0;
    } catch (const Error& error) {
        std::fprintf(stderr, "jit-console: %s\n", error.what());
        return exit_code(error.code());
    }
}

}  // namespace

int serve(Context& context, Streams streams) {
    FrameWriter writer(streams.out);
    Dispatcher dispatcher(context, methods(), [&](std::string_view text) { writer.write(text); });
    dispatcher.hello();
    const int code = read_until_end(dispatcher, streams.in);
    // Whoever writes a request and closes the stream still gets the answer, if it comes soon. A browser kills us two
    // seconds after end of file; what hangs in a system call isn't waited for.
    if (code == 0) dispatcher.finish(std::chrono::milliseconds(400));
    if (!dispatcher.stop(std::chrono::milliseconds(250))) std::_Exit(code);
    return code;
}

}  // namespace jit_console
