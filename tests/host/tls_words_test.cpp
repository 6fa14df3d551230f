#include "domain/tls_words.h"

#include <ostream>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace jit_console;

namespace {

/// libcurl's sentences, OpenSSL's part of them, and what the hint must speak of.
struct TlsRow {
    const char* detail;
    const char* hint;
    friend std::ostream& operator<<(std::ostream& out, const TlsRow& row) { return out << row.detail; }
};

constexpr TlsRow kTlsRows[] = {
    {"SSL certificate problem: certificate has expired", "clock"},
    {"SSL certificate problem: certificate is not yet valid", "clock"},
    {"SSL: no alternative certificate subject name matches target host name 'a.example'", "address"},
    {"SSL certificate problem: unable to get local issuer certificate", "--ca-file"},
    {"SSL certificate problem: self-signed certificate in certificate chain", "--ca-file"},
    {"OpenSSL/3.0.17: error:0A00010B:SSL routines::wrong version number", "proxy"},
    {"", "proxy"},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(tls_words)

BOOST_DATA_TEST_CASE(what_failed_says_what_to_do, boost::unit_test::data::make(kTlsRows), row) {
    BOOST_TEST(tls_hint(row.detail).find(row.hint) != std::string::npos, tls_hint(row.detail));
}

BOOST_AUTO_TEST_SUITE_END()
