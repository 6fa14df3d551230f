#include "messaging/frames.h"

#include <array>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <thread>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "base/error.h"

using namespace jit_console;

namespace {

class Pipe {
public:
    Pipe() { BOOST_REQUIRE(::pipe(ends_.data()) == 0); }
    ~Pipe() {
        close_writer();
        close_reader();
    }
    int reader() const { return ends_[0]; }
    int writer() const { return ends_[1]; }
    void close_reader() { close_end(ends_[0]); }
    void close_writer() { close_end(ends_[1]); }

private:
    static void close_end(int& end) {
        if (end >= 0) ::close(end);
        end = -1;
    }
    std::array<int, 2> ends_{};
};

std::string frame_of(std::string_view text, std::uint32_t length) {
    std::string frame(sizeof length, '\0');
    std::memcpy(frame.data(), &length, sizeof length);
    return frame += text;
}

void write_all(int descriptor, std::string_view bytes) {
    BOOST_REQUIRE(::write(descriptor, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(frames)

BOOST_AUTO_TEST_CASE(frames_come_out_one_by_one_until_the_end_of_the_file) {
    Pipe pipe;
    write_all(pipe.writer(), frame_of("{}", 2) + frame_of("[1]", 3));
    pipe.close_writer();
    FrameReader reader(pipe.reader());
    BOOST_TEST(reader.read().value() == "{}");
    BOOST_TEST(reader.read().value() == "[1]");
    BOOST_TEST(!reader.read().has_value());
}

BOOST_AUTO_TEST_CASE(a_frame_that_comes_byte_by_byte_is_put_together) {
    Pipe pipe;
    // Boost.Test's assertions may only be used by one thread.
    std::size_t written = 0;
    std::thread writer([&] {
        for (const char byte : frame_of("hello", 5)) written += ::write(pipe.writer(), &byte, 1) == 1 ? 1 : 0;
    });
    BOOST_TEST(FrameReader(pipe.reader()).read().value() == "hello");
    writer.join();
    BOOST_TEST(written == frame_of("hello", 5).size());
}

struct Broken {
    const char* what;
    std::string bytes;
    friend std::ostream& operator<<(std::ostream& out, const Broken& broken) { return out << broken.what; }
};

const Broken kBroken[] = {
    {"a length of zero", frame_of("", 0)},
    {"one byte over the limit", frame_of("", kFrameLimitIn + 1)},
    {"text where a length should be", "Hello, world"},
    {"an end within the length", "ab"},
    {"an end within the text", frame_of("abc", 4)},
};

BOOST_DATA_TEST_CASE(a_broken_stream_is_told_from_its_end, boost::unit_test::data::make(kBroken), broken) {
    Pipe pipe;
    write_all(pipe.writer(), broken.bytes);
    pipe.close_writer();
    BOOST_CHECK_EXCEPTION(FrameReader(pipe.reader()).read(), Error,
                          [](const Error& error) { return error.code() == ErrorCode::bad_frame; });
}

BOOST_AUTO_TEST_CASE(frames_written_by_several_threads_stay_whole) {
    Pipe pipe;
    FrameWriter writer(pipe.writer());
    constexpr int kEach = 200;
    std::vector<std::thread> threads;
    for (const char letter : {'a', 'b', 'c'}) {
        threads.emplace_back([&writer, letter] {
            for (int i = 0; i < kEach; ++i) writer.write(std::string(1000, letter));
        });
    }
    FrameReader reader(pipe.reader());
    for (int i = 0; i < 3 * kEach; ++i) {
        const std::string text = reader.read().value();
        BOOST_TEST((text == std::string(1000, text[0])));
    }
    for (std::thread& thread : threads) thread.join();
}

BOOST_AUTO_TEST_CASE(writing_to_a_browser_that_has_gone_is_silent) {
    std::signal(SIGPIPE, SIG_IGN);
    Pipe pipe;
    pipe.close_reader();
    FrameWriter writer(pipe.writer());
    BOOST_CHECK_NO_THROW(writer.write("{}"));
    BOOST_CHECK_NO_THROW(writer.write("{}"));
}

BOOST_AUTO_TEST_CASE(the_largest_frame_is_read) {
    Pipe pipe;
    const std::string text(kFrameLimitIn, 'x');
    std::thread writer([&] { FrameWriter(pipe.writer()).write(text); });
    BOOST_TEST((FrameReader(pipe.reader()).read().value() == text));
    writer.join();
}

BOOST_AUTO_TEST_CASE(pieces_fit_a_frame_after_escaping_and_cut_no_code_point) {
    std::string text;
    while (text.size() < 3 * kFrameLimitOut)
        text += "\"\\\xE2\x82\xAC";  // the worst to escape, and a code point of three bytes
    std::string joined;
    for (const std::string_view piece : split_for_parts(text)) {
        const std::string frame =
            nlohmann::json{{"id", std::string(64, '"')}, {"part", {{"index", 9}, {"count", 9}, {"text", piece}}}}
                .dump();  // throws where a code point is cut
        BOOST_TEST(frame.size() <= kFrameLimitOut);
        joined += piece;
    }
    BOOST_TEST((joined == text));
}

BOOST_AUTO_TEST_CASE(a_short_text_is_one_piece) { BOOST_TEST(split_for_parts("{}").size() == 1U); }

BOOST_AUTO_TEST_SUITE_END()
