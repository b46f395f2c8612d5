#include "gatewayaccess.h"

#include "vaultaccess.h"

#include <pki/truststore.h>

namespace tirkeu::ctl {

Result<std::unique_ptr<wire::GatewayClient>> gatewayFrom(const Arguments& arguments, const core::Clock& clock)
{
    const auto pair = readPair(arguments, QStringLiteral("key"), QStringLiteral("certificate"));
    const auto bank = pair ? pki::TrustStore::fromFolder(arguments.value(QStringLiteral("trust"))) : failure(pair);
    if (!bank)
        return failure(bank);
    return wire::GatewayClient::make({.address = QUrl(arguments.value(QStringLiteral("gateway"))),
                                         .bank = *bank,
                                         .workstation = *pair,
                                         .version = QStringLiteral(TIRKEU_VERSION)},
        clock);
}

} // namespace tirkeu::ctl
