// SPDX-License-Identifier: GPL-3.0-or-later
// Private to the few units of this folder that include Asio.
#pragma once

#include "backend/net/tls_context.h"

#include <boost/asio/ssl/context.hpp>

namespace weir::net {

struct TlsContext::Impl {
    boost::asio::ssl::context context{boost::asio::ssl::context::tls_client};
};

} // namespace weir::net
