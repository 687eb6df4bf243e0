// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/audit/audit_text.h"

#include "widgets/parts/format.h"

#include <QCoreApplication>

namespace weir::widgets::audit_text {

namespace {

class AuditText
{
    Q_DECLARE_TR_FUNCTIONS(AuditText)
};

struct Action {
    const char *id;
    const char *words;
};
constexpr Action kActions[]{
    {"topic.create", QT_TRANSLATE_NOOP("AuditText", "Create topic")},
    {"topic.delete", QT_TRANSLATE_NOOP("AuditText", "Delete topic")},
    {"topic.config", QT_TRANSLATE_NOOP("AuditText", "Change topic configuration")},
    {"broker.config", QT_TRANSLATE_NOOP("AuditText", "Change broker configuration")},
    {"topic.partitions", QT_TRANSLATE_NOOP("AuditText", "Add partitions")},
    {"records.delete", QT_TRANSLATE_NOOP("AuditText", "Delete records")},
    {"group.delete", QT_TRANSLATE_NOOP("AuditText", "Delete group")},
    {"record.produce", QT_TRANSLATE_NOOP("AuditText", "Produce records")},
    {"record.load", QT_TRANSLATE_NOOP("AuditText", "Generate load")},
};

QString shown(const std::optional<QString> &value)
{
    if (!value)
        return format::none();
    return value->isEmpty() ? AuditText::tr("empty") : *value;
}

} // namespace

QString action(const QString &id)
{
    for (const Action &known : kActions) {
        if (id == QLatin1String(known.id))
            return AuditText::tr(known.words);
    }
    return id;
}

QString target(const model::AuditEntry &entry)
{
    if (!entry.target.isEmpty())
        return entry.target;
    return entry.action == QLatin1String("broker.config") ? AuditText::tr("all brokers") : format::none();
}

std::vector<KeyValue> differences(const model::AuditDetail &detail)
{
    std::vector<KeyValue> rows;
    for (const model::PlanDifference &difference : detail.differences) {
        if (difference.changed())
            rows.push_back({difference.name, shown(difference.before) + QStringLiteral(" → ") + shown(difference.after)});
    }
    return rows;
}

std::vector<KeyValue> written(const model::AuditDetail &detail)
{
    std::vector<KeyValue> rows;
    if (detail.partition)
        rows.push_back({AuditText::tr("Partition"), QString::number(*detail.partition)});
    if (detail.offset && detail.lastOffset)
        rows.push_back({AuditText::tr("Offsets"), AuditText::tr("%1 to %2").arg(format::count(*detail.offset), format::count(*detail.lastOffset))});
    else if (detail.offset)
        rows.push_back({AuditText::tr("Offset"), format::count(*detail.offset)});
    if (detail.records > 1)
        rows.push_back({AuditText::tr("Records"), format::count(detail.records)});
    return rows;
}

} // namespace weir::widgets::audit_text
