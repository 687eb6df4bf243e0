// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/clusters/profile_dialog.h"

#include "widgets/pages/clusters/connection_report_view.h"
#include "widgets/pages/clusters/profile_form.h"
#include "widgets/parts/buttons.h"
#include "widgets/parts/error_text.h"
#include "widgets/parts/label.h"

#include <QLineEdit>
#include <QVBoxLayout>

namespace weir::widgets {

ProfileDialog::ProfileDialog(api::SessionFactory &sessions, api::ProfileStore &profiles, api::SecretStore &secrets,
                             const model::Profile &profile, const QMap<QString, QString> &secretValues, const QStringList &notTaken)
    : m_sessions(sessions)
    , m_profiles(profiles)
    , m_secrets(secrets)
    , m_form(new ProfileForm)
    , m_report(new ConnectionReportView)
    , m_problem(new Label({}, FontRole::Small, Ink::Error))
{
    setTitle(profile.id.isEmpty() ? tr("New cluster") : tr("Edit %1").arg(profile.name), Icon::Broker);
    setPreferredWidth(600);
    auto *body = new QWidget;
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(0, 0, 0, 0);
    if (!notTaken.isEmpty()) {
        auto *note = new Label(tr("Not taken from the file, as it means nothing to a console: %1").arg(notTaken.join(QStringLiteral(", "))), FontRole::Small, Ink::Warn);
        note->setObjectName(QStringLiteral("profileNotTaken"));
        note->setWordWrap(true);
        note->setSelectable(true);
        layout->addWidget(note);
        layout->addSpacing(8);
    }
    layout->addWidget(m_form);
    layout->addWidget(m_report);
    m_problem->setWordWrap(true);
    m_problem->hide();
    layout->addWidget(m_problem);
    setBody(body);
    m_form->setProfile(profile, secretValues);

    QPushButton *testButton = makeButton(tr("Test connection"), Icon::Link);
    addFooterLeft(testButton);
    QPushButton *cancel = makeButton(tr("Cancel"), Icon::None, ButtonKind::Default, nullptr, QStringLiteral("Esc"));
    m_save = makeButton(tr("Save"), Icon::Apply, ButtonKind::Primary);
    addFooterRight(cancel);
    addFooterRight(m_save);
    setInitialFocus(m_form->nameField());
    connect(testButton, &QPushButton::clicked, this, &ProfileDialog::test);
    connect(cancel, &QPushButton::clicked, this, [this] { reject(); });
    connect(m_save, &QPushButton::clicked, this, &ProfileDialog::save);
    connect(&m_test, &LatestBase::changed, this, [this] {
        if (m_test.isLoading())
            m_report->showRunning();
        else if (m_test.error())
            m_report->showError(*m_test.error());
        else if (m_test.value())
            m_report->showReport(*m_test.value());
    });
    connect(&m_writing, &LatestBase::changed, this, [this] {
        if (m_writing.isLoading())
            return;
        if (m_writing.error()) {
            // The profile is saved; its password is not: it will be asked for.
            m_problem->setText(errorText(*m_writing.error()).line());
            m_problem->show();
            m_save->setEnabled(true);
            return;
        }
        Q_EMIT saved(m_stored);
        accept();
    });
}

void ProfileDialog::test()
{
    if (m_form->check())
        m_test.start(m_sessions.test(m_form->profile(), m_form->secrets()));
}

void ProfileDialog::save()
{
    if (!m_form->check())
        return;
    const base::Result<model::Profile> stored = m_profiles.save(m_form->profile());
    if (!stored) {
        m_problem->setText(errorText(stored.error()).line());
        m_problem->show();
        return;
    }
    m_stored = *stored;
    m_save->setEnabled(false);
    m_writing.start(m_secrets.write(stored->id, m_form->secrets()));
}

} // namespace weir::widgets
