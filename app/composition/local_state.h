// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/audit_log.h"
#include "backend/store/profile_store.h"
#include "backend/store/secret_store.h"
#include "backend/store/settings_store.h"
#include "backend/store/store_thread.h"

#include <memory>

namespace weir::app {

/// What this computer keeps for Weir, opened once a program: profiles, settings, secrets, the audit log.
class LocalState
{
public:
    /// Opens (and on first use makes) the home folder and its database.
    static base::Result<std::unique_ptr<LocalState>> open();

    store::SqlProfileStore &profiles() { return *m_profiles; }
    store::SqlSettings &settings() { return *m_settings; }
    store::SqlAuditLog &audit() { return m_audit; }
    store::KeychainSecretStore &secrets() { return m_secrets; }
    const QString &home() const { return m_home; }

private:
    LocalState(QString home, std::unique_ptr<store::StoreThread> thread, std::unique_ptr<store::SqlProfileStore> profiles,
               std::unique_ptr<store::SqlSettings> settings);

    QString m_home;
    std::unique_ptr<store::StoreThread> m_thread; // first in, last out: the others work on it
    std::unique_ptr<store::SqlProfileStore> m_profiles;
    std::unique_ptr<store::SqlSettings> m_settings;
    store::SqlAuditLog m_audit;
    store::KeychainSecretStore m_secrets;
};

} // namespace weir::app
