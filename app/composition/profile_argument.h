// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/result.h"
#include "backend/model/profile.h"

namespace weir::app {

/// What `--profile FILE|NAME` means in the programs without a window: a client.properties file, or else the profile of that
/// name that the console has stored, with its secrets. Turns the event loop where the keychain has to answer; main thread.
/// Error: NotFound "profile.find", Storage "profile.read", or as the file or the keychain says.
base::Result<model::ImportedProfile> readProfileArgument(const QString &fileOrName);

} // namespace weir::app
