// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/result.h"
#include "backend/model/profile.h"

#include <QStringList>

namespace weir::ctl {

struct Arguments {
    QString command;
    QStringList names; ///< what stands after the command: a topic, a group
    model::Profile profile;
    QMap<QString, QString> secrets;
    bool json = false;
    bool internal = false; ///< also the cluster's own topics

    QString from = QStringLiteral("beginning");
    QString to;
    QString filter;
    QString isolation;
    QList<qint32> partitions;
    qint64 limit = 0;
    bool count = false;

    QString key;
    QString acks = QStringLiteral("all");
    bool hasKey = false;
    QString confirm; ///< the name of a production profile that is to be written to
};

/// Reads the command line. Ends the program itself for --help, --version and a wrong call (exit code 2). Error: a
/// profile that is not there or cannot be read.
base::Result<Arguments> readArguments(const QStringList &arguments);

} // namespace weir::ctl
