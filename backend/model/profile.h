// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QString>
#include <QStringList>

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

/// Whether `confirmation` is enough to write to the cluster of this profile: on production it is the profile's name, as
/// the person typed it; elsewhere nothing is asked.
inline bool isConfirmed(const Profile &profile, const QString &confirmation)
{
    return !profile.production || (!confirmation.isEmpty() && confirmation == profile.name);
}

/// The names of the properties that are secrets, and so live in the keychain.
inline bool isSecretProperty(const QString &name)
{
    return name == QLatin1String("sasl.password") || name == QLatin1String("ssl.key.password")
           || name == QLatin1String("ssl.keystore.password") || name == QLatin1String("ssl.truststore.password")
           || name == QLatin1String("sasl.oauthbearer.client.secret") || name == QLatin1String("sasl.jaas.config")
           || name == QLatin1String("ssl.keystore.key") || name == QLatin1String("ssl.key.pem");
}

/// What the text of a client.properties file says.
struct ImportedProfile {
    Profile profile;
    QMap<QString, QString> secrets; ///< by property name
    QStringList ignored;            ///< keys that mean nothing to a console (of producers, consumers, other tools), as in the file
};

/// One name for each setting where Java and librdkafka have two: a PEM `ssl.truststore.location` becomes
/// `ssl.ca.location`, `sasl.mechanisms` becomes `sasl.mechanism`. What a canonical name says already stays.
QMap<QString, QString> withCanonicalNames(QMap<QString, QString> properties);

} // namespace weir::model
