// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/services.h"

#include <QHash>

namespace weir::store {

/// Passwords in the desktop's keychain (QtKeychain), one entry a profile. Where no keychain answers they are kept in
/// memory for this run, or, once the user has opted in, in `secrets.json` of mode 0600. Needs an event loop; one thread.
class KeychainSecretStore final : public api::SecretStore
{
public:
    enum class FileUse { Never, OptedIn };
    /// `folder` is the home folder. FileUse::OptedIn goes past the keychain.
    KeychainSecretStore(QString folder, FileUse fileUse);

    Place place() const override { return m_place; }
    api::Future<QMap<QString, QString>> read(const QString &profileId) override;
    api::Future<void> write(const QString &profileId, const QMap<QString, QString> &secrets) override;
    api::Future<void> remove(const QString &profileId) override;

private:
    using Secrets = QMap<QString, QString>;
    base::Result<QHash<QString, Secrets>> readFile() const;
    base::Status writeFile(const QHash<QString, Secrets> &all) const;
    /// Changes the entry (empty: removes it) in the file or in memory.
    base::Status keepHere(const QString &profileId, const Secrets &secrets);

    QString m_filePath;
    Place m_place;
    QHash<QString, Secrets> m_memory;
};

} // namespace weir::store
