// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition/local_state.h"

#include "backend/store/home.h"

namespace weir::app {

base::Result<std::unique_ptr<LocalState>> LocalState::open()
{
    WEIR_TRY(QString home, store::ensureHome());
    WEIR_TRY(auto thread, store::StoreThread::open(home + QStringLiteral("/weir.sqlite")));
    WEIR_TRY(auto profiles, store::SqlProfileStore::create(*thread));
    WEIR_TRY(auto settings, store::SqlSettings::create(*thread));
    return std::unique_ptr<LocalState>(new LocalState(std::move(home), std::move(thread), std::move(profiles), std::move(settings)));
}

LocalState::LocalState(QString home, std::unique_ptr<store::StoreThread> thread, std::unique_ptr<store::SqlProfileStore> profiles,
                       std::unique_ptr<store::SqlSettings> settings)
    : m_home(std::move(home))
    , m_thread(std::move(thread))
    , m_profiles(std::move(profiles))
    , m_settings(std::move(settings))
    , m_audit(*m_thread)
    , m_secrets(m_home, m_settings->value(QStringLiteral("secrets.file"), false).toBool() ? store::KeychainSecretStore::FileUse::OptedIn
                                                                                            : store::KeychainSecretStore::FileUse::Never)
{
    m_settings->setValue(QStringLiteral("home"), m_home); // shown on the About page
}

} // namespace weir::app
