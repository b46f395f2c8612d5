#pragma once

#include <reference/engine.h>

#include <core/securebytes.h>

#include <memory>

namespace tirkeu::reference {

/// The whole database in one SQLCipher file: for the demo and for organisations of a few branches.
class EmbeddedEngine final : public Engine
{
public:
    struct Settings
    {
        QString path;
        QByteArray vfs = {};
    };
    /// Makes the file where there is none, and brings an older one up to date.
    [[nodiscard]] static Result<std::unique_ptr<EmbeddedEngine>> open(
        const Settings& settings, const core::SecureBytes& key);
    ~EmbeddedEngine() override;

    [[nodiscard]] Result<KeepResult> keep(const Delivery& delivery) override;
    [[nodiscard]] Result<std::optional<PackageRow>> package(const wire::PackageId& package) override;
    [[nodiscard]] Result<QList<SealedPart>> partsOf(const wire::PackageId& package) override;
    [[nodiscard]] Result<QList<SealedPart>> templatesOf(const QByteArray& subject) override;
    [[nodiscard]] Result<> settle(
        const PackageRow& row, const QList<AnswerDraft>& answers, const QList<HandChange>& hands) override;
    [[nodiscard]] Result<QList<PackageRow>> pendingOf(const core::Uuid& vault, quint64 upTo) override;
    [[nodiscard]] Result<> keepEvidence(const EvidenceRow& evidence) override;
    [[nodiscard]] Result<QByteArray> refusalOf(const wire::PackageId& package, const QByteArray& fingerprint) override;
    [[nodiscard]] Result<std::optional<JournalRow>> journal(const core::Uuid& vault) override;
    [[nodiscard]] Result<bool> appendJournal(const core::Uuid& vault, const QString& workstation,
        const core::JournalHead& known, const std::vector<casefile::Entry>& entries) override;
    [[nodiscard]] Result<> forkJournal(const JournalRow& row) override;
    [[nodiscard]] Result<QList<JournalRow>> journalsOf(const QString& workstation) override;
    [[nodiscard]] Result<std::optional<casefile::Entry>> entry(const core::Uuid& vault, quint64 sequence) override;
    [[nodiscard]] Result<std::vector<casefile::Entry>> entriesOfCase(
        const core::Uuid& vault, const core::Uuid& caseId, quint64 upTo) override;
    [[nodiscard]] Result<QList<wire::AttemptsElsewhere>> attemptsOf(
        const QByteArray& person, const QString& branch, core::WallTime since, const QString& asking) override;
    [[nodiscard]] Result<QList<wire::Answer>> answersAfter(
        const QString& workstation, quint64 number, int most) override;
    [[nodiscard]] Result<quint64> lastAnswer(const QString& workstation) override;
    [[nodiscard]] Result<> answer(const AnswerDraft& draft) override;
    [[nodiscard]] Result<QList<HandNews>> handsAfter(quint64 number, int most) override;
    [[nodiscard]] Result<QList<HandRow>> handsOf(const QByteArray& subject) override;
    [[nodiscard]] Result<QList<HandRow>> handsBeside(const core::Uuid& hand) override;
    [[nodiscard]] Result<QList<HandRow>> handsToSearch(int most) override;
    [[nodiscard]] Result<bool> noteSearched(const core::Uuid& hand, const std::optional<AnswerDraft>& answer) override;
    [[nodiscard]] Result<HandCounts> handCounts() override;
    [[nodiscard]] Result<> notePalmReading(const PalmReading& reading) override;
    [[nodiscard]] Result<QList<PalmReading>> palmReadings(const QByteArray& person) override;
    [[nodiscard]] Result<> noteCertificate(const QString& workstation, const pki::Certificate& certificate) override;
    [[nodiscard]] Result<QList<pki::Certificate>> certificatesOf(const QString& workstation) override;
    [[nodiscard]] Result<> noteRenewal(const QString& workstation, const pki::Certificate& certificate,
        const QByteArray& predecessor, core::WallTime at) override;
    [[nodiscard]] Result<std::optional<QByteArray>> predecessorOf(const QByteArray& certificate) override;
    [[nodiscard]] Result<> revoke(const QByteArray& certificate, const QString& reason, core::WallTime at) override;
    [[nodiscard]] Result<bool> isRevoked(const QByteArray& certificate) override;
    [[nodiscard]] Result<Counts> counts() override;
    [[nodiscard]] Result<> checkAlive() override;
    [[nodiscard]] Result<> visitPackages(const std::function<Result<>(const PackageRow&)>& visitor) override;

private:
    struct Parts;
    explicit EmbeddedEngine(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

} // namespace tirkeu::reference
