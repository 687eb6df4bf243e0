// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/security/scram_server.h"

#include <memory>
#include <mutex>

namespace weir::sandbox {

/// The SCRAM users as a broker's newest metadata has them, for its network threads. Any thread.
class ScramDirectory
{
public:
    void set(std::shared_ptr<const ScramUsers> users)
    {
        const std::lock_guard lock(m_mutex);
        m_users = std::move(users);
    }
    std::optional<ScramCredential> find(net::SaslMechanism mechanism, const std::string &user) const
    {
        const auto users = [this] {
            const std::lock_guard lock(m_mutex);
            return m_users;
        }();
        const auto found = users->find({user, mechanism == net::SaslMechanism::ScramSha512 ? kScramSha512 : kScramSha256});
        return found == users->end() ? std::nullopt : std::optional(found->second);
    }

private:
    // Held for the copy of a pointer.
    mutable std::mutex m_mutex;
    // Shared with the image that they are of.
    std::shared_ptr<const ScramUsers> m_users = std::make_shared<const ScramUsers>();
};

} // namespace weir::sandbox
