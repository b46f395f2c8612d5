#include "vaultdocuments.h"

#include <enrolment/confirmation.h>
#include <enrolment/documentshelf.h>

#include <core/encoding.h>
#include <core/hashing.h>
#include <evidence/levelraiser.h>
#include <vault/errors.h>
#include <vault/retention.h>

namespace tirkeu::workstation {

namespace shelf = enrolment::shelf;

namespace {
Result<> addRevision(vault::Store& store, const QString& document, const QByteArray& pdf, core::WallTime now)
{
    const auto id = core::Uuid::parse(document);
    const auto newest = id ? shelf::newestOf(store, *id) : failure(id);
    if (!newest)
        return failure(newest);
    const auto before = store.object(*newest);
    if (!before)
        return failure(before);
    if (!before->caseId)
        return enrolment::keepRaisedConfirmation(store, before->client, {*id, pdf});
    return store.write([&](vault::Writer& writer) -> Result<> {
        if (const Result<> kept = shelf::keep(writer, *id, before->client, before->caseId, pdf); !kept)
            return kept;
        const auto entry = writer.append(
            {casefile::Kind::DocumentStamped, now, QStringLiteral("workstation"), before->client, before->caseId,
                {{QStringLiteral("document"), document},
                    {QStringLiteral("digest"), QString::fromLatin1(core::toHex(core::sha256(pdf)))}}});
        return entry ? Result<>() : failure(entry);
    });
}

Result<QByteArray> actNamed(vault::Vault& opened, const core::Uuid& id)
{
    return vault::Retention(opened.store(), opened.volumeFolder()).document(id);
}

Result<> addToAct(vault::Vault& opened, const core::Uuid& id, const QByteArray& pdf)
{
    const auto level = evidence::levelOf(pdf);
    if (!level)
        return failure(level);
    const auto said = opened.store().journal().read({.kinds = {casefile::Kind::DestructionDocumented}, .most = 1000});
    if (!said)
        return failure(said);
    QByteArray signer;
    for (const vault::JournalLine& line : *said) {
        if (line.fields && line.fields->value(u"document").toString() == id.toString())
            signer = core::fromHex(line.fields->value(u"certificate").toString().toLatin1()).value_or(QByteArray());
    }
    return vault::Retention(opened.store(), opened.volumeFolder())
        .keepDocument(id, pdf, signer, evidence::nameOf(*level), QStringLiteral("workstation"));
}

bool isRaised(const vault::JournalLine& line)
{
    if (line.entry.kind == static_cast<quint16>(casefile::Kind::DestructionDocumented) ||
        line.entry.kind == static_cast<quint16>(casefile::Kind::ConfirmationMade))
        return line.fields->value(u"level").toString() != evidence::nameOf(evidence::SignatureLevel::BB);
    return line.entry.kind == static_cast<quint16>(casefile::Kind::DocumentStamped);
}

/// A destroyed client's document, of which a name may be left, or one that a restored backup does not know.
bool isNoMore(const Error& error)
{
    return error.code == vault::kUnknownRecord || error.code == vault::kClientDestroyed ||
           error.code == ErrorCode("enrolment.document-unknown");
}

template<typename T>
Result<T> waited(QFuture<Result<T>> future)
{
    Result<T> result = future.result();
    if (!result && result.error().code == vault::kClosed)
        result.error().kind = ErrorKind::Retry;
    return result;
}
} // namespace

Result<QByteArray> VaultDocuments::load(const QString& document)
{
    return waited(m_thread.perform<QByteArray>([document](vault::Vault& opened) -> Result<QByteArray> {
        const auto id = core::Uuid::parse(document);
        if (!id)
            return failure(id);
        // An act of destruction is nobody's, so it is on no client's shelf.
        if (const auto act = actNamed(opened, *id); !act || !act->isEmpty())
            return act;
        auto found = shelf::newest(opened.store(), *id);
        return !found && isNoMore(found.error()) ? Result<QByteArray>(QByteArray()) : found;
    }));
}

Result<> VaultDocuments::store(const QString& document, const QByteArray& pdf)
{
    return waited(m_thread.perform<void>([document, pdf, now = m_clock.wall()](vault::Vault& opened) -> Result<> {
        const auto id = core::Uuid::parse(document);
        const auto act = id ? actNamed(opened, *id) : failure(id);
        if (!act)
            return failure(act);
        return act->isEmpty() ? addRevision(opened.store(), document, pdf, now) : addToAct(opened, *id, pdf);
    }));
}

Result<> VaultDocuments::noteStopped(const QString& document, const QString& reason)
{
    const auto note = [document, reason, now = m_clock.wall()](vault::Vault& opened) -> Result<> {
        constexpr int kMost = 1000;
        const auto said = opened.store().journal().read({.kinds = {casefile::Kind::LevelStopped}, .most = kMost});
        if (!said)
            return failure(said);
        for (const vault::JournalLine& line : *said) {
            if (line.fields && line.fields->value(u"document").toString() == document)
                return {};
        }
        const auto entry = opened.store().append({casefile::Kind::LevelStopped, now, QStringLiteral("workstation"), {},
            {}, {{QStringLiteral("document"), document}, {QStringLiteral("reason"), reason}}});
        return entry ? Result<>() : failure(entry);
    };
    return waited(m_thread.perform<void>(note));
}

Result<QStringList> VaultDocuments::signedAndNeverRaised()
{
    return waited(m_thread.perform<QStringList>([](vault::Vault& opened) -> Result<QStringList> {
        constexpr int kMost = 400; // days of one counter's work
        const auto lines =
            opened.store().journal().read({.kinds = {casefile::Kind::DocumentSigned, casefile::Kind::DocumentStamped,
                                               casefile::Kind::DestructionDocumented, casefile::Kind::ConfirmationMade},
                .most = kMost});
        if (!lines)
            return failure(lines);
        QStringList found;
        QStringList raised;
        for (const vault::JournalLine& line : *lines) { // the newest first
            const QString document =
                line.fields ? line.fields->value(QStringLiteral("document")).toString() : QString();
            if (document.isEmpty())
                continue; // a destroyed client's
            if (isRaised(line))
                raised.append(document);
            else if (!raised.contains(document))
                found.append(document);
        }
        return found;
    }));
}

} // namespace tirkeu::workstation
