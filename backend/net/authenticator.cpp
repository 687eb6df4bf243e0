// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/net/authenticator.h"

namespace weir::net {

Authenticator::Authenticator(const ClientConfig &config)
    : m_mechanism(config.mechanism),
      m_plain(config.mechanism == SaslMechanism::Plain ? plainMessage(config.user, config.password) : std::string()),
      m_scram(config.mechanism, config.user, config.password, {}, config.tokenAuth)
{
}

base::Result<std::optional<base::Bytes>> Authenticator::next(base::ByteView fromServer)
{
    using Step = std::optional<base::Bytes>;
    const int step = m_step++;
    if (m_mechanism == SaslMechanism::Plain)
        return step == 0 ? Step(base::toBytes(m_plain)) : Step();
    if (step == 0)
        return Step(base::toBytes(m_scram.first()));
    if (step == 1) {
        WEIR_TRY(const std::string message, m_scram.final(base::textOf(fromServer)));
        return Step(base::toBytes(message));
    }
    WEIR_CHECK(m_scram.verify(base::textOf(fromServer)));
    return Step();
}

} // namespace weir::net
