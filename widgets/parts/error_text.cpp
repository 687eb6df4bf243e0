// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/error_text.h"

#include "backend/base/kafka_error.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <string_view>

namespace weir::widgets {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ErrorText)
};

struct ActionSentence
{
    std::string_view action;
    const char *sentence; ///< %1 is the target in words of its own; actions without a target have none
};

// By action id, what could not be done. An id that ends in a dot stands for all below it.
constexpr std::array kActions = {
    ActionSentence{"address.parse", QT_TRANSLATE_NOOP("ErrorText", "%1 is not an address.")},
    ActionSentence{"acl.", QT_TRANSLATE_NOOP("ErrorText", "The access rules could not be read or changed.")},
    ActionSentence{"broker.authenticate", QT_TRANSLATE_NOOP("ErrorText", "Signing in to %1 did not work.")},
    ActionSentence{"broker.config", QT_TRANSLATE_NOOP("ErrorText", "The configuration of %1 could not be read or changed.")},
    ActionSentence{"broker.connect", QT_TRANSLATE_NOOP("ErrorText", "No connection to %1.")},
    ActionSentence{"broker.connection", QT_TRANSLATE_NOOP("ErrorText", "The connection to %1 was lost.")},
    ActionSentence{"broker.lookup", QT_TRANSLATE_NOOP("ErrorText", "The address %1 could not be found.")},
    ActionSentence{"broker.request", QT_TRANSLATE_NOOP("ErrorText", "The request to %1 was not answered.")},
    ActionSentence{"broker.version", QT_TRANSLATE_NOOP("ErrorText", "%1 did not tell which requests it knows.")},
    ActionSentence{"cluster.connect", QT_TRANSLATE_NOOP("ErrorText", "The cluster %1 could not be reached.")},
    ActionSentence{"cluster.controller", QT_TRANSLATE_NOOP("ErrorText", "The controller of the cluster could not be found.")},
    ActionSentence{"cluster.metadata", QT_TRANSLATE_NOOP("ErrorText", "The cluster's topics and brokers could not be read.")},
    ActionSentence{"cluster.", QT_TRANSLATE_NOOP("ErrorText", "The cluster could not be read.")},
    ActionSentence{"config.parse", QT_TRANSLATE_NOOP("ErrorText", "The setting %1 cannot be read.")},
    ActionSentence{"config.validate", QT_TRANSLATE_NOOP("ErrorText", "The setting %1 is not valid.")},
    ActionSentence{"config.", QT_TRANSLATE_NOOP("ErrorText", "The configuration of %1 could not be read or changed.")},
    ActionSentence{"connect.", QT_TRANSLATE_NOOP("ErrorText", "Kafka Connect did not do what was asked.")},
    ActionSentence{"connector.create", QT_TRANSLATE_NOOP("ErrorText", "The connector %1 could not be created.")},
    ActionSentence{"connector.delete", QT_TRANSLATE_NOOP("ErrorText", "The connector %1 could not be deleted.")},
    ActionSentence{"connector.pause", QT_TRANSLATE_NOOP("ErrorText", "The connector %1 could not be paused.")},
    ActionSentence{"connector.restart", QT_TRANSLATE_NOOP("ErrorText", "The connector %1 could not be restarted.")},
    ActionSentence{"connector.resume", QT_TRANSLATE_NOOP("ErrorText", "The connector %1 could not be resumed.")},
    ActionSentence{"connector.", QT_TRANSLATE_NOOP("ErrorText", "The connector %1 could not be read or changed.")},
    ActionSentence{"connectors.", QT_TRANSLATE_NOOP("ErrorText", "The connectors could not be read.")},
    ActionSentence{"file.lock", QT_TRANSLATE_NOOP("ErrorText", "%1 is in use by another program.")},
    ActionSentence{"file.read", QT_TRANSLATE_NOOP("ErrorText", "%1 could not be read.")},
    ActionSentence{"file.", QT_TRANSLATE_NOOP("ErrorText", "%1 could not be written.")},
    ActionSentence{"filter.", QT_TRANSLATE_NOOP("ErrorText", "The filter cannot be read.")},
    ActionSentence{"group.coordinator", QT_TRANSLATE_NOOP("ErrorText", "The coordinator of group %1 could not be found.")},
    ActionSentence{"group.delete", QT_TRANSLATE_NOOP("ErrorText", "The group %1 could not be deleted.")},
    ActionSentence{"group.describe", QT_TRANSLATE_NOOP("ErrorText", "The group %1 could not be read.")},
    ActionSentence{"group.reset", QT_TRANSLATE_NOOP("ErrorText", "The offsets of group %1 could not be reset.")},
    ActionSentence{"group.", QT_TRANSLATE_NOOP("ErrorText", "The group %1 could not be read or changed.")},
    ActionSentence{"groups.", QT_TRANSLATE_NOOP("ErrorText", "The consumer groups could not be read.")},
    ActionSentence{"http.", QT_TRANSLATE_NOOP("ErrorText", "%1 did not answer as expected.")},
    ActionSentence{"logdirs.", QT_TRANSLATE_NOOP("ErrorText", "The disks of %1 could not be read.")},
    ActionSentence{"offsets.", QT_TRANSLATE_NOOP("ErrorText", "The offsets of %1 could not be read.")},
    ActionSentence{"plan.", QT_TRANSLATE_NOOP("ErrorText", "The change could not be prepared or applied.")},
    ActionSentence{"produce.", QT_TRANSLATE_NOOP("ErrorText", "The record could not be written to %1.")},
    ActionSentence{"profile.save", QT_TRANSLATE_NOOP("ErrorText", "The cluster profile %1 could not be saved.")},
    ActionSentence{"profile.", QT_TRANSLATE_NOOP("ErrorText", "The cluster profile %1 could not be read.")},
    ActionSentence{"query.", QT_TRANSLATE_NOOP("ErrorText", "The query could not be run.")},
    ActionSentence{"quota.", QT_TRANSLATE_NOOP("ErrorText", "The quotas could not be read or changed.")},
    ActionSentence{"record.load", QT_TRANSLATE_NOOP("ErrorText", "No load could be generated on %1.")},
    ActionSentence{"record.produce", QT_TRANSLATE_NOOP("ErrorText", "The record could not be written to %1.")},
    ActionSentence{"record.", QT_TRANSLATE_NOOP("ErrorText", "The records of %1 could not be read or written.")},
    ActionSentence{"records.delete", QT_TRANSLATE_NOOP("ErrorText", "The records of %1 could not be deleted.")},
    ActionSentence{"records.", QT_TRANSLATE_NOOP("ErrorText", "The records of %1 could not be read.")},
    ActionSentence{"sandbox.start", QT_TRANSLATE_NOOP("ErrorText", "The sandbox could not be started.")},
    ActionSentence{"sandbox.stop", QT_TRANSLATE_NOOP("ErrorText", "The sandbox could not be stopped.")},
    ActionSentence{"sandbox.", QT_TRANSLATE_NOOP("ErrorText", "The sandbox did not do what was asked.")},
    ActionSentence{"sasl.", QT_TRANSLATE_NOOP("ErrorText", "Signing in to %1 did not work.")},
    ActionSentence{"scan.", QT_TRANSLATE_NOOP("ErrorText", "The records of %1 could not be read.")},
    ActionSentence{"schema.", QT_TRANSLATE_NOOP("ErrorText", "The schema %1 could not be read or changed.")},
    ActionSentence{"registry.", QT_TRANSLATE_NOOP("ErrorText", "The schema registry did not do what was asked.")},
    ActionSentence{"secret.", QT_TRANSLATE_NOOP("ErrorText", "The password of %1 could not be read or kept.")},
    ActionSentence{"settings.", QT_TRANSLATE_NOOP("ErrorText", "The settings could not be read or kept.")},
    ActionSentence{"store.", QT_TRANSLATE_NOOP("ErrorText", "Weir's own data on this computer could not be read or written.")},
    ActionSentence{"sql.", QT_TRANSLATE_NOOP("ErrorText", "The query could not be run.")},
    ActionSentence{"tls.", QT_TRANSLATE_NOOP("ErrorText", "The secure connection to %1 could not be set up.")},
    ActionSentence{"topic.create", QT_TRANSLATE_NOOP("ErrorText", "The topic %1 could not be created.")},
    ActionSentence{"topic.config", QT_TRANSLATE_NOOP("ErrorText", "The configuration of %1 could not be read or changed.")},
    ActionSentence{"topic.delete", QT_TRANSLATE_NOOP("ErrorText", "The topic %1 could not be deleted.")},
    ActionSentence{"topic.metadata", QT_TRANSLATE_NOOP("ErrorText", "The topic %1 could not be read.")},
    ActionSentence{"topic.partitions", QT_TRANSLATE_NOOP("ErrorText", "Partitions could not be added to the topic %1.")},
    ActionSentence{"topic.", QT_TRANSLATE_NOOP("ErrorText", "The topic %1 could not be read or changed.")},
    ActionSentence{"topics.", QT_TRANSLATE_NOOP("ErrorText", "The topics could not be read.")},
    ActionSentence{"user.", QT_TRANSLATE_NOOP("ErrorText", "The user %1 could not be read or changed.")},
    ActionSentence{"wire.", QT_TRANSLATE_NOOP("ErrorText", "An answer of %1 could not be understood.")},
};

const char *sentenceOf(std::string_view action)
{
    const ActionSentence *best = nullptr;
    for (const auto &entry : kActions) {
        const bool family = entry.action.back() == '.';
        const bool matches = family ? action.substr(0, entry.action.size()) == entry.action : action == entry.action;
        if (matches && (!best || entry.action.size() > best->action.size()))
            best = &entry;
    }
    return best ? best->sentence : nullptr;
}

QString kindSentence(base::ErrorKind kind)
{
    using base::ErrorKind;
    switch (kind) {
    case ErrorKind::Unreachable:
        return Words::tr("%1 could not be reached.");
    case ErrorKind::Refused:
        return Words::tr("%1 refused this.");
    case ErrorKind::NotFound:
        return Words::tr("%1 does not exist.");
    case ErrorKind::Conflict:
        return Words::tr("%1 is in a state that does not allow this.");
    case ErrorKind::Invalid:
        return Words::tr("%1 is not valid.");
    case ErrorKind::Timeout:
        return Words::tr("%1 did not answer in time.");
    case ErrorKind::Cancelled:
        return Words::tr("This was cancelled.");
    case ErrorKind::Storage:
        return Words::tr("%1 could not be read or written.");
    case ErrorKind::Unsupported:
        return Words::tr("%1 does not offer this.");
    case ErrorKind::Peer:
        return Words::tr("%1 answered with an error.");
    case ErrorKind::Bug:
        return Words::tr("Weir made a mistake of its own.");
    }
    return {};
}

/// What Weir itself refused.
QString stepOfReason(const base::Error &error)
{
    const auto argument = [&error](std::string_view name) -> QString {
        for (const auto &[key, value] : error.arguments) {
            if (key == name)
                return QString::fromStdString(value);
        }
        return {};
    };
    const QString reason = argument("reason");
    if (reason == QLatin1String("read-only"))
        return Words::tr("This profile is read only.");
    if (reason == QLatin1String("not-confirmed"))
        return Words::tr("Type the name of the cluster, %1, to go on.").arg(argument("cluster"));
    return {};
}

/// By Kafka's code, where it says more than the kind does.
QString stepOfCode(std::int16_t code)
{
    using base::KafkaError;
    switch (static_cast<KafkaError>(code)) {
    case KafkaError::TopicAuthorizationFailed:
    case KafkaError::GroupAuthorizationFailed:
    case KafkaError::ClusterAuthorizationFailed:
    case KafkaError::TransactionalIdAuthorizationFailed:
        return Words::tr("Ask for an access rule that allows it, or use another profile.");
    case KafkaError::SaslAuthenticationFailed:
        return Words::tr("Check the user name and the password in the profile.");
    case KafkaError::UnsupportedSaslMechanism:
        return Words::tr("Choose a sign-in method that the broker offers.");
    case KafkaError::NonEmptyGroup:
        return Words::tr("Stop the group's members first.");
    case KafkaError::TopicAlreadyExists:
        return Words::tr("Choose another name.");
    case KafkaError::InvalidReplicationFactor:
        return Words::tr("Choose at most as many replicas as there are brokers.");
    case KafkaError::InvalidPartitions:
        return Words::tr("The number of partitions can only grow.");
    case KafkaError::TopicDeletionDisabled:
        return Words::tr("Set delete.topic.enable on the brokers.");
    case KafkaError::NotEnoughReplicas:
    case KafkaError::NotEnoughReplicasAfterAppend:
        return Words::tr("Bring the missing replicas back, or lower min.insync.replicas.");
    case KafkaError::UnsupportedVersion:
        return Words::tr("The broker is too old for this.");
    case KafkaError::SecurityDisabled:
        return Words::tr("Set authorizer.class.name on the brokers.");
    case KafkaError::LeaderNotAvailable:
    case KafkaError::NotLeaderOrFollower:
    case KafkaError::CoordinatorLoadInProgress:
    case KafkaError::CoordinatorNotAvailable:
    case KafkaError::NotCoordinator:
    case KafkaError::NotController:
    case KafkaError::RebalanceInProgress:
        return Words::tr("The cluster is changing over. Try again in a moment.");
    default:
        return {};
    }
}

QString stepOfKind(base::ErrorKind kind)
{
    using base::ErrorKind;
    switch (kind) {
    case ErrorKind::Unreachable:
        return Words::tr("Check the address in the profile, and that the server is running.");
    case ErrorKind::Refused:
        return Words::tr("Check the sign-in and the rights in the profile.");
    case ErrorKind::NotFound:
        return Words::tr("It may have been deleted meanwhile. Refresh the page.");
    case ErrorKind::Conflict:
        return Words::tr("Refresh the page and look at its state.");
    case ErrorKind::Invalid:
        return Words::tr("Correct what was entered.");
    case ErrorKind::Timeout:
        return Words::tr("Try again. If it stays slow, look at the brokers.");
    case ErrorKind::Storage:
        return Words::tr("Check the free space and the rights of the folder.");
    case ErrorKind::Bug:
        return Words::tr("Please report it, with the text above.");
    case ErrorKind::Cancelled:
    case ErrorKind::Unsupported:
    case ErrorKind::Peer:
        return {};
    }
    return {};
}

QString fill(const QString &sentence, const QString &target)
{
    if (!sentence.contains(QLatin1String("%1")))
        return sentence;
    QString filled = sentence.arg(target.isEmpty() ? Words::tr("the server") : target);
    // A sentence that begins with a stand-in begins with a capital.
    if (target.isEmpty() && sentence.startsWith(QLatin1String("%1")) && !filled.isEmpty())
        filled[0] = filled[0].toUpper();
    return filled;
}

} // namespace

QString ErrorText::line() const
{
    QString text = sentence;
    if (!detail.isEmpty())
        text += u' ' + detail;
    return text;
}

ErrorText errorText(const base::Error &error)
{
    using base::ErrorKind;
    ErrorText text;
    const QString target = QString::fromStdString(error.target);
    const char *byAction = error.kind == ErrorKind::Cancelled ? nullptr : sentenceOf(error.action);
    text.sentence = fill(byAction ? Words::tr(byAction) : kindSentence(error.kind), target);

    QStringList detail;
    if (!error.peerText.empty())
        detail << QString::fromStdString(error.peerText);
    if (error.kafkaCode != 0)
        detail << QStringLiteral("%1 (%2)").arg(QLatin1String(base::kafkaErrorName(error.kafkaCode))).arg(error.kafkaCode);
    // What failed and on what stays findable when the sentence is a general one.
    if (!byAction && error.kind != ErrorKind::Cancelled && !error.action.empty() && detail.isEmpty())
        detail << QString::fromStdString(error.action);
    text.detail = detail.join(QLatin1String("\n"));

    text.nextStep = stepOfReason(error);
    if (text.nextStep.isEmpty())
        text.nextStep = stepOfCode(error.kafkaCode);
    if (text.nextStep.isEmpty())
        text.nextStep = stepOfKind(error.kind);
    switch (error.kind) {
    case ErrorKind::Cancelled:
        text.state = State::Stopped;
        text.icon = Icon::Stop;
        break;
    case ErrorKind::Unsupported:
        text.state = State::Info;
        text.icon = Icon::Info;
        break;
    default:
        break;
    }
    text.retry = error.kind != ErrorKind::Invalid && error.kind != ErrorKind::Unsupported;
    return text;
}

} // namespace weir::widgets
