// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/security/certificates.h"

#include "backend/sandbox/security/openssl_pointers.h"

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>

namespace weir::sandbox {

namespace {

using openssl::Bio;
using openssl::Certificate;
using openssl::Free;
using openssl::Key;
using openssl::Pkcs12;
using Extension = std::unique_ptr<X509_EXTENSION, openssl::Free<X509_EXTENSION, X509_EXTENSION_free>>;

constexpr long kDay = 24 * 60 * 60;
constexpr long kAuthorityLife = 3650 * kDay;
// What some systems take at most for a server.
constexpr long kLeafLife = 820 * kDay;
constexpr int kRenewBeforeDays = 30;
constexpr int kSerialBytes = 16;
constexpr int kStoreRounds = 2048;

struct Identity {
    Key key;
    Certificate certificate;
};

base::Error opensslError(const std::string &target)
{
    return base::Error{base::ErrorKind::Bug, "certificates.make", target, {}, "OpenSSL refused", 0};
}

base::Status writeFile(const std::string &path, const std::string &text, mode_t mode)
{
    const std::string fresh = path + ".tmp";
    ::unlink(fresh.c_str());
    const int fd = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    std::size_t done = 0;
    bool good = fd >= 0;
    while (good && done < text.size()) {
        const ssize_t wrote = ::write(fd, text.data() + done, text.size() - done);
        good = wrote > 0 || (wrote < 0 && errno == EINTR);
        done += wrote > 0 ? static_cast<std::size_t>(wrote) : 0;
    }
    good = good && ::fsync(fd) == 0;
    if (fd >= 0)
        good = ::close(fd) == 0 && good;
    if (good && ::rename(fresh.c_str(), path.c_str()) == 0)
        return {};
    const std::string why = std::strerror(errno);
    ::unlink(fresh.c_str());
    return base::fail(base::ErrorKind::Storage, "file.write", path, why);
}

std::string textOf(BIO *bio)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return {data, static_cast<std::size_t>(size)};
}

std::string pemOf(EVP_PKEY *key)
{
    const Bio out(BIO_new(BIO_s_mem()));
    PEM_write_bio_PKCS8PrivateKey(out.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
    return textOf(out.get());
}

std::string pemOf(X509 *certificate)
{
    const Bio out(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(out.get(), certificate);
    return textOf(out.get());
}

bool isThere(const std::string &path)
{
    return ::access(path.c_str(), F_OK) == 0;
}

base::Result<std::string> readText(const std::string &path)
{
    std::ifstream in(path, std::ios::binary);
    std::string text((std::istreambuf_iterator<char>(in)), {});
    if (!in.good() && !in.eof())
        return base::fail(base::ErrorKind::Storage, "file.read", path, std::strerror(errno));
    return text;
}

/// Both files, and that they belong together. Nothing where one of them is missing.
base::Result<std::optional<Identity>> load(const std::string &certificatePath, const std::string &keyPath)
{
    if (!isThere(certificatePath) || !isThere(keyPath))
        return std::nullopt;
    WEIR_TRY(const std::string certificateText, readText(certificatePath));
    WEIR_TRY(const std::string keyText, readText(keyPath));
    const Bio certificateIn(BIO_new_mem_buf(certificateText.data(), static_cast<int>(certificateText.size())));
    const Bio keyIn(BIO_new_mem_buf(keyText.data(), static_cast<int>(keyText.size())));
    const auto noPassword = [](char *, int, int, void *) { return 0; };
    Identity found;
    found.certificate.reset(PEM_read_bio_X509(certificateIn.get(), nullptr, noPassword, nullptr));
    found.key.reset(PEM_read_bio_PrivateKey(keyIn.get(), nullptr, noPassword, nullptr));
    if (!found.certificate || !found.key || X509_check_private_key(found.certificate.get(), found.key.get()) != 1)
        return base::fail(base::ErrorKind::Invalid, "certificates.load", certificatePath,
                          "it is no certificate with its key beside it; remove both to have new ones made");
    return found;
}

bool lastsLongEnough(X509 *certificate)
{
    std::time_t soon = std::time(nullptr) + kRenewBeforeDays * kDay;
    return X509_cmp_time(X509_get0_notAfter(certificate), &soon) > 0;
}

bool isAddress(const std::string &host)
{
    unsigned char bytes[16];
    return ::inet_pton(AF_INET, host.c_str(), bytes) == 1 || ::inet_pton(AF_INET6, host.c_str(), bytes) == 1;
}

bool holdsFor(X509 *certificate, const std::string &host)
{
    return isAddress(host) ? X509_check_ip_asc(certificate, host.c_str(), 0) == 1
                           : X509_check_host(certificate, host.c_str(), host.size(), 0, nullptr) == 1;
}

bool extend(X509 *certificate, X509 *issuer, int nid, const std::string &value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str()));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

/// Signed by the issuer, or by itself where there is none.
base::Result<Identity> make(const std::string &name, long life, const Identity *issuer,
                            const std::vector<std::pair<int, std::string>> &extensions)
{
    Identity made;
    made.key.reset(EVP_EC_gen("P-256"));
    made.certificate.reset(X509_new());
    if (!made.key || !made.certificate)
        return base::fail(opensslError(name));
    X509 *const certificate = made.certificate.get();
    X509 *const by = issuer == nullptr ? certificate : issuer->certificate.get();
    unsigned char serial[kSerialBytes];
    RAND_bytes(serial, kSerialBytes);
    serial[0] &= 0x7F; // a positive number
    std::unique_ptr<BIGNUM, Free<BIGNUM, BN_free>> number(BN_bin2bn(serial, kSerialBytes, nullptr));
    X509_set_version(certificate, X509_VERSION_3);
    BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate));
    // A clock that is a little behind must not refuse it.
    X509_gmtime_adj(X509_getm_notBefore(certificate), -kDay);
    X509_gmtime_adj(X509_getm_notAfter(certificate), life);
    X509_set_pubkey(certificate, made.key.get());
    X509_NAME *const subject = X509_get_subject_name(certificate);
    const auto add = [subject](const char *type, const std::string &text) {
        return X509_NAME_add_entry_by_txt(subject, type, MBSTRING_UTF8, reinterpret_cast<const unsigned char *>(text.data()),
                                          static_cast<int>(text.size()), -1, 0)
            == 1;
    };
    bool good = add("O", "Weir sandbox") && add("CN", name) && X509_set_issuer_name(certificate, X509_get_subject_name(by)) == 1;
    good = good && extend(certificate, by, NID_subject_key_identifier, "hash");
    if (issuer != nullptr)
        good = good && extend(certificate, by, NID_authority_key_identifier, "keyid:always");
    for (const auto &[nid, value] : extensions)
        good = good && extend(certificate, by, nid, value);
    if (!good || X509_sign(certificate, issuer == nullptr ? made.key.get() : issuer->key.get(), EVP_sha256()) == 0)
        return base::fail(opensslError(name));
    return made;
}

base::Status save(const Identity &identity, const std::string &certificatePath, const std::string &keyPath)
{
    WEIR_CHECK(writeFile(keyPath, pemOf(identity.key.get()), 0600));
    return writeFile(certificatePath, pemOf(identity.certificate.get()), 0644);
}

void freeBags(STACK_OF(PKCS12_SAFEBAG) *bags)
{
    sk_PKCS12_SAFEBAG_pop_free(bags, PKCS12_SAFEBAG_free);
}

void freeSafes(STACK_OF(PKCS7) *safes)
{
    sk_PKCS7_pop_free(safes, PKCS7_free);
}

base::Status writeStore(const std::string &path, PKCS12 *store, mode_t mode)
{
    const Bio out(BIO_new(BIO_s_mem()));
    if (store == nullptr || PKCS12_set_mac(store, CertificateFiles::kStorePassword, -1, nullptr, 0, kStoreRounds, EVP_sha256()) != 1
        || i2d_PKCS12_bio(out.get(), store) != 1)
        return base::fail(opensslError(path));
    return writeFile(path, textOf(out.get()), mode);
}

/// An authority as Java takes it out of a PKCS#12 store: only where an attribute of its own says what it is trusted for.
base::Status writeTruststore(const std::string &path, X509 *authority)
{
    STACK_OF(PKCS12_SAFEBAG) *list = nullptr;
    PKCS12_SAFEBAG *const bag = PKCS12_add_cert(&list, authority);
    const std::unique_ptr<STACK_OF(PKCS12_SAFEBAG), Free<STACK_OF(PKCS12_SAFEBAG), freeBags>> bags(list);
    constexpr const char *kTrustedFor = "2.16.840.1.113894.746875.1.1";
    const auto *anything = reinterpret_cast<const unsigned char *>(OBJ_nid2obj(NID_anyExtendedKeyUsage));
    if (bag == nullptr || PKCS12_add1_attr_by_txt(bag, kTrustedFor, V_ASN1_OBJECT, anything, -1) != 1
        || PKCS12_add_friendlyname_utf8(bag, "weir-sandbox", -1) != 1)
        return base::fail(opensslError(path));
    STACK_OF(PKCS7) *safe = nullptr;
    const bool added = PKCS12_add_safe(&safe, bags.get(), NID_aes_256_cbc, kStoreRounds, CertificateFiles::kStorePassword) == 1;
    const std::unique_ptr<STACK_OF(PKCS7), Free<STACK_OF(PKCS7), freeSafes>> safes(safe);
    const Pkcs12 store(added ? PKCS12_add_safes(safes.get(), 0) : nullptr);
    return writeStore(path, store.get(), 0644);
}

/// Key and certificate of a client, with the authority.
base::Status writeKeystore(const std::string &path, const Identity &client, X509 *authority)
{
    STACK_OF(X509) *const chain = sk_X509_new_null();
    sk_X509_push(chain, authority);
    const Pkcs12 store(PKCS12_create(CertificateFiles::kStorePassword, "client", client.key.get(), client.certificate.get(), chain, NID_aes_256_cbc,
                                     NID_aes_256_cbc, kStoreRounds, -1, 0));
    sk_X509_free(chain);
    return writeStore(path, store.get(), 0600);
}

std::vector<std::string> allHosts(const std::vector<std::string> &hosts)
{
    std::vector<std::string> all{"localhost", "127.0.0.1", "::1"};
    for (const std::string &host : hosts) {
        const bool any = host == "0.0.0.0" || host == "::" || host.empty();
        if (!any && std::find(all.begin(), all.end(), host) == all.end())
            all.push_back(host);
    }
    return all;
}

bool isUsable(const Identity &identity, const Identity &authority, const std::vector<std::string> &hosts)
{
    X509 *const certificate = identity.certificate.get();
    return lastsLongEnough(certificate) && X509_verify(certificate, X509_get0_pubkey(authority.certificate.get())) == 1
        && std::all_of(hosts.begin(), hosts.end(), [&](const std::string &host) { return holdsFor(certificate, host); });
}

base::Status makeLeaf(const std::string &name, const char *purpose, const Identity &authority, const std::vector<std::string> &hosts,
                      const std::string &certificatePath, const std::string &keyPath)
{
    WEIR_TRY(const auto found, load(certificatePath, keyPath));
    if (found && isUsable(*found, authority, hosts))
        return {};
    std::vector<std::pair<int, std::string>> extensions{{NID_basic_constraints, "critical,CA:FALSE"},
                                                        {NID_key_usage, "critical,digitalSignature"},
                                                        {NID_ext_key_usage, purpose}};
    if (!hosts.empty()) {
        std::string names;
        for (const std::string &host : hosts)
            names += fmt::format("{}{}:{}", names.empty() ? "" : ",", isAddress(host) ? "IP" : "DNS", host);
        extensions.emplace_back(NID_subject_alt_name, names);
    }
    WEIR_TRY(const Identity made, make(name, kLeafLife, &authority, extensions));
    return save(made, certificatePath, keyPath);
}

} // namespace

base::Result<CertificateFiles> makeCertificates(const std::string &directory, const std::vector<std::string> &hosts)
{
    CertificateFiles files{directory};
    if (::mkdir(directory.c_str(), 0700) != 0 && errno != EEXIST)
        return base::fail(base::ErrorKind::Storage, "directory.make", directory, std::strerror(errno));
    for (const std::string &host : hosts) {
        // A name goes into the text of an extension, where these begin another.
        if (host.find_first_of(",\n\r=") != std::string::npos)
            return base::fail(base::ErrorKind::Invalid, "config.validate", "listeners", host + " is no host name");
    }
    WEIR_TRY(auto authority, load(files.caCertificate(), files.caKey()));
    if (!authority || !lastsLongEnough(authority->certificate.get())) {
        WEIR_TRY(authority, make("Weir sandbox authority", kAuthorityLife, nullptr,
                                 {{NID_basic_constraints, "critical,CA:TRUE,pathlen:0"}, {NID_key_usage, "critical,keyCertSign,cRLSign"}}));
        WEIR_CHECK(save(*authority, files.caCertificate(), files.caKey()));
    }
    WEIR_CHECK(makeLeaf("broker", "serverAuth,clientAuth", *authority, allHosts(hosts), files.brokerCertificate(), files.brokerKey()));
    WEIR_CHECK(makeLeaf("client", "clientAuth", *authority, {}, files.clientCertificate(), files.clientKey()));
    WEIR_TRY(const std::string key, readText(files.clientKey()));
    WEIR_TRY(const std::string certificate, readText(files.clientCertificate()));
    WEIR_CHECK(writeFile(files.clientKeystore(), key + certificate, 0600));
    WEIR_CHECK(writeTruststore(files.truststore(), authority->certificate.get()));
    WEIR_TRY(const auto client, load(files.clientCertificate(), files.clientKey()));
    if (!client)
        return base::fail(base::ErrorKind::Storage, "file.read", files.clientCertificate(), "it is gone");
    WEIR_CHECK(writeKeystore(files.clientKeystorePkcs12(), *client, authority->certificate.get()));
    WEIR_CHECK(writeFile(files.clientProperties(),
                         fmt::format("# For the SSL listener of this sandbox. SASL_SSL needs the two truststore lines and a login.\n"
                                     "security.protocol=SSL\n"
                                     "ssl.truststore.type=PEM\n"
                                     "ssl.truststore.location={}\n"
                                     "ssl.keystore.type=PEM\n"
                                     "ssl.keystore.location={}\n",
                                     files.caCertificate(), files.clientKeystore()),
                         0644));
    return files;
}

} // namespace weir::sandbox
