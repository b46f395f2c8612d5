#pragma once

#include "support/scriptedgateway.h"
#include "support/vaultbench.h"

#include <sync/courier.h>
#include <vault/errors.h>

#include <random>

namespace tirkeu::test {

/// A workstation's vault and spool, settled cases in it, and a gateway that does as it is told.
struct SyncBench
{
    explicit SyncBench(pki::SoftwareKey bankKey = testKey(QStringLiteral("gateway"), pki::NewKey::EcP384))
        : bank(std::move(bankKey))
    {
    }
    VaultBench bench;
    pki::SoftwareKey bank;
    ScriptedGateway gateway{bank, bench.clock};
    std::mt19937 random{7};
    std::optional<sync::Courier> courier;
    sync::CourierRules rules = {};
    QList<sync::LinkReport> reports;
    QList<Error> alarms;
    std::function<void()> beforeVault; ///< a step: a test may end the program here
    bool isClosed = false;
    int criteria = 1;
    std::function<Result<>(wire::Gateway&)> renew = {};

    [[nodiscard]] FakeClock& clock() { return bench.clock; }
    [[nodiscard]] vault::Store& store() { return bench.vault->store(); }
    [[nodiscard]] vault::Spool spool() { return {bench.dir.filePath(QStringLiteral("spool")), bank.holder()}; }
    [[nodiscard]] sync::Sender sender()
    {
        return {QStringLiteral("almaty-3-07"), QStringLiteral("almaty-3"), bank.holder(), bench.workstation};
    }
    [[nodiscard]] sync::GatewayTrust trust()
    {
        return [this](const pki::Certificate& signer, core::WallTime) -> Result<> {
            return signer == bank.holder() ? Result<>()
                                           : failure(ErrorCode("pki.not-trusted"), ErrorKind::SecurityStop, {});
        };
    }
    [[nodiscard]] sync::AtVault atVault()
    {
        return [this](const std::function<Result<>(vault::Vault&)>& action) -> Result<> {
            if (beforeVault)
                beforeVault();
            if (isClosed)
                return failure(vault::kClosed, ErrorKind::OperatorCanFix, QStringLiteral("closed"));
            return action(*bench.vault);
        };
    }
    /// The program begins: nothing of before is in memory.
    void begin()
    {
        courier.emplace(sync::Courier::Ground{gateway, atVault(), sender(), spool(), trust(), bench.clock, rules,
            [this] { return std::uniform_real_distribution<>(0, 1)(random); }, criteria,
            [this](const QByteArray&) -> Result<> {
                ++criteria;
                return {};
            },
            [this](const sync::LinkReport& report) { reports.append(report); }, {},
            [this](const Error& error) { alarms.append(error); }, {}, QStringLiteral("0.9.2"), renew});
    }
    /// Turns until nothing is due for so long; time goes on as it asks for.
    int run(std::chrono::milliseconds forSoLong, int most = 5000)
    {
        int turns = 0;
        const core::MonotonicTime end = bench.clock.monotonic() + forSoLong;
        while (turns < most && bench.clock.monotonic() < end) {
            const auto wait = courier->turn();
            bench.clock.advance(std::max(wait, std::chrono::milliseconds(1)));
            ++turns;
        }
        return turns;
    }

    /// A client's case from the greeting to the signature, with one document, a template and so much of a clip.
    [[nodiscard]] Result<casefile::CaseId> settle(
        CaseScript& script, qsizetype clip = 0, casefile::Ending ending = casefile::Ending::Accepted)
    {
        using casefile::Kind;
        std::vector<casefile::Event> events{script.opened(), script.recorded(), script.present(),
            script.consented(casefile::kConsentPersonalData), script.consented(casefile::kConsentPalmScan),
            script.started(1), script.finished(casefile::Verdict::Authentic), script.formed(),
            script.compared(casefile::MatchOutcome::Match)};
        if (ending == casefile::Ending::Withdrawn)
            events.push_back(script.withdrawn(casefile::kConsentPalmScan));
        else
            events.push_back(script.decided(casefile::Outcome::Accepted));
        events.push_back(script.ended(ending));
        events.push_back(script.documentMade());
        if (const Result<> played = bench.play(events); !played)
            return failure(played);
        const QByteArray pdf = "%PDF-1.7 signed " + script.id.toString().toLatin1();
        const auto digest = QString::fromLatin1(core::toHex(core::sha256(pdf)));
        const casefile::Event sealed = script.make(Kind::DocumentSigned,
            {{QStringLiteral("document"), script.document.toString()},
                {QStringLiteral("certificate"), CaseScript::digest()}, {QStringLiteral("digest"), digest},
                {QStringLiteral("level"), QStringLiteral("B-B")}});
        const Result<> written = store().write([&](vault::Writer& writer) -> Result<> {
            for (const auto& [kind, bytes] : {std::pair(vault::ObjectKind::Original, pdf),
                     std::pair(vault::ObjectKind::Template, QByteArray(512, 't')),
                     std::pair(vault::ObjectKind::Clip, QByteArray(clip, 'c'))}) {
                if (bytes.isEmpty())
                    continue;
                if (const auto kept = writer.keep(kind, script.client, script.id, bytes); !kept)
                    return failure(kept);
            }
            const auto entry = writer.append(sealed);
            return entry ? Result<>() : failure(entry);
        });
        return written ? Result<casefile::CaseId>(script.id) : failure(written);
    }
    [[nodiscard]] std::vector<vault::OutboxRow> rows() { return store().outbox().value(); }
    [[nodiscard]] int count(casefile::Delivery state) { return static_cast<int>(store().outbox(state).value().size()); }
};

} // namespace tirkeu::test
