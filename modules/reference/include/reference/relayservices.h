#pragma once

#include <core/ports/httpexchange.h>

#include <QList>

namespace tirkeu::reference {

/// The services outside the bank that workstations may ask by way of the gateway: these addresses and no others. The
/// answers are signed by them; who asked and what for is told to nobody.
struct RelayServices
{
    core::HttpExchange* http = nullptr; ///< none: nothing is relayed
    QList<QUrl> timeStamps = {};
    QList<QUrl> statuses = {};
    QList<QUrl> lists = {};
    int mostAtOnce = 4; ///< each waits for a service: the others' questions must not wait with it
    std::chrono::milliseconds deadline{5'000};
    qsizetype largestList = qsizetype(16) << 20;
};

} // namespace tirkeu::reference
