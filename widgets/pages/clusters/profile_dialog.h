// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/services.h"
#include "widgets/dialogs/sheet.h"
#include "widgets/parts/latest.h"

class QPushButton;

namespace weir::widgets {

class ConnectionReportView;
class Label;
class ProfileForm;

/// Makes or edits a profile: fields, a test of the connection as it stands in the fields, Save. After an import it names
/// the keys of the file that were not taken.
class ProfileDialog : public Sheet
{
    Q_OBJECT

public:
    ProfileDialog(api::SessionFactory &sessions, api::ProfileStore &profiles, api::SecretStore &secrets, const model::Profile &profile,
                  const QMap<QString, QString> &secretValues, const QStringList &notTaken = {});

Q_SIGNALS:
    void saved(const weir::model::Profile &profile);

private:
    void save();
    void test();

    api::SessionFactory &m_sessions;
    api::ProfileStore &m_profiles;
    api::SecretStore &m_secrets;
    ProfileForm *m_form;
    ConnectionReportView *m_report;
    Label *m_problem;
    QPushButton *m_save;
    Latest<api::ConnectionReport> m_test;
    Latest<void> m_writing;
    model::Profile m_stored;
};

} // namespace weir::widgets
