// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/weirctl/error_words.h"

#include "backend/base/kafka_error.h"

#include <map>

namespace weir::ctl {

namespace {

QString argument(const base::Error &error, const char *name)
{
    for (const auto &[key, value] : error.arguments) {
        if (key == name)
            return QString::fromStdString(value);
    }
    return {};
}

QString peer(const base::Error &error)
{
    QString text;
    if (error.kafkaCode != 0)
        text = QLatin1String(base::kafkaErrorName(error.kafkaCode)) + QStringLiteral(" (%1)").arg(error.kafkaCode);
    if (!error.peerText.empty())
        text += QLatin1String(text.isEmpty() ? "" : ": ") + QString::fromStdString(error.peerText);
    return text;
}

QString because(const QString &sentence, const base::Error &error)
{
    const QString said = peer(error);
    if (said.isEmpty())
        return sentence + QLatin1Char('.');
    return sentence + QStringLiteral(": ") + said;
}

QString connecting(const base::Error &error, const QString &target)
{
    const QString stage = argument(error, "stage");
    if (stage == QLatin1String("resolve"))
        return because(QStringLiteral("The name of %1 cannot be resolved").arg(target), error);
    if (error.kind == base::ErrorKind::Timeout)
        return because(QStringLiteral("%1 did not answer in time").arg(target), error);
    if (stage == QLatin1String("versions"))
        return because(QStringLiteral("%1 took the connection but does not answer as a Kafka broker (does it want TLS?)").arg(target), error);
    return because(QStringLiteral("Cannot connect to %1").arg(target), error);
}

QString certificate(const base::Error &error, const QString &target)
{
    const QString reason = argument(error, "reason");
    if (reason == QLatin1String("expired"))
        return because(QStringLiteral("The certificate of %1 is not valid at this time").arg(target), error);
    if (reason == QLatin1String("hostname"))
        return because(QStringLiteral("The certificate of %1 is for another host").arg(target), error);
    return because(QStringLiteral("The certificate of %1 is not signed by an authority that is trusted here").arg(target), error);
}

} // namespace

QString words(const base::Error &error)
{
    const QString target = QString::fromStdString(error.target);
    const std::string &action = error.action;
    if (action == "broker.connect")
        return connecting(error, target);
    if (action == "broker.advertised")
        return because(QStringLiteral("%1 answers, but the address that the cluster advertises for broker %2, %3, cannot be reached from here (advertised.listeners)")
                           .arg(argument(error, "bootstrap"), argument(error, "broker"), target), error);
    if (action == "cluster.connect") {
        QString sentence = QStringLiteral("None of the bootstrap addresses can be used");
        for (const auto &[address, said] : error.arguments)
            sentence += QStringLiteral("\n  ") + QString::fromStdString(address) + QStringLiteral(": ") + QString::fromStdString(said);
        return error.arguments.empty() ? because(sentence, error) : sentence;
    }
    if (action == "tls.verify")
        return certificate(error, target);
    if (action == "tls.handshake" && error.kind == base::ErrorKind::Refused)
        return because(QStringLiteral("TLS with %1 failed").arg(target), error);
    if (action == "tls.handshake")
        return because(QStringLiteral("%1 does not speak TLS as expected (is it a PLAINTEXT listener?)").arg(target), error);
    if (action == "tls.load")
        return because(QStringLiteral("%1 cannot be used for TLS").arg(target), error);
    if (action == "frame.read" && argument(error, "peerSpeaks") == QLatin1String("TLS"))
        return QStringLiteral("%1 speaks TLS: set security.protocol to SSL or SASL_SSL.").arg(target);
    if (action == "frame.read" && argument(error, "peerSpeaks") == QLatin1String("HTTP"))
        return QStringLiteral("%1 speaks HTTP, it is no Kafka broker.").arg(target);
    if (action == "broker.authenticate") {
        const QString offered = argument(error, "offered");
        return because(QStringLiteral("%1 did not accept the login of '%2' by %3").arg(target, argument(error, "user"), argument(error, "mechanism"))
                           + (offered.isEmpty() ? QString() : QStringLiteral(" (it offers %1)").arg(offered)), error);
    }
    if (action == "broker.version")
        return QStringLiteral("%1 is older than Kafka 2.1: it offers %2, and %3 is needed.").arg(target, argument(error, "offers"), argument(error, "needs"));
    if (action == "broker.connection" && argument(error, "hint") == QLatin1String("sasl"))
        return QStringLiteral("%1 hung up at the first request: its listener probably wants a login (SASL).").arg(target);
    if (action == "broker.request" && error.kind == base::ErrorKind::Unsupported)
        return QStringLiteral("%1 does not offer what is needed: %2 (it offers %3).").arg(target, argument(error, "needs"), argument(error, "offers"));
    if (action == "config.parse")
        return because(QStringLiteral("The setting %1 cannot be used").arg(target), error);
    if (action == "address.parse")
        return because(QStringLiteral("'%1' is not an address of the form host:port").arg(target), error);
    if (error.kind == base::ErrorKind::NotFound && (action == "topic.metadata" || action == "records.read"))
        return QStringLiteral("There is no '%1'.").arg(target);
    if (error.kind == base::ErrorKind::NotFound && action == "group.describe")
        return QStringLiteral("There is no group '%1'.").arg(target);
    if (error.kind == base::ErrorKind::NotFound && action == "profile.find")
        return QStringLiteral("There is no profile or file '%1'.").arg(target);
    if (argument(error, "reason") == QLatin1String("read-only"))
        return QStringLiteral("The profile is read-only.");
    if (argument(error, "reason") == QLatin1String("not-confirmed"))
        return QStringLiteral("%1 is a production cluster: --confirm %1 says that it is meant.").arg(argument(error, "cluster"));

    static const std::map<base::ErrorKind, const char *> kKinds{
        {base::ErrorKind::Unreachable, "%1 cannot be reached"}, {base::ErrorKind::Refused, "%1 is not permitted"},
        {base::ErrorKind::NotFound, "%1 does not exist"},       {base::ErrorKind::Conflict, "%1 is in a state that forbids this"},
        {base::ErrorKind::Invalid, "%1 is not valid"},          {base::ErrorKind::Timeout, "%1 did not answer in time"},
        {base::ErrorKind::Cancelled, "%1 was cancelled"},       {base::ErrorKind::Storage, "%1 cannot be read or written"},
        {base::ErrorKind::Unsupported, "%1 is not supported"},  {base::ErrorKind::Peer, "%1 failed"},
        {base::ErrorKind::Bug, "%1 failed by a mistake of Weir"}};
    const QString what = target.isEmpty() ? QString::fromStdString(action) : target + QStringLiteral(" (") + QString::fromStdString(action) + QLatin1Char(')');
    return because(QString::fromUtf8(kKinds.at(error.kind)).arg(what), error);
}

} // namespace weir::ctl
