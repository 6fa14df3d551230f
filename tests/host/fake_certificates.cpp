#include "fake_certificates.h"

#include <cstdio>
#include <stdexcept>

#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace jit_console::fake {
namespace {

constexpr long kDay = 24L * 60 * 60;

void check(bool good) {
    if (!good) throw std::runtime_error("no certificate for the test");
}

void add_extension(X509& certificate, X509& issuer, int kind, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, &issuer, &certificate, nullptr, nullptr, 0);
    const std::unique_ptr<X509_EXTENSION, Free<X509_EXTENSION_free>> extension(
        X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str()));
    check(extension != nullptr && X509_add_ext(&certificate, extension.get(), -1) == 1);
}

Certificate make_certificate(EVP_PKEY* key, const char* name, long serial, long first_day, long last_day) {
    Certificate certificate(X509_new());
    check(X509_set_version(certificate.get(), 2) == 1);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), serial);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), first_day * kDay);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), last_day * kDay);
    check(X509_set_pubkey(certificate.get(), key) == 1);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>(name), -1, -1, 0);
    return certificate;
}

}  // namespace

Identity make_identity(const std::string& names, bool expired) {
    const Key authority_key(EVP_EC_gen("P-256"));
    Identity identity;
    identity.authority = make_certificate(authority_key.get(), "test authority", 1, -30, 30);
    X509& authority = *identity.authority;
    X509_set_issuer_name(&authority, X509_get_subject_name(&authority));
    add_extension(authority, authority, NID_basic_constraints, "critical,CA:TRUE");
    add_extension(authority, authority, NID_key_usage, "critical,keyCertSign");
    check(X509_sign(&authority, authority_key.get(), EVP_sha256()) > 0);

    identity.key.reset(EVP_EC_gen("P-256"));
    identity.certificate = make_certificate(identity.key.get(), "test server", 2, -20, expired ? -1 : 20);
    X509_set_issuer_name(identity.certificate.get(), X509_get_subject_name(&authority));
    add_extension(*identity.certificate, authority, NID_subject_alt_name, names);
    check(X509_sign(identity.certificate.get(), authority_key.get(), EVP_sha256()) > 0);
    return identity;
}

void write_pem(const X509& certificate, const std::filesystem::path& file) {
    const std::unique_ptr<std::FILE, Free<std::fclose>> stream(std::fopen(file.c_str(), "we"));
    check(stream != nullptr && PEM_write_X509(stream.get(), const_cast<X509*>(&certificate)) == 1);
}

}  // namespace jit_console::fake
