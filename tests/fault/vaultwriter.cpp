// Writes cases into a vault until it is killed, and says after each durable event how far it is.
#include "support/casescript.h"

#include <vault/store.h>

#include <cstdio>

using namespace tirkeu;

int main(int argc, char** argv)
{
    if (argc != 2)
        return 64;
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
