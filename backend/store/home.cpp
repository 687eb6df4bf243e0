// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/home.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>

namespace weir::store {

QString homePath()
{
    const QString chosen = qEnvironmentVariable("WEIR_HOME");
    if (!chosen.isEmpty())
        return QDir::cleanPath(chosen);
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/weir");
}

base::Result<QString> ensureHome()
{
    const QString path = homePath();
    const bool there = QDir(path).exists();
    if (!there && !QDir().mkpath(path))
        return base::fail(base::ErrorKind::Storage, "store.home", path.toStdString(), "the folder cannot be made");
    if (!there)
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return path;
}

} // namespace weir::store
