#pragma once

#include <sync/receiving.h>

#include <pki/truststore.h>

namespace tirkeu::sync {

/// Whose receipts are believed: `named` is the gateway's receipt certificate as it was given with the workstation's
/// settings. It may have been renewed since – the bank's authority stands for the name, which has to be the very same –
/// but neither another server nor another workstation of that authority can give a receipt.
[[nodiscard]] GatewayTrust gatewayTrust(pki::TrustStore bank, const pki::Certificate& named);

} // namespace tirkeu::sync
