// The least that a host with the same libraries can be: answers each frame with a constant one.
#include <cstdint>
#include <string>

#include <curl/curl.h>
#include <openssl/crypto.h>
#include <unistd.h>

namespace {

bool read_all(char* to, std::size_t count) {
    while (count > 0) {
        const ssize_t got = read(STDIN_FILENO, to, count);
        if (got <= 0) return false;
        to += got;
        count -= static_cast<std::size_t>(got);
    }
    return true;
}

}  // namespace

int main(int argc, char**) {
    // Never true: the linker is to keep the libraries.
    if (argc > 100) return static_cast<int>(OpenSSL_version_num() + curl_version()[0]);
    std::uint32_t length = 0;
    std::string body;
    const std::string answer = R"({"id":1,"result":{}})";
    while (read_all(reinterpret_cast<char*>(&length), sizeof length)) {
        body.resize(length);
        if (!read_all(body.data(), length)) return 1;
        const auto size = static_cast<std::uint32_t>(answer.size());
        const std::string frame = std::string(reinterpret_cast<const char*>(&size), sizeof size) + answer;
        if (write(STDOUT_FILENO, frame.data(), frame.size()) < 0) return 1;
    }
    return 0;
}
