// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QString>

namespace weir::model {

/// A named connection. Secrets are not in it: they are asked from the SecretStore by `secretKey()` when a session opens.
struct Profile {
    enum class Kind { Cluster, Sandbox };
    enum class Accent { Teal, Blue, Violet, Magenta, Rust, Ochre, Moss };

    QString id; ///< a uuid, given by the store
    QString name;
    Kind kind = Kind::Cluster;
    /// Kafka's client.properties keys and `weir.*`, without secrets: "bootstrap.servers", "security.protocol",
    /// "sasl.mechanism", "sasl.username", "ssl.ca.location", "weir.connect.url", ...
    QMap<QString, QString> properties;
    bool readOnly = false;
    bool production = false;
    Accent accent = Accent::Teal;
    qint64 lastOpenedMs = 0;

    QString bootstrap() const { return properties.value(QStringLiteral("bootstrap.servers")); }
    bool operator==(const Profile &) const = default;
};

/// The names of the properties that are secrets, and so live in the keychain.
inline bool isSecretProperty(const QString &name)
{
    return name == QLatin1String("sasl.password") || name == QLatin1String("ssl.key.password")
           || name == QLatin1String("ssl.keystore.password") || name == QLatin1String("ssl.truststore.password")
           || name == QLatin1String("sasl.oauthbearer.client.secret") || name == QLatin1String("sasl.jaas.config");
}

} // namespace weir::model
