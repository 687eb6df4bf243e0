// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/result.h"
#include "backend/sandbox/broker/broker.h"
#include "backend/sandbox/security/listener_security.h"

#include <string>

namespace weir::sandbox {

/// What the nodes of a cluster in processes of their own must know and nobody may read on a command line.
struct NodeSecrets {
    PeerLogin peers; ///< empty where nodes ask nothing of each other
    PlainUsers users;
};

/// A file of mode 0600. Error: Storage.
base::Status writeSecrets(const std::string &path, const NodeSecrets &secrets);
/// Errors: Storage, and Invalid where it is not such a file.
base::Result<NodeSecrets> readSecrets(const std::string &path);

} // namespace weir::sandbox
