#include <simulation_national/worlds.h>

#include <casefile/cipher.h>
#include <core/encoding.h>
#include <core/hashing.h>
#include <core/json.h>

namespace tirkeu::simulation_national {

namespace {
constexpr int kDigits = 6;
constexpr int kTries = 3;
constexpr std::chrono::minutes kValid{5};
constexpr int kClearlyAlike = 9'730; ///< hundredths of a percent
constexpr int kNotAlike = 3'120;
constexpr int kAuthentic = 9'810;

// Digits of which each is as likely as any other; none where the machine has no random bytes, and no code fits then.
QString randomDigits()
{
    constexpr int kFair = 250; ///< the largest multiple of ten in a byte
    QString digits;
    while (digits.size() < kDigits) {
        const auto bytes = casefile::randomBytes(kDigits);
        if (!bytes)
            return {};
        for (const char byte : *bytes) {
            const auto value = static_cast<unsigned char>(byte);
            if (value < kFair && digits.size() < kDigits)
                digits.append(QChar(u'0' + value % 10));
        }
    }
    return digits;
}

bool isPicture(const QByteArray& bytes)
{
    return bytes.startsWith("\xff\xd8\xff") || bytes.startsWith("\x89PNG\r\n");
}
} // namespace

wire::PhoneSaid PhoneWorld::answer(const wire::PhoneAsked& asked)
{
    return {!asked.phone.endsWith(u'9'), QStringLiteral("simulated-phone-register"), m_clock.wall()};
}

wire::CodeSent CodeWorld::answer(const wire::CodeWanted& asked)
{
    const Sent sent{randomDigits(), m_clock.wall() + kValid, kTries};
    const QString challenge = core::Uuid::make(m_clock).toString();
    {
        const std::lock_guard lock(m_mutex);
        std::erase_if(m_sent, [now = m_clock.wall()](const auto& one) { return one.second.validUntil < now; });
        m_sent.insert_or_assign(challenge, sent);
    }
    m_deliver(asked.phone, sent.code);
    return {challenge, kDigits, sent.validUntil, QStringLiteral("simulated-codes")};
}

wire::CodeJudged CodeWorld::answer(const wire::CodeTyped& asked)
{
    wire::CodeJudged said{false, 0, QStringLiteral("simulated-codes"), m_clock.wall()};
    const std::lock_guard lock(m_mutex);
    const auto sent = m_sent.find(asked.challenge);
    if (sent == m_sent.end())
        return said;
    const bool isLate = m_clock.wall() > sent->second.validUntil;
    said.isRight = !isLate && !asked.code.isEmpty() && asked.code == sent->second.code;
    said.triesLeft = isLate || said.isRight ? 0 : --sent->second.triesLeft;
    if (said.triesLeft == 0) // a code is good once
        m_sent.erase(sent);
    return said;
}

wire::ConsentNoted ConsentWorld::answer(const wire::ConsentWord& word)
{
    const std::lock_guard lock(m_mutex);
    m_entries.append(word);
    return {QString::number(m_entries.size()), QStringLiteral("simulated-consent-register"), m_clock.wall()};
}

QList<wire::ConsentWord> ConsentWorld::entries() const
{
    const std::lock_guard lock(m_mutex);
    return m_entries;
}

wire::FaceSaid FaceWorld::answer(const wire::FaceAsked& asked)
{
    using Verdict = wire::FaceSaid::Verdict;
    wire::FaceSaid said{.source = QStringLiteral("simulated-idec"), .at = m_clock.wall()};
    if (isPicture(asked.picture)) {
        const bool isTheirs = !asked.iin.endsWith(u'9');
        said.verdict = isTheirs ? Verdict::Match : Verdict::NoMatch;
        said.authenticity = kAuthentic;
        said.likeness = isTheirs ? kClearlyAlike : kNotAlike;
    }
    said.document = core::writeJson({{QStringLiteral("kind"), QStringLiteral("simulated-idec-comparison")},
        {QStringLiteral("iin"), asked.iin},
        {QStringLiteral("picture"), QString::fromLatin1(core::toHex(core::sha256(asked.picture)))},
        {QStringLiteral("verdict"), wire::nameOf(said.verdict)}, {QStringLiteral("authenticity"), said.authenticity},
        {QStringLiteral("likeness"), said.likeness}, {QStringLiteral("at"), core::toIsoText(said.at)}});
    return said;
}

wire::SuspicionSaid SuspicionWorld::answer(const wire::SuspicionAsked& asked)
{
    const std::lock_guard lock(m_mutex);
    if (asked.about == wire::SuspicionAsked::About::Finding)
        m_findings.insert(asked.iin, asked.finding);
    const bool isSuspected = m_findings.contains(asked.iin);
    return {isSuspected, isSuspected ? QStringLiteral("found-before") : QString(),
        QStringLiteral("simulated-anti-fraud"), m_clock.wall()};
}

} // namespace tirkeu::simulation_national
