// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/span_button.h"

#include "widgets/parts/format.h"

namespace weir::widgets {

namespace {
constexpr qint64 kMinuteMs = 60'000;
constexpr qint64 kSpans[]{15 * kMinuteMs, 60 * kMinuteMs, 6 * 60 * kMinuteMs, 24 * 60 * kMinuteMs};
const auto kKey = QStringLiteral("charts/spanMs");
} // namespace

SpanButton::SpanButton(api::Settings &settings, QWidget *parent)
    : ComboButton({}, Icon::Clock, parent)
    , m_settings(settings)
{
    for (const qint64 span : kSpans)
        addChoice(tr("Last %1").arg(format::span(span)), span);
    const qint64 kept = settings.value(kKey).toLongLong();
    setCurrentData(std::find(std::begin(kSpans), std::end(kSpans), kept) != std::end(kSpans) ? kept : kSpans[1]);
    setAccessibleName(tr("Span of the charts"));
    setToolTip(tr("How far back the charts go: at most to when this window first looked at the cluster."));
    connect(this, &ComboButton::chosen, this, [this](const QVariant &data) {
        m_settings.setValue(kKey, data);
        Q_EMIT spanChanged(data.toLongLong());
    });
    // Another page has chosen.
    connect(&settings, &api::Settings::changed, this, [this](const QString &key) {
        const qint64 now = key == kKey ? m_settings.value(kKey).toLongLong() : 0;
        if (now <= 0 || now == spanMs())
            return;
        setCurrentData(now);
        Q_EMIT spanChanged(now);
    });
}

} // namespace weir::widgets
