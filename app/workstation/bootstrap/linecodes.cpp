#include "linecodes.h"

#include <core/hashing.h>

#include <QPromise>

namespace tirkeu::workstation {

using enrolment::CodeVerdict;
using enrolment::SentCode;

namespace {
constexpr int kMostSent = 16; ///< a client has one at a time; what was left behind does not pile up

QString masked(const QString& phone)
{
    return phone.left(3) + QStringLiteral(" ••• •• ") + phone.right(2);
}

/// The answer of `future`, given on as it comes.
template<typename T>
void handOn(QFuture<Result<T>> future, const std::shared_ptr<QPromise<Result<T>>>& promise)
{
    future.then([promise](const Result<T>& result) {
        promise->addResult(result);
        promise->finish();
    });
}
} // namespace

LineCodes::LineCodes(Line line, enrolment::OneTimeCodes* otherwise)
    : m_line(std::move(line))
    , m_otherwise(otherwise)
{
}

QFuture<Result<SentCode>> LineCodes::send(
    const identity::PhoneNumber& phone, const enrolment::ConsentStatement& statement, core::Language language)
{
    auto promise = std::make_shared<QPromise<Result<SentCode>>>();
    promise->start();
    const QString& number = phone.e164();
    m_line.send({statement.iin.toString(), number, core::languageCode(language), core::sha256(statement.toBytes())})
        .then([=, book = m_book, otherwise = m_otherwise](const Result<wire::CodeSent>& came) {
            if (!came && otherwise != nullptr && came.error().kind == ErrorKind::Retry)
                return handOn(otherwise->send(phone, statement, language), promise);
            if (came) {
                const std::lock_guard lock(book->mutex);
                if (book->sent.size() >= kMostSent)
                    book->sent.clear();
                book->sent.insert_or_assign(came->challenge, Sent{statement, number});
            }
            promise->addResult(
                came ? Result<SentCode>(SentCode{came->challenge, masked(number), came->digits, came->validUntil})
                     : failure(came));
            promise->finish();
        });
    return promise->future();
}

QFuture<Result<CodeVerdict>> LineCodes::confirm(const QString& challenge, const QString& code)
{
    std::optional<Sent> sent;
    {
        const std::lock_guard lock(m_book->mutex);
        if (const auto found = m_book->sent.find(challenge); found != m_book->sent.end())
            sent = found->second;
    }
    if (!sent && m_otherwise != nullptr)
        return m_otherwise->confirm(challenge, code);
    if (!sent) // left behind: another is sent
        return QtFuture::makeReadyFuture(Result<CodeVerdict>(CodeVerdict()));
    return m_line.judge({challenge, code})
        .then([challenge, book = m_book, sent = *sent](const Result<wire::CodeJudged>& judged) -> Result<CodeVerdict> {
            if (!judged)
                return failure(judged);
            if (judged->isRight || judged->triesLeft == 0) {
                const std::lock_guard lock(book->mutex);
                book->sent.erase(challenge);
            }
            if (!judged->isRight)
                return CodeVerdict{{}, judged->triesLeft};
            return CodeVerdict{enrolment::CodeProof{
                                   sent.statement, judged->source, challenge, sent.phone, core::toIsoText(judged->at)},
                0};
        });
}

} // namespace tirkeu::workstation
