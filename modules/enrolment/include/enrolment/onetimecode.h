#pragma once

#include <enrolment/consentproof.h>

#include <core/clock.h>
#include <identity/phonenumber.h>

#include <QFuture>

namespace tirkeu::enrolment {

/// A code that is on its way to the client's telephone.
struct SentCode
{
    QString challenge; ///< the service's name of the exchange
    QString maskedPhone;
    int digits = 6;
    core::WallTime validUntil;
};

/// What became of a code that was typed.
struct CodeVerdict
{
    std::optional<CodeProof> proof; ///< it was right: the evidence
    int triesLeft = 0;
};

/// Whoever sends one-time codes for the bank. A code is for one statement; a wrong one leaves fewer tries, a spent or
/// late one is sent anew. May be called from any thread.
class OneTimeCodes
{
public:
    virtual ~OneTimeCodes() = default;
    [[nodiscard]] virtual QFuture<Result<SentCode>> send(
        const identity::PhoneNumber& phone, const ConsentStatement& statement, core::Language language) = 0;
    [[nodiscard]] virtual QFuture<Result<CodeVerdict>> confirm(const QString& challenge, const QString& code) = 0;
};

} // namespace tirkeu::enrolment
