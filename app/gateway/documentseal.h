#pragma once

#include <core/ports/httpexchange.h>
#include <pki/softwarekey.h>
#include <reference/reference.h>

namespace tirkeu::gateway {

/// Who confirms what the gateway has sealed: the services that it relays to, asked for itself.
struct SealConfirming
{
    core::HttpExchange* http = nullptr;
    QList<QUrl> timeStamps = {}; ///< none: the seal stays a bare signature
    std::chrono::milliseconds deadline{5'000};
    int mostAtOnce = 4; ///< each waits for the services: who delivers meanwhile must not
};

/// The organisation's seal with a key that lies with the gateway, raised to the level that the criteria ask for. Only a
/// key that the criteria of the case name, and that is good now, seals. Errors that pass by themselves: ServiceFault,
/// what confirms the seal did not answer; Retry, too many ask it at once. The exchange and the clock outlive it.
[[nodiscard]] reference::DocumentSeal makeDocumentSeal(const pki::SoftwareKey& key,
    std::function<pki::TrustStore()> trust, const core::Clock& clock, SealConfirming confirming = {});

} // namespace tirkeu::gateway
