#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include <openssl/evp.h>
#include <openssl/x509.h>

namespace jit_console::fake {

template <auto free_function>
struct Free {
    template <typename T>
    void operator()(T* handle) const {
        free_function(handle);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Free<X509_free>>;

/// A server's certificate and the authority that signed it, made for one test.
struct Identity {
    Key key;
    Certificate certificate;
    Certificate authority;
};

/// `names` as OpenSSL writes subject alternative names, e.g. "DNS:portal.test,IP:127.0.0.1". An expired one ended a day
/// ago.
Identity make_identity(const std::string& names, bool expired = false);

void write_pem(const X509& certificate, const std::filesystem::path& file);

}  // namespace jit_console::fake
