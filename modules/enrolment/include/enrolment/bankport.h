#pragma once

#include <core/clock.h>
#include <core/result.h>
#include <identity/identitydocument.h>
#include <identity/iin.h>
#include <identity/personname.h>
#include <identity/phonenumber.h>
#include <vault/retention.h>

#include <QFuture>

#include <optional>

namespace tirkeu::enrolment {

/// What the bank's own system knows of a client: for prefilling, never instead of the document they show.
struct BankClient
{
    identity::Iin iin;
    QString number; ///< the bank's number of the client
    std::optional<identity::PersonName> name = {};
    std::optional<identity::IdentityDocument> document = {};
    std::optional<identity::PhoneNumber> phone = {};
    QDate birth = {};
    bool operator==(const BankClient&) const = default;
};

/// A business relation is over: from here on retention counts (BIO-43).
struct RelationEnd
{
    identity::Iin iin;
    core::WallTime at;
    QString source; ///< which system, which record
    bool operator==(const RelationEnd&) const = default;
};

struct RelationEnds
{
    QList<RelationEnd> ends; ///< not taken in yet, the oldest first
    QStringList unreadable;  ///< set aside for branch IT to look at; it holds nothing else up
};

/// The bank's own system. May be called from any thread; it may be absent, the counter works without it.
class BankSystem
{
public:
    virtual ~BankSystem() = default;
    [[nodiscard]] virtual QFuture<Result<std::optional<BankClient>>> find(const identity::Iin& iin) = 0;
    [[nodiscard]] virtual QFuture<Result<RelationEnds>> ends() = 0;
    /// This end is in the journal.
    [[nodiscard]] virtual QFuture<Result<>> takenIn(const RelationEnd& end) = 0;
};

/// Writes the ends into the journal, for clients that are known here. Gives back those that are done with: written, of
/// nobody known, or older than an enrolment that binds the client again. On the vault's thread.
[[nodiscard]] Result<QList<RelationEnd>> takeInEnds(
    vault::Store& store, vault::Retention& retention, const QList<RelationEnd>& ends, const QString& actor);

// The files of `BankFileDrop`, see bankfiles.md.
[[nodiscard]] Result<BankClient> readBankClient(QByteArrayView bytes);
[[nodiscard]] Result<RelationEnd> readRelationEnd(QByteArrayView bytes);
[[nodiscard]] QByteArray toBytes(const BankClient& client);
[[nodiscard]] QByteArray toBytes(const RelationEnd& end);

/// A bank that has no interface but a folder: see bankfiles.md. Reads on the caller's thread, small files.
class BankFileDrop final : public BankSystem
{
public:
    explicit BankFileDrop(QString folder)
        : m_folder(std::move(folder))
    {
    }
    [[nodiscard]] QFuture<Result<std::optional<BankClient>>> find(const identity::Iin& iin) override;
    [[nodiscard]] QFuture<Result<RelationEnds>> ends() override;
    [[nodiscard]] QFuture<Result<>> takenIn(const RelationEnd& end) override;

private:
    QString m_folder;
};

} // namespace tirkeu::enrolment
