#pragma once

#include <enrolment/onetimecode.h>
#include <wire/services.h>

#include <functional>
#include <map>
#include <memory>
#include <mutex>

namespace tirkeu::workstation {

/// One-time codes of the service that the bank's gateway asks. The statement itself stays here: the service has its
/// digest, and the proof is made where the words are.
class LineCodes final : public enrolment::OneTimeCodes
{
public:
    /// Ways to the service, each called from the thread that asks.
    struct Line
    {
        std::function<QFuture<Result<wire::CodeSent>>(const wire::CodeWanted&)> send;
        std::function<QFuture<Result<wire::CodeJudged>>(const wire::CodeTyped&)> judge;
    };
    /// `otherwise` sends where the line reaches nobody: a demo has somebody, a bank has not. It outlives this.
    explicit LineCodes(Line line, enrolment::OneTimeCodes* otherwise = nullptr);

    [[nodiscard]] QFuture<Result<enrolment::SentCode>> send(const identity::PhoneNumber& phone,
        const enrolment::ConsentStatement& statement, core::Language language) override;
    [[nodiscard]] QFuture<Result<enrolment::CodeVerdict>> confirm(
        const QString& challenge, const QString& code) override;

private:
    struct Sent
    {
        enrolment::ConsentStatement statement;
        QString phone;
    };
    /// Shared with answers that are on their way.
    struct Book
    {
        std::mutex mutex;
        std::map<QString, Sent> sent; ///< by challenge
    };
    Line m_line;
    enrolment::OneTimeCodes* m_otherwise;
    std::shared_ptr<Book> m_book = std::make_shared<Book>();
};

} // namespace tirkeu::workstation
