#include <demo/democodes.h>

#include <casefile/cipher.h>
#include <core/uuid.h>

#include <QPromise>

namespace tirkeu::demo {

using enrolment::CodeVerdict;
using enrolment::SentCode;

namespace {
constexpr ErrorCode kNoCode{"demo.code-not-valid"};
constexpr int kDigits = 6;
constexpr int kTries = 3;
constexpr std::chrono::minutes kValid{5};

template<typename T>
QFuture<Result<T>> ready(Result<T> result)
{
    QPromise<Result<T>> promise;
    promise.start();
    promise.addResult(std::move(result));
    promise.finish();
    return promise.future();
}

// Digits of which each is as likely as any other.
Result<QString> randomDigits()
{
    QString digits;
    while (digits.size() < kDigits) {
        const auto bytes = casefile::randomBytes(kDigits);
        if (!bytes)
            return failure(bytes);
        for (const char byte : *bytes) {
            const auto value = static_cast<unsigned char>(byte);
            if (value < 250 && digits.size() < kDigits)
                digits.append(QChar(u'0' + value % 10));
        }
    }
    return digits;
}

QString masked(const QString& phone)
{
    return phone.left(3) + QStringLiteral(" ••• •• ") + phone.right(2);
}
} // namespace

QFuture<Result<SentCode>> DemoCodes::send(
    const identity::PhoneNumber& phone, const enrolment::ConsentStatement& statement, core::Language)
{
    const auto code = randomDigits();
    if (!code)
        return ready<SentCode>(failure(code));
    const QString challenge = core::Uuid::make(m_clock).toString();
    const core::WallTime until = m_clock.wall() + kValid;
    {
        const std::scoped_lock hold(m_lock);
        m_sent.insert_or_assign(challenge, Sent{*code, statement, phone.e164(), until, kTries});
    }
    m_deliver(phone, *code);
    return ready<SentCode>(SentCode{challenge, masked(phone.e164()), kDigits, until});
}

QFuture<Result<CodeVerdict>> DemoCodes::confirm(const QString& challenge, const QString& code)
{
    const std::scoped_lock hold(m_lock);
    const auto sent = m_sent.find(challenge);
    if (sent == m_sent.end() || m_clock.wall() > sent->second.validUntil) {
        if (sent != m_sent.end())
            m_sent.erase(sent);
        return ready<CodeVerdict>(failure(kNoCode, ErrorKind::Retry, challenge));
    }
    if (code != sent->second.code) {
        const int left = --sent->second.triesLeft;
        if (left == 0)
            m_sent.erase(sent);
        return ready<CodeVerdict>(CodeVerdict{{}, left});
    }
    const enrolment::CodeProof proof{
        sent->second.statement, QStringLiteral("demo"), challenge, sent->second.phone, core::toIsoText(m_clock.wall())};
    m_sent.erase(sent);
    return ready<CodeVerdict>(CodeVerdict{proof, 0});
}

} // namespace tirkeu::demo
