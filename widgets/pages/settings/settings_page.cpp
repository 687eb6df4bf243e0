// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/settings/settings_page.h"

#include "widgets/pages/settings/shortcut_table.h"
#include "widgets/parts/buttons.h"
#include "widgets/parts/label.h"
#include "widgets/parts/page_header.h"
#include "widgets/parts/panel.h"
#include "widgets/theme/controls.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QScrollArea>
#include <QSlider>
#include <QVBoxLayout>

namespace weir::widgets {

namespace {

QFormLayout *makeForm(QWidget *body)
{
    auto *form = new QFormLayout(body);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(24);
    form->setVerticalSpacing(8);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);
    return form;
}

void addRow(QFormLayout *form, const QString &label, QWidget *field)
{
    field->setAccessibleName(label);
    form->addRow(new Label(label, FontRole::Body, Ink::Text2), field);
}

SegmentedControl *makeChoice(const QStringList &words, int current)
{
    auto *control = new SegmentedControl;
    for (const QString &word : words)
        control->addSegment(word);
    control->setCurrentIndex(current);
    return control;
}

} // namespace

SettingsPage::SettingsPage(const PageContext &context, const Place &)
    : Page(context)
{
    auto *header = new PageHeader;
    header->setTitle(tr("Settings"));
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(12);
    column->addWidget(makeAppearance());
    column->addWidget(makeMetrics());
    column->addWidget(makeSecrets());
    column->addWidget(makeShortcuts());
    column->addStretch();
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(content);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(header);
    layout->addWidget(scroll, 1);
}

QString SettingsPage::title() const
{
    return tr("Settings");
}

Place SettingsPage::place() const
{
    Place place;
    place.page = QStringLiteral("settings");
    return place;
}

QWidget *SettingsPage::makeAppearance()
{
    Preferences &preferences = m_context.preferences;
    auto *panel = new Panel(tr("Appearance"));
    auto *body = new QWidget;
    QFormLayout *form = makeForm(body);

    SegmentedControl *language = makeChoice({tr("System"), QStringLiteral("English"), QStringLiteral("한국어")}, static_cast<int>(preferences.language()));
    connect(language, &SegmentedControl::currentChanged, this, [&preferences](int index) {
        preferences.setLanguage(static_cast<Preferences::LanguageChoice>(index));
    });
    addRow(form, tr("Language"), language);

    SegmentedControl *theme = makeChoice({tr("System"), tr("Light"), tr("Dark")}, static_cast<int>(preferences.theme()));
    connect(theme, &SegmentedControl::currentChanged, this, [&preferences](int index) { preferences.setTheme(static_cast<ThemeChoice>(index)); });
    addRow(form, tr("Theme"), theme);

    SegmentedControl *density = makeChoice({tr("Compact"), tr("Normal"), tr("Roomy")}, static_cast<int>(preferences.density()));
    connect(density, &SegmentedControl::currentChanged, this, [&preferences](int index) { preferences.setDensity(static_cast<Density>(index)); });
    addRow(form, tr("Table rows"), density);

    auto *scaleBox = new QWidget;
    auto *scaleRow = new QHBoxLayout(scaleBox);
    scaleRow->setContentsMargins(0, 0, 0, 0);
    auto *scale = new QSlider(Qt::Horizontal);
    scale->setRange(9, 15);
    scale->setPageStep(1);
    scale->setValue(preferences.textScale() / 10);
    scale->setFixedWidth(look().px(160));
    auto *scaleText = new Label(tr("%1 %").arg(preferences.textScale()), FontRole::Data);
    scaleRow->addWidget(scale);
    scaleRow->addWidget(scaleText);
    connect(scale, &QSlider::valueChanged, scaleText, [scaleText](int value) { scaleText->setText(tr("%1 %").arg(value * 10)); });
    // On release: the text under the handle would move away while it is dragged.
    connect(scale, &QSlider::sliderReleased, this, [&preferences, scale] { preferences.setTextScale(scale->value() * 10); });
    connect(scale, &QSlider::actionTriggered, this, [&preferences, scale](int action) {
        if (action != QAbstractSlider::SliderMove)
            preferences.setTextScale(scale->sliderPosition() * 10);
    });
    addRow(form, tr("Text size"), scaleBox);
    scale->setAccessibleName(tr("Text size"));

    SegmentedControl *zone = makeChoice({QStringLiteral("UTC"), tr("Local")}, preferences.utc() ? 0 : 1);
    connect(zone, &SegmentedControl::currentChanged, this, [&preferences](int index) { preferences.setUtc(index == 0); });
    connect(&preferences, &Preferences::timeZoneChanged, zone, [&preferences, zone] { zone->setCurrentIndex(preferences.utc() ? 0 : 1); });
    addRow(form, tr("Times"), zone);

    auto *motion = new Switch(tr("Nothing turns or runs"));
    motion->setChecked(preferences.reducedMotion());
    connect(motion, &QAbstractButton::toggled, this, [&preferences](bool on) { preferences.setReducedMotion(on); });
    addRow(form, tr("Reduced motion"), motion);
    panel->setPaddedContent(body);
    return panel;
}

QWidget *SettingsPage::makeMetrics()
{
    api::Settings &settings = m_context.preferences.settings();
    auto *panel = new Panel(tr("Prometheus metrics"));
    auto *body = new QWidget;
    QFormLayout *form = makeForm(body);
    auto *on = new Switch(tr("Serve /metrics for the open cluster while Weir runs"));
    on->setChecked(settings.value(QStringLiteral("metrics.on"), false).toBool());
    connect(on, &QAbstractButton::toggled, this, [&settings](bool checked) { settings.setValue(QStringLiteral("metrics.on"), checked); });
    addRow(form, tr("Endpoint"), on);
    auto *address = new QLineEdit(settings.value(QStringLiteral("metrics.address"), QStringLiteral("127.0.0.1:9308")).toString());
    setDataFont(address);
    address->setFixedWidth(look().px(200));
    connect(address, &QLineEdit::editingFinished, this, [&settings, address] {
        settings.setValue(QStringLiteral("metrics.address"), address->text().trimmed());
    });
    addRow(form, tr("Address"), address);
    m_metricsState = new Label({}, FontRole::Small, Ink::Text2);
    m_metricsState->setSelectable(true);
    form->addRow(QString(), m_metricsState);
    panel->setPaddedContent(body);
    connect(&settings, &api::Settings::changed, this, [this](const QString &key) {
        if (key.startsWith(QLatin1String("metrics.")))
            showMetricsState();
    });
    showMetricsState();
    return panel;
}

void SettingsPage::showMetricsState()
{
    const api::Settings &settings = m_context.preferences.settings();
    const QString problem = settings.value(QStringLiteral("metrics.problem")).toString();
    const bool on = settings.value(QStringLiteral("metrics.on"), false).toBool();
    m_metricsState->setInk(on && !problem.isEmpty() ? Ink::Error : Ink::Text2);
    if (!on)
        m_metricsState->setText(tr("Off. weir-exporter serves the same without a window."));
    else if (!problem.isEmpty())
        m_metricsState->setText(problem);
    else
        m_metricsState->setText(tr("http://%1/metrics").arg(settings.value(QStringLiteral("metrics.address"), QStringLiteral("127.0.0.1:9308")).toString()));
}

QWidget *SettingsPage::makeSecrets()
{
    api::Settings &settings = m_context.preferences.settings();
    auto *panel = new Panel(tr("Passwords"));
    auto *body = new QWidget;
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    QString where;
    switch (m_context.secrets.place()) {
    case api::SecretStore::Place::Keychain: where = tr("Passwords are kept in the keychain of this desktop."); break;
    case api::SecretStore::Place::File: where = tr("Passwords are kept in a file that only you can read, without encryption."); break;
    case api::SecretStore::Place::Memory: where = tr("No keychain answers on this desktop: passwords are kept until Weir ends."); break;
    }
    auto *words = new Label(where, FontRole::Body, Ink::Text);
    words->setWordWrap(true);
    column->addWidget(words);
    auto *file = new Switch(tr("Keep them in a file instead (from the next start on)"));
    file->setChecked(settings.value(QStringLiteral("secrets.file"), false).toBool());
    connect(file, &QAbstractButton::toggled, this, [&settings](bool on) { settings.setValue(QStringLiteral("secrets.file"), on); });
    column->addWidget(file);
    panel->setPaddedContent(body);
    return panel;
}

QWidget *SettingsPage::makeShortcuts()
{
    auto *panel = new Panel(tr("Shortcuts"));
    panel->setNote(tr("Enter changes one, the menu puts it back"));
    panel->setContent(new ShortcutTable(m_context.commands));
    return panel;
}

} // namespace weir::widgets
