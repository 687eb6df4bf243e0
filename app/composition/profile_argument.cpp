// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition/profile_argument.h"

#include "app/composition/local_state.h"
#include "backend/kafka/profile_config.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

namespace weir::app {

base::Result<model::ImportedProfile> readProfileArgument(const QString &fileOrName)
{
    if (QFileInfo(fileOrName).isFile()) {
        QFile file(fileOrName);
        if (!file.open(QIODevice::ReadOnly))
            return base::fail(base::ErrorKind::Storage, "profile.read", fileOrName.toStdString(), file.errorString().toStdString());
        return kafka::importProfile(QString::fromUtf8(file.readAll()), QFileInfo(fileOrName).completeBaseName());
    }
    WEIR_TRY(const auto state, LocalState::open());
    for (const model::Profile &profile : state->profiles().profiles()) {
        if (profile.name != fileOrName)
            continue;
        auto secrets = state->secrets().read(profile.id);
        // The keychain answers through the event loop.
        while (!secrets.isFinished())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
        model::ImportedProfile stored{profile, {}, {}};
        if (secrets.resultCount() > 0) {
            WEIR_TRY(stored.secrets, secrets.takeResult());
        }
        return stored;
    }
    return base::fail(base::ErrorKind::NotFound, "profile.find", fileOrName.toStdString());
}

} // namespace weir::app
