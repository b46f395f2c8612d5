#pragma once

class QThread;

namespace tirkeu::core {

/// For a thread in which keys or digests are used: what OpenSSL keeps for it goes before `wait` returns. By itself it
/// goes a moment later, and never where the program ends within that moment. Called after everything else that is
/// connected to the thread's `finished`.
void endCryptoWith(QThread& thread);

} // namespace tirkeu::core
