// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/error.h"
#include "backend/model/sandbox.h"

#include <QJsonObject>

namespace weir::control {

/// The arguments of fault.set but for the broker.
QJsonObject toJson(const model::SandboxFaults &faults, qint64 nowMs);
/// The status object of the control socket (backend/sandbox/cluster/README.md). What is missing stays unknown.
model::SandboxStatus statusFromJson(const QJsonObject &object);
/// What `listeners` of the control socket answers: the ways in, and the file of the CA ("" without TLS).
struct Listeners {
    std::vector<model::SandboxListener> each;
    QString authority;
};
Listeners listenersFromJson(const QJsonObject &object);
model::SandboxEvent eventFromJson(const QJsonObject &object);
/// The error object of an answer.
base::Error errorFromJson(const QJsonObject &object, const QString &verb);

} // namespace weir::control
