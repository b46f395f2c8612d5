// What services outside the bank have to hear, by way of the gateway.
#include "synclog.h"

#include <sync/courier.h>
#include <vault/errors.h>

#include <algorithm>
#include <array>

namespace tirkeu::sync {

using wire::Problem;

namespace {
constexpr ErrorCode kNotTaken{"sync.word-not-taken"};
constexpr std::chrono::seconds kSoon{30};
constexpr std::chrono::hours kLater{1};

/// The bank has no such service, or its gateway does not know of any: there is nobody to tell, and nothing is wrong.
bool isNobodyThere(const Problem& problem)
{
    constexpr std::array kCodes{QLatin1StringView("reference.service-not-asked"),
        QLatin1StringView("national.service-none"), QLatin1StringView("wire.gateway-older")};
    return std::ranges::find(kCodes, problem.code) != kCodes.end();
}
} // namespace

void Courier::tellServices()
{
    std::optional<OwedWord> word;
    const Result<> looked = m_ground.atVault([&](vault::Vault& vault) -> Result<> {
        if (const Result<> taken = m_words.look(vault.store()); !taken)
            return taken;
        auto next = m_words.next(vault.store(), m_ground.clock.monotonic());
        if (!next)
            return failure(next);
        word = std::move(*next);
        return {};
    });
    m_areWordsDue = looked && (word || m_words.isBehind());
    if (!looked && looked.error().code != vault::kClosed)
        core::logWarning(logSync()) << "what a service has to hear cannot be read" << looked.error();
    if (!word)
        return; // with the vault closed they wait for somebody to sign in
    const auto said = m_ground.gateway.callService(word->call);
    if (!said)
        return stumbleOver(*word, said.error());
    const Result<> noted =
        m_ground.atVault([&](vault::Vault& vault) { return m_words.noteTold(vault.store(), *word, *said); });
    if (noted) {
        m_journalDue = true;
        return;
    }
    core::logWarning(logSync()) << "what a service was told is not noted" << noted.error();
    m_wordsNext = m_ground.clock.monotonic() + kSoon; // it is told again, under its number
}

void Courier::stumbleOver(const OwedWord& word, const Problem& problem)
{
    core::logInfo(logSync()) << "a service was not told:" << core::plain(codeOf(problem));
    const core::MonotonicTime now = m_ground.clock.monotonic();
    const QByteArray service = wire::serviceOf(word.call.asked); // one that is not there keeps no word from another
    switch (problem.kind) {
    case Problem::Kind::NotReached:
    case Problem::Kind::NotTrusted:
        return fail(problem);
    case Problem::Kind::Later:
        m_words.putOff(service, now + std::max(kSoon, problem.retryAfter.value_or(std::chrono::seconds(0))));
        return;
    case Problem::Kind::OutOfStep:
    case Problem::Kind::Refused:
    case Problem::Kind::Fault:
        if (isNobodyThere(problem)) {
            m_words.noteAbsent(service, now + kLater);
            return;
        }
        // One client's word that is not taken keeps nobody else's; somebody has to look at it.
        m_words.putOff(word.client, now + kLater);
        m_words.putOff(service, now); // whoever refuses it is there
        raise({kNotTaken, ErrorKind::ServiceFault, problem.code, {problem.code}});
        return;
    }
}

} // namespace tirkeu::sync
