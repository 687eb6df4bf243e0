// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/clusters/profile_text.h"

#include <QCoreApplication>

namespace weir::widgets {

namespace {
struct Profiles {
    Q_DECLARE_TR_FUNCTIONS(Profiles)
};
} // namespace

QString securityText(const model::Profile &profile)
{
    const QString protocol = profile.properties.value(QStringLiteral("security.protocol"), QStringLiteral("PLAINTEXT"));
    const bool tls = protocol.endsWith(QLatin1String("SSL"));
    const bool sasl = protocol.startsWith(QLatin1String("SASL"));
    const QString transport = tls ? Profiles::tr("TLS") : Profiles::tr("No encryption");
    if (!sasl)
        return transport;
    const QString mechanism = profile.properties.value(QStringLiteral("sasl.mechanism"), QStringLiteral("PLAIN"));
    const QString user = profile.properties.value(QStringLiteral("sasl.username"));
    return user.isEmpty() ? Profiles::tr("%1, %2").arg(transport, mechanism) : Profiles::tr("%1, %2 as %3").arg(transport, mechanism, user);
}

QString accentName(model::Profile::Accent accent)
{
    using A = model::Profile::Accent;
    switch (accent) {
    case A::Teal: return Profiles::tr("Teal");
    case A::Blue: return Profiles::tr("Blue");
    case A::Violet: return Profiles::tr("Violet");
    case A::Magenta: return Profiles::tr("Magenta");
    case A::Rust: return Profiles::tr("Rust");
    case A::Ochre: return Profiles::tr("Ochre");
    case A::Moss: return Profiles::tr("Moss");
    }
    return {};
}

} // namespace weir::widgets
