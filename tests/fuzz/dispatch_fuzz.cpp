#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "domain/json_answer.h"
#include "fake_context.h"
#include "messaging/dispatcher.h"
#include "messaging/frames.h"
#include "only_throws.h"

using namespace jit_console;

namespace {

constexpr const char* kApi = "7c1f0e9a-3d52-4b1e-9a55-0d6f6c1b2a10";

/// A portal that answers, and somebody who is signed in to it.
struct World : fake::FakeContext {
    World() {
        configure("acme");
        const std::string tenant = std::string("/subscriptions/") + kApi;
        http.answers["/admin/GetUserRoleInfo"].body = R"({"Username":"bob@example.com","Roles":["Administrator"]})";
        http.answers["/admin/GetTenantsForUser"].body =
            std::string(R"([{"TenantId":")") + kApi + R"(","AccountName":"api","PlanID":"prod"}])";
        http.answers[tenant + "/GetAwsConsoleTokenUrl"].body =
            R"({"ConsoleUrl":"https://us-west-2.signin.aws.amazon.com/federation?Action=login&Issuer=x&Destination=)"
            R"(https%3A%2F%2Fconsole.aws.amazon.com%2F&SigninToken=x","AccessKeyId":"ASIATEST","SecretAccessKey":"x",)"
            R"("SessionToken":"x","Region":"us-west-2","Validity":3600})";
    }
};

/// The input is a frame's text; or it begins with a byte below that of any JSON, which says the method, and goes on
/// with its params.
std::string frame_of(std::string_view input) {
    if (input.empty() || static_cast<unsigned char>(input[0]) > methods().size()) return std::string(input);
    const auto which = static_cast<unsigned char>(input[0]);
    const std::string_view method = which < methods().size() ? methods()[which].name : "cancel";
    return R"({"id":7,"method":")" + std::string(method) + R"(","params":)" + std::string(input.substr(1)) + "}";
}

void check_reply(const Json& reply, const Json& request) {
    require(reply.contains("result") != reply.contains("error"), "a reply is a result or an error");
    const Json id = request.is_object() ? request.value("id", Json()) : Json();
    require(reply.at("id").is_null() || reply.at("id") == id, "a reply is for its request");
    if (!reply.contains("error")) return;
    const auto code = find_error_code(reply.at("error").at("code").get<std::string>());
    require(code && *code != ErrorCode::internal, "an error is one that is known");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text = frame_of({reinterpret_cast<const char*>(data), size});
    World world;
    std::mutex mutex;
    std::vector<std::string> sent;
    bool refused = true;
    {
        Dispatcher dispatcher(world.context, methods(), [&](std::string_view frame) {
            const std::lock_guard lock(mutex);
            sent.emplace_back(frame);
        });
        only_throws({ErrorCode::bad_frame}, [&] {
            dispatcher.handle(text);
            refused = false;
        });
        dispatcher.finish(std::chrono::seconds(20));
    }
    std::size_t replies = 0;
    for (const std::string& frame : sent) {
        require(frame.size() <= kFrameLimitOut, "a frame is one that browsers take");
        const Json json = Json::parse(frame, nullptr, false);
        require(json.is_object(), "a frame is a JSON object");
        if (json.contains("event") || json.contains("part")) continue;
        check_reply(json, parse_json(text, kFrameLimits));
        ++replies;
    }
    require(replies == (refused ? 0U : 1U), "each request is answered once");
    return 0;
}
