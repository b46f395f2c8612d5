// Writes cases into a vault until it is killed, and says after each durable event how far it is. With --hold: opens a
// vault of its own, says where, and keeps it open.
#include "support/vaultbench.h"

#include <vault/store.h>

#include <cstdio>

#include <unistd.h>

using namespace tirkeu;

namespace {
int holdVault()
{
    test::VaultBench bench;
    if (!bench.create())
        return 1;
    std::printf("%s\n", qPrintable(bench.folder()));
    std::fflush(stdout);
    for (;;)
        ::pause();
}
} // namespace

int main(int argc, char** argv)
{
    if (argc != 2)
        return 64;
    if (QByteArrayView(argv[1]) == "--hold")
        return holdVault();
    const QString folder = QString::fromLocal8Bit(argv[1]);
    test::FakeClock clock;
    core::SecureBytes key(32);
    auto store =
        vault::Store::open({folder + QStringLiteral("/vault.db"), folder + QStringLiteral("/keys.db")}, key, clock);
    if (!store)
        return 1;
    for (;;) {
        test::CaseScript script(clock);
        for (const casefile::Event& event :
            {script.opened(), script.recorded(), script.present(), script.documentMade()}) {
            const auto entry = (*store)->append(event);
            if (!entry)
                return 2;
            std::printf("%llu\n", static_cast<unsigned long long>(entry->sequence));
            std::fflush(stdout);
        }
    }
}
