// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/topics/topic_dialogs.h"

#include "widgets/parts/buttons.h"
#include "widgets/parts/format.h"
#include "widgets/parts/label.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QFormLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QSpinBox>
#include <QVBoxLayout>

namespace weir::widgets {

namespace {

constexpr int kLongestName = 249;

void addRow(QFormLayout *form, const QString &label, QWidget *field)
{
    field->setAccessibleName(label);
    form->addRow(new Label(label, FontRole::Body, Ink::Text2), field);
}

} // namespace

QString topicNameProblem(const QString &name)
{
    static const QRegularExpression wrong(QStringLiteral("[^a-zA-Z0-9._-]"));
    if (name.isEmpty())
        return NewTopicDialog::tr("The topic needs a name.");
    if (name == QLatin1String(".") || name == QLatin1String(".."))
        return NewTopicDialog::tr("“.” and “..” are no names.");
    if (name.size() > kLongestName)
        return NewTopicDialog::tr("At most %1 characters.").arg(kLongestName);
    if (const auto match = wrong.match(name); match.hasMatch())
        return NewTopicDialog::tr("“%1” is not allowed: letters, digits, dot, underscore and hyphen are.").arg(match.captured());
    return {};
}

std::optional<qint64> parseRetention(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (trimmed == QLatin1String("-1") || trimmed.compare(NewTopicDialog::tr("for ever"), Qt::CaseInsensitive) == 0)
        return -1;
    static const QRegularExpression span(QStringLiteral("^(\\d+)\\s*(ms|s|min|m|h|d|w|분|시간|일|주)?$"), QRegularExpression::CaseInsensitiveOption);
    const auto match = span.match(trimmed);
    if (!match.hasMatch())
        return std::nullopt;
    static const QHash<QString, qint64> units{{QString(), 1},        {QStringLiteral("ms"), 1},      {QStringLiteral("s"), 1000},        {QStringLiteral("m"), 60'000},
                                              {QStringLiteral("min"), 60'000}, {QStringLiteral("h"), 3'600'000}, {QStringLiteral("d"), 86'400'000},  {QStringLiteral("w"), 604'800'000},
                                              {QStringLiteral("분"), 60'000},  {QStringLiteral("시간"), 3'600'000}, {QStringLiteral("일"), 86'400'000}, {QStringLiteral("주"), 604'800'000}};
    return match.captured(1).toLongLong() * units.value(match.captured(2).toLower(), 1);
}

NewTopicDialog::NewTopicDialog(const model::SnapshotPtr &snapshot)
    : m_snapshot(snapshot)
{
    setTitle(tr("New topic"), Icon::Topic);
    setPreferredWidth(560);
    auto *body = new QWidget;
    auto *form = new QFormLayout(body);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    m_name = new QLineEdit;
    setDataFont(m_name);
    addRow(form, tr("Name"), m_name);
    m_problem = new Label({}, FontRole::Small, Ink::Error);
    form->addRow(QString(), m_problem);
    m_partitions = new QSpinBox;
    m_partitions->setRange(1, 100'000);
    m_partitions->setValue(3);
    addRow(form, tr("Partitions"), m_partitions);
    int alive = 0;
    if (snapshot) {
        for (const model::Broker &broker : snapshot->brokers)
            alive += broker.alive ? 1 : 0;
    }
    m_replicas = new QSpinBox;
    m_replicas->setRange(1, std::max(1, alive));
    m_replicas->setValue(std::clamp(alive, 1, 3));
    addRow(form, tr("Replicas"), m_replicas);
    m_cleanup = new QComboBox;
    m_cleanup->addItem(tr("broker's default"), QString());
    m_cleanup->addItem(tr("delete: old records go"), QStringLiteral("delete"));
    m_cleanup->addItem(tr("compact: the latest of each key stays"), QStringLiteral("compact"));
    m_cleanup->addItem(tr("compact and delete"), QStringLiteral("compact,delete"));
    addRow(form, tr("Cleanup"), m_cleanup);
    m_retention = new QLineEdit;
    m_retention->setPlaceholderText(tr("broker's default; 7 d, 12 h, for ever"));
    setDataFont(m_retention);
    addRow(form, tr("Keeps records"), m_retention);
    m_settings = new QPlainTextEdit;
    m_settings->setPlaceholderText(QStringLiteral("max.message.bytes=2000000\nmin.insync.replicas=2"));
    m_settings->setFixedHeight(look().px(64));
    m_settings->setTabChangesFocus(true);
    setDataFont(m_settings);
    addRow(form, tr("More settings"), m_settings);
    setBody(body);

    QPushButton *cancel = makeButton(tr("Cancel"), Icon::None, ButtonKind::Default, nullptr, QStringLiteral("Esc"));
    m_next = makeButton(tr("Show the plan..."), Icon::Plan, ButtonKind::Primary);
    m_next->setObjectName(QStringLiteral("next"));
    addFooterRight(cancel);
    addFooterRight(m_next);
    setInitialFocus(m_name);
    connect(m_name, &QLineEdit::textChanged, this, &NewTopicDialog::check);
    connect(m_retention, &QLineEdit::textChanged, this, &NewTopicDialog::check);
    connect(cancel, &QPushButton::clicked, this, [this] { reject(); });
    const auto take = [this] {
        if (!m_next->isEnabled())
            return;
        model::CreateTopic topic;
        topic.name = m_name->text();
        topic.partitions = m_partitions->value();
        topic.replicationFactor = m_replicas->value();
        if (!m_cleanup->currentData().toString().isEmpty())
            topic.configs.insert(QStringLiteral("cleanup.policy"), m_cleanup->currentData().toString());
        if (!m_retention->text().trimmed().isEmpty())
            topic.configs.insert(QStringLiteral("retention.ms"), QString::number(*parseRetention(m_retention->text())));
        for (const QString &line : m_settings->toPlainText().split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
            const qsizetype equals = line.indexOf(QLatin1Char('='));
            if (equals > 0)
                topic.configs.insert(line.left(equals).trimmed(), line.mid(equals + 1).trimmed());
        }
        accept();
        Q_EMIT chosen(topic);
    };
    connect(m_next, &QPushButton::clicked, this, take);
    connect(m_name, &QLineEdit::returnPressed, this, take);
    m_next->setEnabled(false);
}

void NewTopicDialog::startFrom(const model::TopicDetail &topic)
{
    setTitle(tr("New topic like %1").arg(topic.topic.name), Icon::Topic);
    m_partitions->setValue(static_cast<int>(topic.topic.partitions.size()));
    m_replicas->setValue(topic.topic.replicationFactor());
    QStringList others;
    for (const model::ConfigEntry &entry : topic.configs) {
        if (entry.source != model::ConfigEntry::Source::Topic || !entry.value)
            continue;
        const int cleanup = entry.name == QLatin1String("cleanup.policy") ? m_cleanup->findData(*entry.value) : -1;
        if (cleanup >= 0)
            m_cleanup->setCurrentIndex(cleanup);
        else if (entry.name == QLatin1String("retention.ms"))
            m_retention->setText(*entry.value);
        else
            others.append(entry.name + QLatin1Char('=') + *entry.value);
    }
    m_settings->setPlainText(others.join(QLatin1Char('\n')));
}

void NewTopicDialog::check()
{
    QString problem = topicNameProblem(m_name->text());
    if (problem.isEmpty() && m_snapshot && m_snapshot->topic(m_name->text()) != nullptr)
        problem = tr("A topic of this name exists.");
    const bool retention = m_retention->text().trimmed().isEmpty() || parseRetention(m_retention->text());
    setHasError(m_name, !problem.isEmpty());
    setHasError(m_retention, !retention);
    if (problem.isEmpty() && !retention)
        problem = tr("“%1” is no span of time: write 7 d, 12 h or milliseconds.").arg(m_retention->text().trimmed());
    m_problem->setText(problem);
    m_next->setEnabled(problem.isEmpty());
}

AddPartitionsDialog::AddPartitionsDialog(const QString &topic, int now)
{
    setTitle(tr("Add partitions to %1").arg(topic), Icon::Partition);
    auto *body = new QWidget;
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    auto *words = new Label(tr("It has %n partition(s) now. Partitions can be added and never taken away; keys map to other partitions from then on, and groups rebalance.", nullptr, now),
                            FontRole::Body, Ink::Text);
    words->setWordWrap(true);
    layout->addWidget(words);
    auto *total = new QSpinBox;
    total->setRange(now + 1, 100'000);
    total->setValue(now + 1);
    total->setAccessibleName(tr("Partitions after the change"));
    layout->addWidget(total);
    setBody(body);
    QPushButton *cancel = makeButton(tr("Cancel"), Icon::None, ButtonKind::Default, nullptr, QStringLiteral("Esc"));
    QPushButton *next = makeButton(tr("Show the plan..."), Icon::Plan, ButtonKind::Primary);
    addFooterRight(cancel);
    addFooterRight(next);
    setInitialFocus(total);
    connect(cancel, &QPushButton::clicked, this, [this] { reject(); });
    connect(next, &QPushButton::clicked, this, [this, topic, total] {
        accept();
        Q_EMIT chosen(model::AddPartitions{topic, total->value()});
    });
}

} // namespace weir::widgets
