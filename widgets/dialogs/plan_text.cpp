// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dialogs/plan_text.h"

#include "backend/base/overloaded.h"
#include "widgets/parts/error_text.h"
#include "widgets/parts/format.h"

#include <QCoreApplication>

#include <algorithm>

namespace weir::widgets::plan_text {

namespace {

class PlanText
{
    Q_DECLARE_TR_FUNCTIONS(PlanText)
};

// Translations hold at most a name and a count, and are ours: only the values need escaping.
QString mono(const QString &text)
{
    return QStringLiteral("<span style=\"font-family:'JetBrains Mono','Noto Sans Mono CJK KR'; font-weight:400\">")
           + text.toHtmlEscaped() + QStringLiteral("</span>");
}

QString quoted(const QStringList &names)
{
    constexpr int kShown = 4;
    QStringList shown = names.mid(0, kShown);
    QString text = shown.join(QStringLiteral(", "));
    if (names.size() > kShown)
        text = PlanText::tr("%1 and %n more", nullptr, static_cast<int>(names.size()) - kShown).arg(text);
    return text;
}

QString changedNames(const model::PlanStep &step)
{
    QStringList names;
    for (const model::PlanDifference &difference : step.differences) {
        if (difference.changed())
            names << difference.name;
    }
    return quoted(names);
}

} // namespace

QString stepTitle(const model::Change &change)
{
    return std::visit(base::Overloaded{
                          [](const model::CreateTopic &) { return PlanText::tr("Create topic"); },
                          [](const model::DeleteTopic &) { return PlanText::tr("Delete topic"); },
                          [](const model::AlterTopicConfig &) { return PlanText::tr("Change configuration"); },
                          [](const model::AlterBrokerConfig &) { return PlanText::tr("Change broker configuration"); },
                          [](const model::AddPartitions &) { return PlanText::tr("Add partitions"); },
                          [](const model::DeleteRecords &) { return PlanText::tr("Delete records"); },
                          [](const model::DeleteGroup &) { return PlanText::tr("Delete consumer group"); },
                      },
                      change);
}

QString stepHeading(int number, const model::PlanStep &step)
{
    const QString target = mono(step.target);
    const QString words = std::visit(
        base::Overloaded{
            [&](const model::CreateTopic &) { return PlanText::tr("Create topic %1").arg(target); },
            [&](const model::DeleteTopic &) { return PlanText::tr("Delete topic %1").arg(target); },
            [&](const model::AlterTopicConfig &) { return PlanText::tr("Change configuration of %1").arg(target); },
            [&](const model::AlterBrokerConfig &c) {
                return c.broker < 0 ? PlanText::tr("Change the configuration of all brokers")
                                    : PlanText::tr("Change configuration of broker %1").arg(mono(QString::number(c.broker)));
            },
            [&](const model::AddPartitions &) { return PlanText::tr("Add partitions to %1").arg(target); },
            [&](const model::DeleteRecords &) { return PlanText::tr("Delete records of %1").arg(target); },
            [&](const model::DeleteGroup &) { return PlanText::tr("Delete consumer group %1").arg(target); },
        },
        step.change);
    return number > 0 ? QStringLiteral("%1. %2").arg(QString::number(number), words) : words;
}

QString done(const model::PlanStep &step)
{
    return std::visit(
        base::Overloaded{
            [&](const model::CreateTopic &) { return PlanText::tr("Topic %1 created").arg(step.target); },
            [&](const model::DeleteTopic &) { return PlanText::tr("Topic %1 deleted").arg(step.target); },
            [&](const model::AlterTopicConfig &) { return PlanText::tr("%1 set on %2").arg(changedNames(step), step.target); },
            [&](const model::AlterBrokerConfig &c) {
                return c.broker < 0 ? PlanText::tr("%1 set on all brokers").arg(changedNames(step))
                                    : PlanText::tr("%1 set on broker %2").arg(changedNames(step), QString::number(c.broker));
            },
            [&](const model::AddPartitions &c) {
                return PlanText::tr("%1 has %n partition(s) now", nullptr, c.total).arg(step.target);
            },
            [&](const model::DeleteRecords &) { return PlanText::tr("Records of %1 deleted").arg(step.target); },
            [&](const model::DeleteGroup &) { return PlanText::tr("Consumer group %1 deleted").arg(step.target); },
        },
        step.change);
}

QString doneDetail(const model::PlanStep &step)
{
    const model::PlanDifference *only = nullptr;
    for (const model::PlanDifference &difference : step.differences) {
        if (!difference.changed())
            continue;
        if (only)
            return {};
        only = &difference;
    }
    if (!only || !only->before || !step.undoable)
        return {};
    return PlanText::tr("Was %1. The old value is kept.").arg(*only->before);
}

State worst(const model::PlanStep &step)
{
    if (step.check == model::PlanStep::Check::Failed)
        return State::Error;
    State state = State::Ok;
    for (const model::PlanWarning &w : step.warnings) {
        const State next = warning(step, w).state;
        if (next == State::Error)
            return State::Error;
        if (next == State::Warn)
            state = State::Warn;
    }
    if (!step.undoable && state == State::Ok)
        state = State::Warn;
    return state;
}

Words warning(const model::PlanStep &step, const model::PlanWarning &warning)
{
    using Kind = model::PlanWarning::Kind;
    Words words;
    switch (warning.kind) {
    case Kind::RecordsLost: {
        words.state = State::Error;
        words.exportable = !std::holds_alternative<model::DeleteGroup>(step.change);
        const QString size = warning.bytes ? format::bytes(*warning.bytes) : QString();
        if (warning.records && warning.bytes)
            words.lead = PlanText::tr("%1 records (%2) are gone for good.").arg(format::count(*warning.records), size);
        else if (warning.records)
            words.lead = PlanText::tr("%1 records are gone for good.").arg(format::count(*warning.records));
        else
            words.lead = PlanText::tr("The records are gone for good.");
        words.text = PlanText::tr("Nothing brings them back but a copy made before.");
        break;
    }
    case Kind::GroupsReading:
        words.lead = PlanText::tr("%n consumer group(s) use it.", nullptr, static_cast<int>(warning.names.size()));
        words.text = quoted(warning.names);
        break;
    case Kind::KeysMove:
        words.lead = PlanText::tr("Keys move to other partitions.");
        words.text = PlanText::tr("A key's new records may come to another partition than its old ones: the order by key breaks once.");
        break;
    case Kind::InternalTopic:
        words.lead = PlanText::tr("%1 is the cluster's own bookkeeping.").arg(step.target);
        words.text = PlanText::tr("Consumers, transactions or connectors may stop working.");
        break;
    case Kind::CannotUndo:
        words.state = State::Error;
        words.lead = PlanText::tr("This cannot be undone.");
        break;
    case Kind::ReplicationOne:
        words.lead = PlanText::tr("There is no second copy.");
        words.text = PlanText::tr("With replication factor 1 the records of a broker that is lost are lost with it.");
        break;
    case Kind::ShorterRetention:
        words.exportable = true;
        words.text = PlanText::tr("Setting it back does not restore them.");
        if (warning.records && *warning.records == 0) {
            words.exportable = false;
            words.lead = PlanText::tr("No record lies beyond the new retention now.");
            words.text = PlanText::tr("From now on records are deleted sooner.");
        } else if (warning.records && warning.bytes) {
            words.lead = PlanText::tr("About %1 records, %2, lie beyond the new retention and are deleted within minutes.").arg(format::count(*warning.records), format::bytes(*warning.bytes));
        } else if (warning.bytes) {
            words.lead = PlanText::tr("About %1 lies beyond the new retention and is deleted within minutes.").arg(format::bytes(*warning.bytes));
        } else {
            words.lead = PlanText::tr("Records beyond the new retention are deleted within minutes.");
        }
        if (!warning.names.isEmpty())
            words.text += QLatin1Char(' ') + PlanText::tr("Groups that have not read them: %1.").arg(quoted(warning.names));
        break;
    case Kind::CannotSeeBefore:
        words.lead = PlanText::tr("The state before could not be read.");
        words.text = warning.error ? errorText(*warning.error).line() : PlanText::tr("So it cannot be put back.");
        break;
    }
    return words;
}

QString reading(const QString &name, const QString &value)
{
    bool ok = false;
    const qint64 number = value.toLongLong(&ok);
    if (!ok)
        return {};
    if (number == -1 && (name.startsWith(QLatin1String("retention.")) || name.startsWith(QLatin1String("log.retention"))))
        return PlanText::tr("no limit");
    if (name.endsWith(QLatin1String(".ms")) && number >= 1000 && number < std::numeric_limits<qint64>::max() / 2)
        return format::span(number);
    if (name.endsWith(QLatin1String(".bytes")) && number >= 1024 && number < std::numeric_limits<qint64>::max() / 2)
        return format::bytes(number);
    return {};
}

QString source(model::ConfigEntry::Source source)
{
    switch (source) {
    case model::ConfigEntry::Source::Topic: return PlanText::tr("set on the topic");
    case model::ConfigEntry::Source::DynamicBroker: return PlanText::tr("set on the broker");
    case model::ConfigEntry::Source::DynamicDefaultBroker: return PlanText::tr("set for all brokers");
    case model::ConfigEntry::Source::StaticBroker: return PlanText::tr("from the broker's file");
    case model::ConfigEntry::Source::Default: return PlanText::tr("Kafka's default");
    case model::ConfigEntry::Source::Group: return PlanText::tr("set on the group");
    case model::ConfigEntry::Source::ClientMetrics: return PlanText::tr("set for client metrics");
    case model::ConfigEntry::Source::Unknown: break;
    }
    return {};
}

QString folded(const QString &command)
{
    constexpr qsizetype kColumns = 76;
    if (command.size() <= kColumns || command.contains(QLatin1Char('\n')))
        return command;
    // Pieces begin at " --" outside quotes: a value may hold anything.
    QStringList pieces{QString()};
    QChar quote;
    for (qsizetype i = 0; i < command.size(); ++i) {
        const QChar c = command.at(i);
        if (!quote.isNull())
            quote = c == quote ? QChar() : quote;
        else if (c == QLatin1Char('\'') || c == QLatin1Char('"'))
            quote = c;
        else if (c == QLatin1Char(' ') && command.mid(i + 1, 2) == QLatin1String("--")) {
            pieces << QString();
            continue;
        }
        pieces.last() += c;
    }
    QString text = pieces.takeFirst();
    qsizetype width = text.size();
    for (const QString &piece : std::as_const(pieces)) {
        if (width + 1 + piece.size() + 2 > kColumns) {
            text += QStringLiteral(" \\\n  ") + piece;
            width = 2 + piece.size();
        } else {
            text += QLatin1Char(' ') + piece;
            width += 1 + piece.size();
        }
    }
    return text;
}

QString nameToType(const model::Plan &plan)
{
    if (plan.production)
        return plan.cluster;
    std::vector<const model::PlanStep *> final;
    for (const model::PlanStep &step : plan.steps) {
        if (!step.undoable)
            final.push_back(&step);
    }
    if (final.empty())
        return {};
    return final.size() == 1 && !final.front()->target.isEmpty() ? final.front()->target : plan.cluster;
}

} // namespace weir::widgets::plan_text
