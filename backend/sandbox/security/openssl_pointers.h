// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>

#include <memory>

/// Owners of OpenSSL's objects; for .cpp files of this folder.
namespace weir::sandbox::openssl {

template <class Type, void (*release)(Type *)>
struct Free {
    void operator()(Type *value) const { release(value); }
};
/// BIO_free() answers something.
struct FreeBio {
    void operator()(BIO *bio) const { BIO_free(bio); }
};

using Bio = std::unique_ptr<BIO, FreeBio>;
using Key = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY, EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Free<X509, X509_free>>;
using Pkcs12 = std::unique_ptr<PKCS12, Free<PKCS12, PKCS12_free>>;

} // namespace weir::sandbox::openssl
