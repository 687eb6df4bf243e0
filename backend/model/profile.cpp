// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/model/profile.h"

namespace weir::model {

QMap<QString, QString> withCanonicalNames(QMap<QString, QString> properties)
{
    const auto rename = [&properties](const char *from, std::initializer_list<const char *> to) {
        const auto found = properties.constFind(QLatin1String(from));
        if (found == properties.constEnd())
            return;
        const QString value = *found;
        for (const char *name : to) {
            if (properties.value(QLatin1String(name)).isEmpty())
                properties.insert(QLatin1String(name), value);
        }
        properties.remove(QLatin1String(from));
    };
    rename("metadata.broker.list", {"bootstrap.servers"});
    rename("sasl.mechanisms", {"sasl.mechanism"});
    // Of the stores only PEM files can be read, and those are what librdkafka names by their parts. Kafka's PEM key store
    // holds the key and the chain in one file.
    if (properties.contains(QStringLiteral("ssl.truststore.location"))) {
        rename("ssl.truststore.location", {"ssl.ca.location"});
        properties.remove(QStringLiteral("ssl.truststore.type"));
    }
    if (properties.contains(QStringLiteral("ssl.keystore.location"))) {
        rename("ssl.keystore.location", {"ssl.certificate.location", "ssl.key.location"});
        properties.remove(QStringLiteral("ssl.keystore.type"));
    }
    return properties;
}

} // namespace weir::model
