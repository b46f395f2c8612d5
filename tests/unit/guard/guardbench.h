#pragma once

#include "fakesurroundings.h"

#include "support/fakeclock.h"
#include "support/testkeys.h"

#include <guard/guard.h>
#include <guard/manifest.h>

namespace tirkeu::test {

/// An ordinary branch PC with an installed program, and criteria that say the same of every finding.
class GuardBench
{
public:
    static constexpr auto kManifest = "/opt/tirkeu/bin/tirkeu.manifest";

    explicit GuardBench(criteria::GuardReaction reaction = criteria::GuardReaction::Warn)
        : publisher(testKey(QStringLiteral("Publisher")))
    {
        for (const criteria::GuardFinding kind : criteria::kGuardFindings)
            policy.reactions.insert(kind, reaction);
        sign();
    }
    void sign()
    {
        const auto manifest = guard::manifestOf(machine, QStringLiteral("/opt/tirkeu/bin"),
            {QString::fromLatin1(FakeSurroundings::kProgram)}, QStringLiteral("0.1.0"));
        machine.write(kManifest, guard::signManifest(manifest.value(), publisher, clock.wall()).value());
    }
    [[nodiscard]] guard::GuardSetup setup() const
    {
        return {.program = QString::fromLatin1(FakeSurroundings::kProgram),
            .manifest = QString::fromLatin1(kManifest),
            .publisher = publisher.holder()};
    }
    void allow(criteria::GuardFinding kind, const char* name, const QByteArray& digest = {})
    {
        policy.exceptions.append({kind, QString::fromLatin1(name), digest, QStringLiteral("legitimate")});
    }

    FakeClock clock;
    FakeSurroundings machine;
    pki::SoftwareKey publisher;
    criteria::GuardPolicy policy;
};

} // namespace tirkeu::test
