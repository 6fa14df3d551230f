#include "messaging/dispatcher.h"

#include <algorithm>
#include <system_error>

#include "domain/json_answer.h"
#include "messaging/frames.h"
#include "version.h"

namespace jit_console {
namespace {

constexpr int kProtocol = 1;
constexpr std::int64_t kLargestId = (std::int64_t{1} << 53) - 1;
/// What a cancelled command has to let go of what it holds before it is answered for.
constexpr std::chrono::seconds kCancelGrace{2};

bool is_fit_id(const Json& id) {
    if (id.is_string())
        return !id.get_ref<const std::string&>().empty() && id.get_ref<const std::string&>().size() <= 64;
    return id.is_number_integer() && id >= 0 && id <= kLargestId;
}

std::string text_of(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json cancelled_reply() { return {{"error", to_json(Error(ErrorCode::cancelled, "the request was cancelled"))}}; }

Json deadline_reply() {
    return {{"error", to_json(Error(ErrorCode::deadline, "the request took too long", "try again"))}};
}

/// The one catch: whatever a command throws becomes a reply.
template <typename Work>
Json reply_of(Work&& work) {
    try {
        return {{"result", work()}};
    } catch (const Error& error) {
        return {{"error", to_json(error)}};
    } catch (const std::exception&) {
        return {{"error", to_json(unexpected_error())}};
    }
}

}  // namespace

Dispatcher::Dispatcher(Context& context, std::span<const Method> methods, Send send)
    : context_(context),
      methods_(methods),
      send_(std::move(send)),
      open_requests_(context,
                     [this](std::string_view event, const Json& data) {
                         send_(text_of({{"event", event}, {"data", data}}));
                     }),
      watcher_([this] { watch_deadlines(); }) {}

Dispatcher::~Dispatcher() {
    stop(std::chrono::hours(1));
    watcher_.join();
}

void Dispatcher::hello() {
    Json capabilities = Json::array();
    for (const Method& method : methods_) capabilities.push_back(method.name);
    capabilities.push_back("answer_open");
    capabilities.push_back("answer_lease");
    capabilities.push_back("cancel");
    send_(text_of({{"event", "hello"},
                   {"data",
                    {{"version", kVersion},
                     {"protocol", kProtocol},
                     {"capabilities", capabilities},
                     {"policy", to_json(policy_or_none(context_))}}}}));
}

void Dispatcher::handle(std::string_view text) {
    JsonFault fault = JsonFault::none;
    const Json request = parse_json(text, kFrameLimits, &fault);
    if (fault != JsonFault::none)
        throw Error(ErrorCode::bad_frame, "a frame that can't be accepted: " + std::string(json_fault_words(fault)));
    if (!request.is_object()) throw Error(ErrorCode::bad_frame, "a frame that is not a JSON object");
    join_done();

    Json id = request.value("id", Json());
    if (!is_fit_id(id)) id = nullptr;
    bool started = false;
    Json reply = reply_of([&] {
        check_id(id);
        if (request.contains("protocol") && request.at("protocol") != kProtocol) {
            throw Error(ErrorCode::protocol_version, "this host supports only protocol 1",
                        "update whichever of the extension and jit-console is older");
        }
        Json params = request.value("params", Json::object());
        if (!params.is_object()) throw Error(ErrorCode::bad_request, "params is not an object");
        const Json method = request.value("method", Json());
        if (!method.is_string()) throw Error(ErrorCode::bad_request, "method is missing or not a string");
        if (method == "cancel") return cancel(params);
        if (method == "answer_open") return open_requests_.answer(params);
        if (method == "answer_lease") return open_requests_.answer_lease(params);
        const auto found =
            std::find_if(methods_.begin(), methods_.end(), [&](const Method& known) { return method == known.name; });
        if (found == methods_.end()) {
            throw Error(ErrorCode::unknown_method, "no such method", "update jit-console");
        }
        start(*found, id, std::move(params));
        started = true;
        return Json();
    });
    if (!started) send(id, std::move(reply));
}

void Dispatcher::check_id(Json& id) {
    if (id.is_null())
        throw Error(ErrorCode::bad_request, "id is missing, or neither a whole number nor a short string");
    const std::lock_guard lock(mutex_);
    for (const Running& running : running_) {
        if (running.id == id && !running.answered) {
            id = nullptr;  // a reply under that id would settle the one that runs
            throw Error(ErrorCode::bad_request, "a request with this id is already running");
        }
    }
}

void Dispatcher::start(const Method& method, Json id, Json params) {
    const std::lock_guard lock(mutex_);
    const auto under_way = std::ranges::count(running_, false, &Running::ended);
    if (static_cast<std::size_t>(under_way) >= kRequestLimit) {
        throw Error(ErrorCode::busy, "too many requests in progress", "wait for one of them to finish");
    }
    Running& running = running_.emplace_back();
    running.id = std::move(id);
    running.params = std::move(params);
    running.deadline = std::chrono::steady_clock::now() + method.deadline;
    try {
        running.thread = std::thread([this, &method, &running] { run(method, running); });
    } catch (const std::system_error&) {
        running_.pop_back();
        throw Error(ErrorCode::busy, "this machine can't run another request", "try again in a moment");
    }
    changed_.notify_all();
}

void Dispatcher::run(const Method& method, Running& running) {
    const std::function<void(std::string_view, const Json&)> emit = [&](std::string_view event, const Json& data) {
        const std::string text = text_of({{"event", event}, {"data", data}});
        send_(text);
    };
    Json reply = reply_of([&] {
        return method.run({context_, running.id, running.params, running.stop.get_token(), emit});
    });
    answer(running, std::move(reply));
    const std::lock_guard lock(mutex_);
    running.done = true;
    changed_.notify_all();
}

Json Dispatcher::cancel(const Json& params) {
    const Json id = params.value("request", Json());
    std::stop_source stop{std::nostopstate};
    {
        const std::lock_guard lock(mutex_);
        for (Running& running : running_) {
            if (running.id != id || running.answered) continue;
            // The command answers when it has let go of what it holds; the watcher does if it never comes back.
            running.cancelled = true;
            running.deadline = std::min(running.deadline, std::chrono::steady_clock::now() + kCancelGrace);
            stop = running.stop;
        }
        changed_.notify_all();
    }
    return {{"cancelled", stop.stop_possible() && stop.request_stop()}};
}

void Dispatcher::answer(Running& running, Json reply) {
    {
        const std::lock_guard lock(mutex_);
        running.ended = true;  // before the answer, which the client may follow with a request at once
        if (running.answered || stopping_) return;
        running.answered = true;
        if (running.cancelled) reply = cancelled_reply();
    }
    send(running.id, std::move(reply));
}

void Dispatcher::send(const Json& id, Json reply) {
    reply["id"] = id;
    std::string text = text_of(reply);
    if (text.size() <= kFrameLimitOut) {
        send_(text);
    } else {
        const auto pieces = split_for_parts(text);
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            send_(text_of({{"id", id}, {"part", {{"index", i}, {"count", pieces.size()}, {"text", pieces[i]}}}}));
        }
    }
    // Replies may hold a sign-in URL.
    wipe(text);
    wipe(reply);
}

void Dispatcher::watch_deadlines() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        const Instant now = std::chrono::steady_clock::now();
        Instant next = now + std::chrono::hours(1);
        Running* late = nullptr;
        for (Running& running : running_) {
            if (running.answered) continue;
            if (running.deadline <= now) late = &running;
            next = std::min(next, running.deadline);
        }
        if (late == nullptr) {
            changed_.wait_until(lock, next);
            continue;
        }
        late->answered = true;
        const Json id = late->id;
        Json reply = late->cancelled ? cancelled_reply() : deadline_reply();
        std::stop_source stop = late->stop;
        lock.unlock();
        stop.request_stop();
        send(id, std::move(reply));
        lock.lock();
    }
}

void Dispatcher::join_done() {
    const std::lock_guard lock(mutex_);
    running_.remove_if([](Running& running) {
        if (running.done) running.thread.join();
        return running.done;
    });
}

bool Dispatcher::all_done() const {
    return std::all_of(running_.begin(), running_.end(), [](const Running& running) { return running.done; });
}

void Dispatcher::finish(std::chrono::milliseconds limit) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, limit, [&] { return all_done(); });
}

bool Dispatcher::stop(std::chrono::milliseconds limit) {
    std::list<std::stop_source> stops;
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        for (Running& running : running_) stops.push_back(running.stop);
        changed_.notify_all();
    }
    // Outside the lock: a stop callback may run a command's own code.
    for (std::stop_source& source : stops) source.request_stop();
    {
        std::unique_lock lock(mutex_);
        if (!changed_.wait_for(lock, limit, [&] { return all_done(); })) return false;
    }
    join_done();
    return true;
}

}  // namespace jit_console
