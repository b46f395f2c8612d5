#pragma once

#include "enrolment/counter.h"
#include "enrolment/papertray.h"

#include <QPromise>

#include <memory>

namespace tirkeu::workstation {

/// A tray with one paper in it, or none.
class ShowroomTray final : public PaperTray
{
public:
    void setPaper(const std::optional<TrayPaper>& paper);
    [[nodiscard]] QString folder() const override { return QStringLiteral("papers"); }
    [[nodiscard]] std::optional<TrayPaper> newest() const override { return m_paper; }
    [[nodiscard]] QFuture<Result<QByteArray>> read(const TrayPaper&) override;
    void discard(const TrayPaper&) override {}

private:
    std::optional<TrayPaper> m_paper;
};

/// Cases of one invented client, each standing where a page wants to be looked at. Nothing is kept.
class ShowroomCounter final : public Counter
{
public:
    enum class Stand {
        Consents,
        Palm,
        SecondAttempt,
        Review,
        Question,
        ThirdFailure,
        Refusal,
        Signing,
        Slip,
        Withdrawal,
        Unknown,
        Awaited,      ///< the bank has not answered, the documents are to be signed
        AwaitedSigned ///< and the client goes home
    };

    explicit ShowroomCounter(const core::Clock& clock);

    [[nodiscard]] CaseView view(Stand stand) const;
    void setStand(Stand stand) { m_stand = stand; } ///< where the case stands that is taken next
    void showHand();                                ///< while a palm is asked for
    void showRing();                                ///< and a marked window in too much light
    void setWaiting(bool any);

    [[nodiscard]] const CounterRules& rules() const override { return m_rules; }
    [[nodiscard]] core::WallTime now() const override { return m_clock.wall(); }
    [[nodiscard]] QString shownName(const QString&) const override { return QStringLiteral("Айгүл С."); }
    [[nodiscard]] enrolment::Slip slip(const CaseView& view, core::Language language) const override;
    [[nodiscard]] QFuture<Result<QList<WaitingCase>>> waiting() override;
    [[nodiscard]] QFuture<Result<std::optional<KnownClient>>> known(const identity::Iin& iin) override;
    [[nodiscard]] QFuture<Result<std::optional<enrolment::BankClient>>> atBank(const identity::Iin&) override;
    [[nodiscard]] Answer begin(const NewClient&) override { return now(m_stand); }
    [[nodiscard]] Answer take(const casefile::CaseId&) override { return now(m_stand); }
    [[nodiscard]] QList<Colleague> colleagues() const override;
    [[nodiscard]] Answer look(const casefile::CaseId&) override { return now(Stand::Question); }
    [[nodiscard]] QFuture<Result<int>> endOverdue() override;
    [[nodiscard]] Answer call() override { return now(m_stand); }
    [[nodiscard]] Answer handOver(const QString&) override { return now(m_stand); }
    [[nodiscard]] QFuture<Result<QList<enrolment::WithdrawalOutlook>>> outlooks() override;
    [[nodiscard]] Answer withdraw(
        const QList<criteria::ConsentKind>&, criteria::ConsentMeans, const QByteArray&) override
    {
        return now(m_stand);
    }
    [[nodiscard]] Answer correct(const NewClient&) override { return now(m_stand); }
    [[nodiscard]] Answer answer(const QList<enrolment::ConsentAnswer>&) override { return now(m_stand); }
    [[nodiscard]] QFuture<Result<enrolment::ConsentStatement>> consentStatement(
        const QList<enrolment::ConsentAnswer>& answers) override;
    [[nodiscard]] Result<> mayAttest(const QByteArray&) const override { return {}; }
    [[nodiscard]] QFuture<Result<QByteArray>> exceptionStatement(
        casefile::Hand, std::optional<core::WallTime>) override;
    [[nodiscard]] Answer exceptSigned(const QByteArray&) override { return now(m_stand); }
    [[nodiscard]] Result<> mayAnswer(const QByteArray&) const override { return {}; }
    [[nodiscard]] QFuture<Result<QByteArray>> answerStatement(const SupervisorAnswer&) override;
    [[nodiscard]] QFuture<Result<QList<CasePicture>>> pictures() override;
    [[nodiscard]] QFuture<Result<QByteArray>> approvalStatement(const identity::Iin&, const QString&) override;
    [[nodiscard]] QFuture<Result<>> askForAttempts(const identity::Iin&) override;
    [[nodiscard]] QFuture<Result<QByteArray>> attemptsStatement(
        const casefile::ClientId&, const SupervisorAnswer&) override;
    [[nodiscard]] QFuture<Result<>> attemptsSigned(const QByteArray&) override;
    [[nodiscard]] QFuture<Result<>> noteSuspicion(const WaitingCase&, const SupervisorAnswer&) override;
    [[nodiscard]] Answer answerSigned(const QByteArray&) override { return now(m_stand); }
    [[nodiscard]] QFuture<Result<PalmAnswer>> palm(casefile::Hand hand) override;
    void stopPalm() override {}
    [[nodiscard]] Answer decide(const QString&) override { return now(m_stand); }
    [[nodiscard]] Answer end(casefile::Ending, const QString&) override { return now(m_stand); }
    [[nodiscard]] QFuture<Result<QList<ShownPaper>>> papers() override;
    [[nodiscard]] Answer sign(core::SecureBytes, LastTry) override { return now(Stand::Slip); }
    [[nodiscard]] Answer noteSlip(core::Language) override { return now(Stand::Slip); }
    [[nodiscard]] QFuture<Result<QString>> print(const QString& name, const QByteArray&) override;
    [[nodiscard]] Answer pause(const QString&) override { return now(m_stand); }

private:
    [[nodiscard]] Answer now(Stand stand) const;

    const core::Clock& m_clock;
    CounterRules m_rules;
    Stand m_stand = Stand::Consents;
    bool m_isWaiting = true;
    std::shared_ptr<QPromise<Result<PalmAnswer>>> m_palm;
};

} // namespace tirkeu::workstation
