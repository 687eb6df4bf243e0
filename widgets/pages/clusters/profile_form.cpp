// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/clusters/profile_form.h"

#include "widgets/pages/clusters/profile_text.h"
#include "widgets/parts/buttons.h"
#include "widgets/parts/label.h"
#include "widgets/theme/controls.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPainter>

#include <algorithm>

namespace weir::widgets {

namespace {

// What the fields below stand for; everything else in a profile is kept as it is.
constexpr const char *kFields[]{"bootstrap.servers", "security.protocol", "sasl.mechanism", "sasl.username", "ssl.ca.location",
                                "ssl.certificate.location", "ssl.key.location", "ssl.endpoint.identification.algorithm"};
constexpr const char *kSecretFields[]{"sasl.password", "ssl.key.password"};

QIcon swatch(const QColor &color)
{
    QPixmap pixmap(16, 16);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.fillRect(4, 2, 8, 12, color);
    return {pixmap};
}

} // namespace

ProfileForm::ProfileForm(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QFormLayout(this))
    , m_problem(new Label({}, FontRole::Small, Ink::Error))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setHorizontalSpacing(16);
    m_layout->setVerticalSpacing(8);
    m_layout->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    m_layout->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);

    m_name = addField(tr("Name"), tr("shop-staging"));
    m_bootstrap = addField(tr("Addresses"), QStringLiteral("kafka-1:9092,kafka-2:9092"));
    m_protocol = new QComboBox;
    m_protocol->addItem(tr("No encryption"), QStringLiteral("PLAINTEXT"));
    m_protocol->addItem(tr("TLS"), QStringLiteral("SSL"));
    m_protocol->addItem(tr("SASL without encryption"), QStringLiteral("SASL_PLAINTEXT"));
    m_protocol->addItem(tr("SASL over TLS"), QStringLiteral("SASL_SSL"));
    addRow(tr("Security"), m_protocol);
    m_mechanism = new QComboBox;
    for (const char *mechanism : {"PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"})
        m_mechanism->addItem(QLatin1String(mechanism), QLatin1String(mechanism));
    addRow(tr("Mechanism"), m_mechanism);
    m_user = addField(tr("User"), {});
    m_password = addField(tr("Password"), {}, true);
    m_ca = addField(tr("CA certificates"), tr("the system's own"), false, true);
    m_certificate = addField(tr("Client certificate"), tr("none"), false, true);
    m_key = addField(tr("Client key"), tr("none"), false, true);
    m_keyPassword = addField(tr("Key password"), {}, true);
    m_verify = new Switch(tr("The certificate must name the host"));
    addRow(tr("Host name"), m_verify);
    m_accent = new QComboBox;
    for (int i = 0; i <= static_cast<int>(model::Profile::Accent::Moss); ++i)
        m_accent->addItem(swatch(look().accentColor(static_cast<Accent>(i))), accentName(static_cast<model::Profile::Accent>(i)), i);
    addRow(tr("Colour"), m_accent);
    m_readOnly = new Switch(tr("Read only: every change is refused"));
    addRow(tr("Protection"), m_readOnly);
    m_production = new Switch(tr("Production: crimson frame, changes ask for the name"));
    addRow({}, m_production);
    m_others = new Label({}, FontRole::Data, Ink::Text2);
    m_others->setObjectName(QStringLiteral("profileOthers"));
    m_others->setWordWrap(true);
    m_others->setSelectable(true);
    addRow(tr("Also set"), m_others);
    m_layout->addRow(m_problem);
    m_problem->hide();

    connect(m_protocol, &QComboBox::currentIndexChanged, this, [this] {
        showNeeded();
        Q_EMIT edited();
    });
    connect(m_production, &QAbstractButton::toggled, this, [this] {
        showNeeded();
        Q_EMIT edited();
    });
    for (Switch *button : {m_verify, m_readOnly})
        connect(button, &QAbstractButton::toggled, this, &ProfileForm::edited);
    for (QComboBox *box : {m_mechanism, m_accent})
        connect(box, &QComboBox::currentIndexChanged, this, &ProfileForm::edited);
    setProfile({}, {});
}

QLineEdit *ProfileForm::addField(const QString &label, const QString &placeholder, bool secret, bool file)
{
    auto *edit = new QLineEdit;
    edit->setPlaceholderText(placeholder);
    edit->setAccessibleName(label);
    setDataFont(edit);
    if (secret)
        edit->setEchoMode(QLineEdit::Password);
    connect(edit, &QLineEdit::textEdited, this, [this, edit] {
        setHasError(edit, false);
        m_problem->hide();
        Q_EMIT edited();
    });
    if (!file) {
        addRow(label, edit);
        return edit;
    }
    auto *box = new QWidget;
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(edit, 1);
    QPushButton *browse = makeButton(tr("Choose..."));
    row->addWidget(browse);
    connect(browse, &QPushButton::clicked, this, [this, edit, label] {
        const QString path = QFileDialog::getOpenFileName(this, label, edit->text(), tr("PEM files (*.pem *.crt *.key);;All files (*)"));
        if (!path.isEmpty()) {
            edit->setText(path);
            Q_EMIT edited();
        }
    });
    addRow(label, box);
    return edit;
}

void ProfileForm::addRow(const QString &label, QWidget *field)
{
    auto *words = new Label(label, FontRole::Body, Ink::Text2);
    words->setBuddy(field);
    if (field->accessibleName().isEmpty())
        field->setAccessibleName(label);
    m_layout->addRow(words, field);
}

void ProfileForm::setProfile(const model::Profile &profile, const Secrets &secrets)
{
    m_profile = profile;
    m_profile.properties = model::withCanonicalNames(profile.properties);
    m_otherSecrets = secrets;
    for (const char *shown : kSecretFields)
        m_otherSecrets.remove(QLatin1String(shown));
    const auto value = [this](const char *key, const char *otherwise = "") {
        return m_profile.properties.value(QLatin1String(key), QLatin1String(otherwise));
    };
    m_name->setText(profile.name);
    m_bootstrap->setText(m_profile.bootstrap());
    m_protocol->setCurrentIndex(std::max(0, m_protocol->findData(value("security.protocol", "PLAINTEXT"))));
    m_mechanism->setCurrentIndex(std::max(0, m_mechanism->findData(value("sasl.mechanism", "PLAIN"))));
    m_user->setText(value("sasl.username"));
    m_password->setText(secrets.value(QStringLiteral("sasl.password")));
    m_ca->setText(value("ssl.ca.location"));
    m_certificate->setText(value("ssl.certificate.location"));
    m_key->setText(value("ssl.key.location"));
    m_keyPassword->setText(secrets.value(QStringLiteral("ssl.key.password")));
    // librdkafka writes "none" where Java leaves it empty.
    const QString verify = value("ssl.endpoint.identification.algorithm", "https");
    m_verify->setChecked(!verify.isEmpty() && verify.compare(QLatin1String("none"), Qt::CaseInsensitive) != 0);
    m_accent->setCurrentIndex(static_cast<int>(profile.accent));
    m_readOnly->setChecked(profile.readOnly);
    m_production->setChecked(profile.production);
    showNeeded();
    showOthers();
}

model::Profile ProfileForm::profile() const
{
    model::Profile result = m_profile;
    result.name = m_name->text().trimmed();
    result.readOnly = m_readOnly->isChecked();
    result.production = m_production->isChecked();
    result.accent = static_cast<model::Profile::Accent>(m_accent->currentData().toInt());
    const auto put = [&result](const char *key, const QString &text, bool wanted) {
        if (wanted && !text.isEmpty())
            result.properties.insert(QLatin1String(key), text);
        else
            result.properties.remove(QLatin1String(key));
    };
    put("bootstrap.servers", m_bootstrap->text().remove(QLatin1Char(' ')), true);
    put("security.protocol", m_protocol->currentData().toString(), m_protocol->currentIndex() > 0);
    put("sasl.mechanism", m_mechanism->currentData().toString(), usesSasl());
    put("sasl.username", m_user->text(), usesSasl());
    put("ssl.ca.location", m_ca->text(), usesTls());
    put("ssl.certificate.location", m_certificate->text(), usesTls());
    put("ssl.key.location", m_key->text(), usesTls());
    result.properties.remove(QStringLiteral("ssl.endpoint.identification.algorithm"));
    if (usesTls() && !m_verify->isChecked())
        result.properties.insert(QStringLiteral("ssl.endpoint.identification.algorithm"), QString());
    return result;
}

ProfileForm::Secrets ProfileForm::secrets() const
{
    Secrets result = m_otherSecrets;
    if (usesSasl() && !m_password->text().isEmpty())
        result.insert(QStringLiteral("sasl.password"), m_password->text());
    if (usesTls() && !m_keyPassword->text().isEmpty())
        result.insert(QStringLiteral("ssl.key.password"), m_keyPassword->text());
    return result;
}

bool ProfileForm::check()
{
    const auto fail = [this](QLineEdit *field, const QString &words) {
        setHasError(field, true);
        field->setFocus();
        m_problem->setText(words);
        m_problem->show();
        return false;
    };
    if (m_name->text().trimmed().isEmpty())
        return fail(m_name, tr("The profile needs a name."));
    if (m_bootstrap->text().trimmed().isEmpty())
        return fail(m_bootstrap, tr("At least one address is needed, as host:port."));
    for (const QString &address : m_bootstrap->text().split(QLatin1Char(','))) {
        bool isNumber = false;
        const int port = address.section(QLatin1Char(':'), -1).trimmed().toInt(&isNumber);
        if (!address.contains(QLatin1Char(':')) || !isNumber || port < 1 || port > 65535)
            return fail(m_bootstrap, tr("“%1” is not an address: write host:port.").arg(address.trimmed()));
    }
    if (usesSasl() && m_user->text().isEmpty())
        return fail(m_user, tr("SASL needs a user."));
    if (usesTls() && m_certificate->text().isEmpty() != m_key->text().isEmpty())
        return fail(m_certificate->text().isEmpty() ? m_certificate : m_key, tr("A client certificate and its key belong together."));
    return true;
}

void ProfileForm::showOthers()
{
    QStringList lines;
    for (auto it = m_profile.properties.begin(); it != m_profile.properties.end(); ++it) {
        const bool hasField = std::any_of(std::begin(kFields), std::end(kFields), [&](const char *field) { return it.key() == QLatin1String(field); });
        // A certificate chain as text would fill the dialog.
        if (!hasField)
            lines << it.key() + QStringLiteral(" = ") + (it->contains(QLatin1Char('\n')) ? tr("(%n character(s))", nullptr, static_cast<int>(it->size())) : *it);
    }
    for (auto it = m_otherSecrets.begin(); it != m_otherSecrets.end(); ++it)
        lines << it.key() + QStringLiteral(" = ") + tr("(secret)");
    m_others->setText(lines.join(QLatin1Char('\n')));
    m_others->setVisible(!lines.isEmpty());
    m_layout->labelForField(m_others)->setVisible(!lines.isEmpty());
}

bool ProfileForm::usesTls() const
{
    return m_protocol->currentData().toString().endsWith(QLatin1String("SSL"));
}

bool ProfileForm::usesSasl() const
{
    return m_protocol->currentData().toString().startsWith(QLatin1String("SASL"));
}

void ProfileForm::showNeeded()
{
    const auto show = [this](QWidget *field, bool visible) {
        QWidget *const row = m_layout->indexOf(field) >= 0 ? field : field->parentWidget();
        row->setVisible(visible);
        if (QWidget *label = m_layout->labelForField(row))
            label->setVisible(visible);
    };
    for (QWidget *field : {static_cast<QWidget *>(m_mechanism), static_cast<QWidget *>(m_user), static_cast<QWidget *>(m_password)})
        show(field, usesSasl());
    for (QWidget *field : {static_cast<QWidget *>(m_ca), static_cast<QWidget *>(m_certificate), static_cast<QWidget *>(m_key),
                           static_cast<QWidget *>(m_keyPassword), static_cast<QWidget *>(m_verify)})
        show(field, usesTls());
    // Crimson is production's own colour.
    show(m_accent, !m_production->isChecked());
}

} // namespace weir::widgets
