#include <wire/package.h>

#include <core/hashing.h>
#include <pki/sealing.h>
#include <pki/signeddata.h>
#include <pki/signing.h>

#include <QtEndian>

namespace tirkeu::wire {

namespace {
constexpr ErrorCode kUnreadable{"wire.package-unreadable"};
constexpr ErrorCode kNotSealed{"wire.package-not-opened"};
constexpr ErrorCode kSignature{"wire.package-signature"};
constexpr ErrorCode kRecipient{"wire.package-for-another"};
constexpr ErrorCode kChanged{"wire.part-changed"};
constexpr ErrorCode kTooLarge{"wire.package-too-large"};

constexpr char kMagic[] = "TKPACKAGE1";
constexpr qsizetype kMagicBytes = sizeof kMagic - 1;
constexpr qsizetype kMostSigned = qsizetype(2) << 20;

tl::unexpected<Error> refuse(const ErrorCode& code, const QString& why)
{
    return failure(code, ErrorKind::SecurityStop, why);
}

/// The signed list, and what stands behind it.
struct Halves
{
    QByteArrayView list;
    QByteArrayView parts;
};

Result<Halves> halve(QByteArrayView content)
{
    constexpr qsizetype kFront = kMagicBytes + 4;
    if (content.size() < kFront || content.first(kMagicBytes) != QByteArrayView(kMagic, kMagicBytes))
        return refuse(kUnreadable, QStringLiteral("not a package"));
    const auto size = static_cast<qsizetype>(qFromBigEndian<quint32>(content.data() + kMagicBytes));
    if (size > kMostSigned || size > content.size() - kFront)
        return refuse(kUnreadable, QStringLiteral("its list is cut off"));
    return Halves{content.sliced(kFront, size), content.sliced(kFront + size)};
}

/// The list, once its one signature has been found good.
struct SignedList
{
    QByteArray text;
    pki::Certificate signer;
};

Result<SignedList> verifyList(QByteArrayView der)
{
    const auto data = pki::SignedData::read(der, {.maxBytes = kMostSigned, .maxSigners = 1, .maxCertificates = 4});
    if (!data)
        return refuse(kUnreadable, data.error().detail);
    const QList<pki::SignerResult> signers = data->verify();
    if (data->isDetached() || signers.size() != 1)
        return refuse(kSignature, QStringLiteral("%1 signers").arg(signers.size()));
    const pki::SignerResult& only = signers.constFirst();
    if (!only.isGood() || !only.certificate)
        return refuse(kSignature, pki::nameOf(only.reason));
    return SignedList{data->content(), *only.certificate};
}

Result<QList<Part>> cutParts(const Manifest& manifest, QByteArrayView bytes)
{
    QList<Part> parts;
    parts.reserve(manifest.parts.size());
    for (const PartInfo& info : manifest.parts) {
        if (info.size > bytes.size())
            return refuse(kChanged, QStringLiteral("part %1 is cut off").arg(info.id.toString()));
        const QByteArrayView part = bytes.first(info.size);
        if (core::sha256(part) != info.sha256)
            return refuse(kChanged, QStringLiteral("part %1 is another").arg(info.id.toString()));
        parts.append({info.kind, info.id, part.toByteArray()});
        bytes = bytes.sliced(info.size);
    }
    if (!bytes.isEmpty())
        return refuse(kChanged, QStringLiteral("%1 bytes that nobody listed").arg(bytes.size()));
    return parts;
}

struct SignedPackage
{
    QByteArray content;
    QByteArray fingerprint;
};

Result<SignedPackage> signParts(
    PackageContext context, const QList<Part>& parts, core::Signer& workstation, const pki::Certificate& recipient)
{
    context.recipient = recipient.fingerprint();
    Manifest manifest{std::move(context), {}};
    qsizetype whole = 0;
    for (const Part& part : parts) {
        manifest.parts.append({part.kind, part.id, part.bytes.size(), core::sha256(part.bytes)});
        whole += part.bytes.size();
    }
    const QByteArray text = manifest.encode();
    // What nobody could open is not made.
    if (const auto again = Manifest::decode(text); !again)
        return failure(kTooLarge, ErrorKind::Bug, again.error().detail);
    const Result<QByteArray> list = pki::signContent(text, pki::ContentPlace::Attached, {&workstation});
    if (!list)
        return failure(list);
    QByteArray content;
    content.reserve(kMagicBytes + 4 + list->size() + whole);
    content.append(kMagic, kMagicBytes);
    char size[4];
    qToBigEndian(static_cast<quint32>(list->size()), size);
    content.append(size, 4).append(*list);
    for (const Part& part : parts)
        content.append(part.bytes);
    return SignedPackage{content, core::sha256(text)};
}
} // namespace

Result<QByteArray> signPackage(
    PackageContext context, const QList<Part>& parts, core::Signer& workstation, const pki::Certificate& recipient)
{
    return signParts(std::move(context), parts, workstation, recipient).map([](const SignedPackage& made) {
        return made.content;
    });
}

Result<SealedPackage> sealPackage(
    PackageContext context, const QList<Part>& parts, core::Signer& workstation, const pki::Certificate& recipient)
{
    const Result<SignedPackage> made = signParts(std::move(context), parts, workstation, recipient);
    if (!made)
        return failure(made);
    const Result<QByteArray> sealed = pki::seal(made->content, {recipient});
    if (!sealed)
        return failure(sealed);
    return SealedPackage{*sealed, made->fingerprint};
}

Result<OpenedPackage> readSigned(QByteArrayView content, QByteArrayView recipientFingerprint)
{
    const Result<Halves> halves = halve(content);
    if (!halves)
        return failure(halves);
    const Result<SignedList> list = verifyList(halves->list);
    if (!list)
        return failure(list);
    const Result<Manifest> manifest = Manifest::decode(list->text);
    if (!manifest)
        return failure(manifest);
    if (QByteArrayView(manifest->context.recipient) != recipientFingerprint)
        return refuse(kRecipient, QStringLiteral("sealed for another than it was signed for"));
    const Result<QList<Part>> parts = cutParts(*manifest, halves->parts);
    if (!parts)
        return failure(parts);
    return OpenedPackage{*manifest, *parts, core::sha256(list->text), list->signer};
}

Result<OpenedPackage> openPackage(QByteArrayView sealed, core::KeyUnwrapper& key)
{
    const auto mine = pki::Certificate::fromDer(key.certificate());
    if (!mine)
        return failure(mine);
    const Result<QByteArray> content = pki::open(sealed, key, {.maxBytes = kLargestPackage + kMostSigned});
    if (!content)
        return refuse(kNotSealed, content.error().detail);
    return readSigned(*content, mine->fingerprint());
}

} // namespace tirkeu::wire
