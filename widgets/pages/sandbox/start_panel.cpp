// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/sandbox/start_panel.h"

#include "widgets/parts/buttons.h"
#include "widgets/parts/label.h"
#include "widgets/parts/panel.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QRandomGenerator>
#include <QRegularExpressionValidator>
#include <QSpinBox>
#include <QVBoxLayout>

namespace weir::widgets {

namespace {

QString newPassword()
{
    static const QLatin1String letters("abcdefghijkmnpqrstuvwxyz23456789");
    QString password;
    for (int i = 0; i < 16; ++i)
        password += letters[QRandomGenerator::system()->bounded(letters.size())];
    return password;
}

} // namespace

StartPanel::StartPanel(QWidget *parent)
    : QWidget(parent)
    , m_engine(new QComboBox)
    , m_engineWords(new Label({}, FontRole::Small, Ink::Text3))
    , m_brokers(new QSpinBox)
    , m_port(new QSpinBox)
    , m_demo(new Switch(tr("Write and read like a small shop")))
    , m_form(new QFormLayout)
    , m_processes(new Switch(tr("Each broker, and the controller, in its own")))
    , m_secure(new Switch(tr("TLS, and TLS with a login")))
    , m_user(new QLineEdit(QStringLiteral("weir")))
    , m_password(new QLineEdit(newPassword()))
    , m_where(new Label({}, FontRole::Small, Ink::Text3))
    , m_problem(new Label({}, FontRole::Small, Ink::Error))
{
    auto *panel = new Panel(tr("A Kafka cluster of your own"));
    auto *body = new QWidget;
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    auto *words = new Label(tr("The sandbox is a complete cluster on this computer, for trying things out: real brokers with replication on disk, which any Kafka client "
                               "can use. It starts in a moment and listens on this computer only."), FontRole::Body, Ink::Text);
    words->setWordWrap(true);
    column->addWidget(words);
    m_form->setHorizontalSpacing(24);
    m_form->setVerticalSpacing(8);
    m_form->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);
    m_brokers->setRange(1, 9);
    m_brokers->setValue(3);
    m_port->setRange(1024, 64000);
    m_port->setValue(19092);
    m_demo->setChecked(true);
    const auto add = [this](const QString &label, QWidget *field) {
        field->setAccessibleName(label);
        m_form->addRow(new Label(label, FontRole::Body, Ink::Text2), field);
    };
    m_engine->addItem(tr("Weir"), static_cast<int>(model::SandboxEngine::Weir));
    m_engine->addItem(tr("Apache Kafka"), static_cast<int>(model::SandboxEngine::ApacheKafka));
    add(tr("Engine"), m_engine);
    add(tr("Brokers"), m_brokers);
    add(tr("First port"), m_port);
    add(tr("Demo shop"), m_demo);
    m_processes->setToolTip(tr("They start a little slower and take more memory; to kill one is then to end its process at once"));
    add(tr("Processes"), m_processes);
    m_secure->setToolTip(tr("Beside the plain listener two more, with certificates that the sandbox makes"));
    add(tr("Secure listeners"), m_secure);
    add(tr("User"), m_user);
    add(tr("Password"), m_password);
    // What separates the two in the file of users, and what ends a line there.
    m_user->setValidator(new QRegularExpressionValidator(QRegularExpression(QStringLiteral("[^:\\s]+")), this));
    m_password->setValidator(new QRegularExpressionValidator(QRegularExpression(QStringLiteral("\\S+")), this));
    for (QLineEdit *field : {m_user, m_password}) {
        setDataFont(field);
        connect(field, &QLineEdit::textChanged, this, &StartPanel::showSecurity);
    }
    column->addLayout(m_form);
    m_engineWords->setWordWrap(true);
    column->addWidget(m_engineWords);
    m_problem->setWordWrap(true);
    m_problem->setSelectable(true);
    m_problem->hide();
    column->addWidget(m_problem);
    auto *acts = new QHBoxLayout;
    acts->setSpacing(8);
    m_start = makeButton(tr("Start the sandbox"), Icon::Play, ButtonKind::Primary);
    m_wipe = makeButton(tr("Wipe..."), Icon::Delete);
    acts->addWidget(m_start);
    acts->addWidget(m_wipe);
    acts->addStretch();
    column->addLayout(acts);
    m_where->setElided(Qt::ElideMiddle);
    column->addWidget(m_where);
    panel->setPaddedContent(body);
    panel->setFixedWidth(look().px(560));
    auto *layout = new QVBoxLayout(this);
    layout->addStretch(1);
    auto *middle = new QHBoxLayout; // no alignment: an aligned item is not asked for the height of its wrapped words
    middle->addStretch(1);
    middle->addWidget(panel);
    middle->addStretch(1);
    layout->addLayout(middle);
    layout->addStretch(2);
    explainEngine();
    connect(m_engine, &QComboBox::currentIndexChanged, this, &StartPanel::explainEngine);
    connect(m_secure, &Switch::toggled, this, &StartPanel::showSecurity);
    connect(m_start, &QPushButton::clicked, this, &StartPanel::startRequested);
    connect(m_wipe, &QPushButton::clicked, this, &StartPanel::wipeRequested);
}

void StartPanel::show(const model::SandboxStatus &status)
{
    using State = model::SandboxStatus::State;
    m_starting = status.state == State::Starting || status.state == State::Stopping;
    showSecurity();
    m_start->setText(status.state == State::Starting ? tr("Starting") : status.state == State::Stopping ? tr("Stopping") : tr("Start the sandbox"));
    if (status.user && !m_user->isModified() && !m_password->isModified()) {
        m_user->setText(status.user->name);
        m_password->setText(status.user->password);
    }
    m_wipe->setVisible(status.state == State::Stopped || status.state == State::Failed);
    m_where->setText(status.state == State::NotCreated ? tr("Its data will lie in %1").arg(status.dataDirectory) : tr("Its data lies in %1").arg(status.dataDirectory));
}

void StartPanel::explainEngine()
{
    const bool own = m_engine->currentData().toInt() == static_cast<int>(model::SandboxEngine::Weir);
    m_engineWords->setText(own ? tr("Weir's own brokers start in a moment, need no Java, and can be made to fail in many ways.")
                               : tr("A real Apache Kafka, a Java process for each broker: the one in KAFKA_HOME, or one that Maven fetches the first time, which may take "
                                    "some minutes. It needs Java 17 or newer, starts in some seconds, and keeps its data apart from Weir's."));
    showSecurity();
}

/// Weir's own engine makes certificates; a login needs both of its words.
void StartPanel::showSecurity()
{
    const bool own = m_engine->currentData().toInt() == static_cast<int>(model::SandboxEngine::Weir);
    const bool secure = own && m_secure->isChecked();
    m_form->setRowVisible(m_processes, own);
    m_form->setRowVisible(m_secure, own);
    m_form->setRowVisible(m_user, secure);
    m_form->setRowVisible(m_password, secure);
    m_start->setEnabled(!m_starting && (!secure || (m_user->hasAcceptableInput() && m_password->hasAcceptableInput())));
}

void StartPanel::setProblem(const QString &words)
{
    m_problem->setText(words);
    m_problem->setVisible(!words.isEmpty());
}

model::SandboxOptions StartPanel::options() const
{
    model::SandboxOptions options;
    options.brokers = m_brokers->value();
    options.port = m_port->value();
    options.demo = m_demo->isChecked();
    options.engine = static_cast<model::SandboxEngine>(m_engine->currentData().toInt());
    options.processes = options.engine == model::SandboxEngine::Weir && m_processes->isChecked();
    if (options.engine == model::SandboxEngine::Weir && m_secure->isChecked())
        options.secureUser = {m_user->text(), m_password->text()};
    return options;
}

} // namespace weir::widgets
