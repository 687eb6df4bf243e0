// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/messages/read_choices.h"

#include "widgets/pages/messages/partition_picker.h"
#include "widgets/pages/messages/scan_request.h"
#include "widgets/parts/format.h"
#include "widgets/parts/label.h"

#include <QComboBox>
#include <QDateTime>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QStandardItemModel>

namespace weir::widgets {

namespace {

constexpr qint64 kUsualLimit = 500;
// What a place holds beyond its own fields, by these names.
const QString kFrom = QStringLiteral("from");             // oldest, live; newest where it is absent
const QString kLimit = QStringLiteral("limit");           // hits; 0: no end
const QString kPartitions = QStringLiteral("partitions"); // "0,2,5"
const QString kUntilOffset = QStringLiteral("untilOffset");
const QString kUntilTime = QStringLiteral("untilTime");   // ms since the epoch

} // namespace

ReadChoices::ReadChoices(Preferences &preferences, QWidget *parent)
    : QWidget(parent)
    , m_preferences(preferences)
    , m_row(new QHBoxLayout(this))
    , m_start(new QComboBox)
    , m_startValue(new QLineEdit)
    , m_until(new QComboBox)
    , m_untilValue(new QLineEdit)
    , m_limit(new QComboBox)
    , m_partitions(new PartitionPicker)
{
    m_row->setContentsMargins(12, 8, 12, 8);
    m_row->setSpacing(8);
    const auto add = [this](const QString &label, QWidget *field) {
        field->setAccessibleName(label);
        m_row->addWidget(new Label(label, FontRole::Body, Ink::Text2));
        m_row->addWidget(field);
    };
    const auto addValue = [this](QLineEdit *field) {
        setDataFont(field);
        field->setFixedWidth(look().px(150));
        m_row->addWidget(field);
    };
    m_start->addItem(tr("Newest"), static_cast<int>(Kind::Newest));
    m_start->addItem(tr("Oldest"), static_cast<int>(Kind::Oldest));
    m_start->addItem(tr("Offset"), static_cast<int>(Kind::Offset));
    m_start->addItem(tr("Time"), static_cast<int>(Kind::Timestamp));
    m_start->addItem(tr("Live tail"), static_cast<int>(Kind::Live));
    add(tr("From"), m_start);
    addValue(m_startValue);
    m_until->addItem(tr("The end"), static_cast<int>(Until::End));
    m_until->addItem(tr("Offset"), static_cast<int>(Until::Offset));
    m_until->addItem(tr("Time"), static_cast<int>(Until::Time));
    m_until->setToolTip(tr("Where reading ends: the log end as it stands now, or before an offset or a time"));
    add(tr("Until"), m_until);
    addValue(m_untilValue);
    for (const qint64 limit : {qint64(100), kUsualLimit, qint64(5'000), qint64(50'000), qint64(500'000)})
        m_limit->addItem(format::count(limit), limit);
    m_limit->addItem(tr("No limit"), qint64(0));
    add(tr("Hits"), m_limit);
    add(tr("Partitions"), m_partitions);
    m_row->addStretch();
    setLimit(kUsualLimit);

    const auto chosen = [this](QLineEdit *value) {
        showKinds();
        if (value->isVisible())
            value->setFocus();
        else
            Q_EMIT runWanted();
    };
    connect(m_start, &QComboBox::activated, this, [this, chosen] { chosen(m_startValue); });
    connect(m_until, &QComboBox::activated, this, [this, chosen] { chosen(m_untilValue); });
    connect(m_startValue, &QLineEdit::returnPressed, this, &ReadChoices::runWanted);
    connect(m_untilValue, &QLineEdit::returnPressed, this, &ReadChoices::runWanted);
    connect(m_limit, &QComboBox::activated, this, &ReadChoices::runWanted);
    connect(m_partitions, &PartitionPicker::changed, this, &ReadChoices::runWanted);
    showKinds();
}

void ReadChoices::addWidget(QWidget *widget)
{
    m_row->addWidget(widget);
}

void ReadChoices::setPartitions(int count)
{
    m_partitions->setCount(count);
}

ReadChoices::Kind ReadChoices::kind() const
{
    return static_cast<Kind>(m_start->currentData().toInt());
}

ReadChoices::Until ReadChoices::until() const
{
    return static_cast<Until>(m_until->currentData().toInt());
}

void ReadChoices::setKind(Kind kind)
{
    m_start->setCurrentIndex(m_start->findData(static_cast<int>(kind)));
    showKinds();
}

/// Which fields belong to what is chosen.
void ReadChoices::showKinds()
{
    const auto show = [](QLineEdit *field, bool isOffset, bool isTime) {
        field->setVisible(isOffset || isTime);
        field->setPlaceholderText(isOffset ? tr("offset") : tr("2026-11-21 08:00 or 15 min"));
        setHasError(field, false);
    };
    show(m_startValue, kind() == Kind::Offset, kind() == Kind::Timestamp);
    m_startValue->setAccessibleName(kind() == Kind::Offset ? tr("From offset") : tr("From time"));
    const bool live = kind() == Kind::Live;
    m_until->setEnabled(!live);
    m_limit->setEnabled(!live);
    show(m_untilValue, !live && until() == Until::Offset, !live && until() == Until::Time);
    m_untilValue->setAccessibleName(until() == Until::Offset ? tr("Until offset") : tr("Until time"));
    // Backwards a number of hits is what ends it: without one all would have to be held before the first is shown.
    const bool back = kind() == Kind::Newest;
    const int unlimited = m_limit->findData(qint64(0));
    qobject_cast<QStandardItemModel *>(m_limit->model())->item(unlimited)->setEnabled(!back);
    if (back && m_limit->currentIndex() == unlimited)
        setLimit(kUsualLimit);
}

void ReadChoices::setStart(Kind kind, const QString &value)
{
    setKind(kind);
    m_startValue->setText(value);
}

void ReadChoices::setUntil(Until until, const QString &value)
{
    m_until->setCurrentIndex(m_until->findData(static_cast<int>(until)));
    m_untilValue->setText(value);
    showKinds();
}

void ReadChoices::setLimit(qint64 limit)
{
    const int index = m_limit->findData(limit);
    m_limit->setCurrentIndex(index < 0 ? m_limit->findData(kUsualLimit) : index);
}

void ReadChoices::showPlace(const Place &place)
{
    const QString from = place.more.value(kFrom);
    const bool all = !from.isEmpty();
    if (place.offset)
        setStart(Kind::Offset, QString::number(*place.offset));
    else if (place.timestampMs)
        setStart(Kind::Timestamp, format::timestamp(*place.timestampMs));
    else if (from == QLatin1String("live"))
        setStart(Kind::Live, {});
    else if (from == QLatin1String("oldest"))
        setStart(Kind::Oldest, {});
    else if (from == QLatin1String("newest"))
        setStart(Kind::Newest, {});
    if (place.partition) {
        m_partitions->setChosen({*place.partition});
    } else if (all || place.more.contains(kPartitions)) {
        QVector<qint32> chosen;
        for (const QString &id : place.more.value(kPartitions).split(QLatin1Char(','), Qt::SkipEmptyParts))
            chosen.append(id.toInt());
        m_partitions->setChosen(chosen);
    }
    if (place.more.contains(kUntilOffset))
        setUntil(Until::Offset, place.more.value(kUntilOffset));
    else if (place.more.contains(kUntilTime))
        setUntil(Until::Time, format::timestamp(place.more.value(kUntilTime).toLongLong()));
    else if (all)
        setUntil(Until::End, {});
    if (place.more.contains(kLimit))
        setLimit(place.more.value(kLimit).toLongLong());
    else if (all)
        setLimit(from == QLatin1String("oldest") ? 0 : kUsualLimit); // all of it, or the usual page
    showKinds();
}

void ReadChoices::fillPlace(Place &place) const
{
    const QVector<qint32> chosen = m_partitions->chosen();
    if (chosen.size() == 1) {
        place.partition = chosen.front();
    } else if (!chosen.isEmpty()) {
        QStringList ids;
        for (const qint32 id : chosen)
            ids.append(QString::number(id));
        place.more.insert(kPartitions, ids.join(QLatin1Char(',')));
    }
    switch (kind()) {
    case Kind::Offset: place.offset = read(m_startValue, false, false); break;
    case Kind::Timestamp: place.timestampMs = read(m_startValue, true, false); break;
    case Kind::Live: place.more.insert(kFrom, QStringLiteral("live")); break;
    case Kind::Oldest: place.more.insert(kFrom, QStringLiteral("oldest")); break;
    case Kind::Newest: break;
    }
    const qint64 limit = m_limit->currentData().toLongLong();
    if (limit != (kind() == Kind::Oldest ? 0 : kUsualLimit))
        place.more.insert(kLimit, QString::number(limit));
    if (kind() == Kind::Live || until() == Until::End)
        return;
    if (const auto end = read(m_untilValue, until() == Until::Time, false))
        place.more.insert(until() == Until::Time ? kUntilTime : kUntilOffset, QString::number(*end));
}

std::optional<qint64> ReadChoices::read(QLineEdit *field, bool isTime, bool mark) const
{
    const auto value = parseStart(isTime ? Kind::Timestamp : Kind::Offset, field->text(), QDateTime::currentMSecsSinceEpoch(), m_preferences.utc());
    if (mark) {
        setHasError(field, !value);
        if (!value)
            field->setFocus();
    }
    return value;
}

std::optional<model::ReadRequest> ReadChoices::request()
{
    model::ReadRequest request;
    request.partitions = m_partitions->chosen();
    request.start.kind = kind();
    if (kind() == Kind::Offset || kind() == Kind::Timestamp) {
        const auto value = read(m_startValue, kind() == Kind::Timestamp, true);
        if (!value)
            return std::nullopt;
        request.start.value = *value;
    }
    if (kind() == Kind::Live) {
        request.limit = 0;
        return request;
    }
    request.limit = m_limit->currentData().toLongLong();
    if (until() != Until::End) {
        const auto value = read(m_untilValue, until() == Until::Time, true);
        if (!value)
            return std::nullopt;
        (until() == Until::Time ? request.untilTimestampMs : request.untilOffset) = *value;
    }
    return request;
}

} // namespace weir::widgets
