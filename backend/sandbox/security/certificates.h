// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/result.h"

#include <string>
#include <vector>

namespace weir::sandbox {

/// The sandbox's own certificates, as PEM files of one directory (mode 0700; keys 0600). P-256 keys, PKCS#8, no password.
struct CertificateFiles {
    std::string directory;

    std::string caCertificate() const { return directory + "/ca.pem"; }
    std::string caKey() const { return directory + "/ca.key"; }
    std::string brokerCertificate() const { return directory + "/broker.pem"; }
    std::string brokerKey() const { return directory + "/broker.key"; }
    std::string clientCertificate() const { return directory + "/client.pem"; }
    std::string clientKey() const { return directory + "/client.key"; }
    /// Key and certificate in one file, as Kafka's own clients take it (ssl.keystore.type=PEM).
    std::string clientKeystore() const { return directory + "/client.keystore.pem"; }
    /// The same two for what reads PKCS#12 only: what a client trusts, and what it is. Both have kStorePassword.
    std::string truststore() const { return directory + "/truststore.p12"; }
    std::string clientKeystorePkcs12() const { return directory + "/client.keystore.p12"; }
    /// As Java's own stores have it: the files' modes keep the secrets, not this.
    static constexpr const char *kStorePassword = "changeit";
    /// A client.properties for the SSL listener, for Java's clients and for Weir.
    std::string clientProperties() const { return directory + "/client.properties"; }
};

/// Makes what is missing: an authority, a certificate for the brokers that holds for these hosts (names and addresses) and
/// localhost, and one for a client (CN=client,O=Weir sandbox). What is there and good for another month stays, so that
/// clients that trust it go on over restarts. Error: Storage; Invalid where a file there cannot be read as what it should
/// be, for it may be somebody's own and is not overwritten.
base::Result<CertificateFiles> makeCertificates(const std::string &directory, const std::vector<std::string> &hosts);

} // namespace weir::sandbox
