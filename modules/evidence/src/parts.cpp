#include <evidence/parts.h>

#include <QRegularExpression>

namespace tirkeu::evidence {

namespace {
constexpr ErrorCode kDigestUnfit{"evidence.digest-unfit"};
constexpr ErrorCode kTextEmpty{"evidence.text-empty"};
constexpr ErrorCode kTextLong{"evidence.text-long"};
constexpr ErrorCode kPictureName{"evidence.picture-name"};
constexpr ErrorCode kPictureKind{"evidence.picture-kind"};
constexpr ErrorCode kReceivedName{"evidence.received-name"};
constexpr ErrorCode kReceivedSize{"evidence.received-size"};
constexpr qsizetype kLargest = qsizetype(16) << 20;

[[nodiscard]] bool isPng(const QByteArray& bytes)
{
    return bytes.startsWith("\x89PNG\r\n");
}

[[nodiscard]] bool isFileName(const QString& name)
{
    static const QRegularExpression plain(QStringLiteral("^[a-z0-9][a-z0-9.-]{0,63}$"));
    return plain.match(name).hasMatch();
}
} // namespace

Result<Digest> Digest::of(const QByteArray& bytes)
{
    if (bytes.size() != kBytes)
        return failure(kDigestUnfit, ErrorKind::Bug, QStringLiteral("%1 bytes").arg(bytes.size()));
    return Digest(bytes);
}

Result<Text> Text::of(const QString& text)
{
    if (text.trimmed().isEmpty())
        return failure(kTextEmpty, ErrorKind::OperatorCanFix, QStringLiteral("blank"));
    if (text.size() > kLongest)
        return failure(kTextLong, ErrorKind::OperatorCanFix, QStringLiteral("too long"), {QString::number(kLongest)});
    return Text(text.trimmed());
}

Result<LocalText> LocalText::of(const QString& kk, const QString& ru, const QString& en)
{
    for (const QString& text : {kk, ru}) {
        if (const auto good = Text::of(text); !good)
            return failure(good);
    }
    return LocalText(kk.trimmed(), ru.trimmed(), en.trimmed());
}

Result<Picture> Picture::of(const QString& name, const QByteArray& bytes)
{
    if (!isFileName(name))
        return failure(kPictureName, ErrorKind::Bug, name, {name});
    if (bytes.size() > kLargest || !(bytes.startsWith("\xff\xd8\xff") || isPng(bytes)))
        return failure(kPictureKind, ErrorKind::OperatorCanFix, QStringLiteral("neither JPEG nor PNG"), {name});
    return Picture(name, bytes);
}

QString Picture::mediaType() const
{
    return isPng(m_bytes) ? QStringLiteral("image/png") : QStringLiteral("image/jpeg");
}

Result<ReceivedDocument> ReceivedDocument::of(const QString& name, const QString& mediaType, const LocalText& from,
    core::WallTime received, const QByteArray& bytes)
{
    static const QRegularExpression media(QStringLiteral("^[a-z]{1,32}/[a-z0-9][a-z0-9.+-]{0,63}$"));
    if (!isFileName(name) || !media.match(mediaType).hasMatch())
        return failure(kReceivedName, ErrorKind::OperatorCanFix, mediaType, {name});
    if (bytes.isEmpty() || bytes.size() > kLargest)
        return failure(kReceivedSize, ErrorKind::OperatorCanFix, QStringLiteral("%1 bytes").arg(bytes.size()), {name});
    return ReceivedDocument(name, mediaType, from, received, bytes);
}

} // namespace tirkeu::evidence
