// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/model/profile.h"

#include <QMap>
#include <QWidget>

class QComboBox;
class QFormLayout;
class QLineEdit;

namespace weir::widgets {

class Label;
class Switch;

/// The fields of a connection profile. Shows only those that the chosen security needs; says what is wrong at the field.
class ProfileForm : public QWidget
{
    Q_OBJECT

public:
    using Secrets = QMap<QString, QString>;

    explicit ProfileForm(QWidget *parent = nullptr);

    void setProfile(const model::Profile &profile, const Secrets &secrets);
    /// What the fields say now, on top of the profile that was set: properties and secrets that have no field are kept, and
    /// named below the fields.
    model::Profile profile() const;
    Secrets secrets() const;

    /// Marks the first wrong field and gives it the focus; true where there is none.
    bool check();
    QLineEdit *nameField() const { return m_name; }

Q_SIGNALS:
    void edited();

private:
    QLineEdit *addField(const QString &label, const QString &placeholder, bool secret = false, bool file = false);
    void addRow(const QString &label, QWidget *field);
    void showNeeded();
    void showOthers();
    bool usesTls() const;
    bool usesSasl() const;

    model::Profile m_profile;
    Secrets m_otherSecrets; ///< that have no field
    QFormLayout *m_layout;
    Label *m_problem;
    QLineEdit *m_name;
    QLineEdit *m_bootstrap;
    QComboBox *m_protocol;
    QComboBox *m_mechanism;
    QLineEdit *m_user;
    QLineEdit *m_password;
    QLineEdit *m_ca;
    QLineEdit *m_certificate;
    QLineEdit *m_key;
    QLineEdit *m_keyPassword;
    Switch *m_verify;
    QComboBox *m_accent;
    Switch *m_readOnly;
    Switch *m_production;
    Label *m_others;
};

} // namespace weir::widgets
