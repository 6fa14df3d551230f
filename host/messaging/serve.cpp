#include "messaging/serve.h"

#include <cstdlib>
#include <string>

#include "messaging/dispatcher.h"
#include "messaging/frame_queue.h"
#include "messaging/frames.h"
#include "system/process/person_output.h"

namespace jit_console {
namespace {

constexpr std::chrono::minutes kLongestRequest{4};

int read_until_end(Dispatcher& dispatcher, int in, const std::function<bool()>& still_fits, LiveSocket* live) {
    FrameReader reader(in);
    try {
        while (const auto frame = reader.read()) {
            // Before the answer: whoever has read that may replace a folder, and the next request is still answered.
            const bool fits = still_fits();
            dispatcher.handle(*frame);
            if (live != nullptr) live->note_use();
            if (fits) continue;
            dispatcher.finish(kLongestRequest);
            break;
        }
        return 0;
    } catch (const Error& error) {
        say(std::string("jit-console: ") + error.what());
        return exit_code(error.code());
    }
}

}  // namespace

int serve(Context& context, Streams streams, const std::function<bool()>& still_fits, LiveSocket* live) {
    FrameWriter writer(streams.out);
    FrameQueue replies(writer);
    Dispatcher dispatcher(context, methods(), [&](std::string_view text) { replies.add(text); });
    dispatcher.hello();
    if (live != nullptr) {
        live->answer_by([&](const std::string& question, std::stop_token stop) {
            return dispatcher.ask_browser(question, std::move(stop));
        });
    }
    const int code = read_until_end(dispatcher, streams.in, still_fits, live);
    if (live != nullptr) live->close();
    // Whoever writes a request and closes the stream still gets the answer, if it comes soon. A browser kills us two
    // seconds after end of file; what hangs in a system call, or in a pipe that nobody reads, isn't waited for longer.
    // On a busy machine the thread that writes may get its turn late.
    if (code == 0) dispatcher.finish(std::chrono::milliseconds(400));
    const bool stopped = dispatcher.stop(std::chrono::milliseconds(250));
    if (!replies.finish(std::chrono::milliseconds(500)) || !stopped) std::_Exit(code);
    return code;
}

}  // namespace jit_console
