#pragma once

#include <core/clock.h>
#include <pki/tlskey.h>
#include <pki/truststore.h>

#include <boost/asio/ssl/context.hpp>

#include <memory>

namespace tirkeu::wire {

enum class TlsSide { Client, Server };

/// TLS 1.2 and 1.3 with forward secrecy and authenticated ciphers only, our certificate shown, the peer's demanded and
/// held against the bank's authorities. No tickets, no resumption: every connection proves both keys.
[[nodiscard]] Result<std::unique_ptr<boost::asio::ssl::context>> makeTls(
    TlsSide side, const pki::TlsKey& key, const pki::TrustStore& bank);

/// Before the handshake: certificates are judged as of `now`; a client also says which name it came for, as SNI too.
[[nodiscard]] Result<> prepareTls(SSL* line, core::WallTime now, const QString& name = {});

/// After it: who is on the other side.
[[nodiscard]] Result<pki::Certificate> peerOf(SSL* line);

} // namespace tirkeu::wire
