#include "sealedstream.h"

#include <casefile/cipher.h>

#include <QtEndian>

#include <algorithm>

namespace tirkeu::reference {

namespace {
constexpr ErrorCode kNotWritten{"reference.snapshot-not-written"};
constexpr ErrorCode kNotRead{"reference.snapshot-not-read"};
constexpr QByteArrayView kMagic("TKSEAL1\n");
constexpr QByteArrayView kLabel("tirkeu reference snapshot");
constexpr qsizetype kSalt = 16;
constexpr qsizetype kTag = 16;
constexpr quint32 kPiece = quint32(1) << 20;
constexpr quint32 kLast = quint32(1) << 31;

/// Of a key that seals this stream alone, the number of the piece.
QByteArray nonceOf(quint64 piece)
{
    QByteArray nonce(12, '\0');
    qToLittleEndian(piece, nonce.data());
    return nonce;
}

QByteArray headOf(qsizetype size, bool isLast)
{
    QByteArray head(4, '\0');
    qToLittleEndian(static_cast<quint32>(size) | (isLast ? kLast : 0), head.data());
    return head;
}
} // namespace

Result<std::unique_ptr<SealingDevice>> SealingDevice::begin(QIODevice& to, const core::SecureBytes& dataKey)
{
    const auto salt = casefile::randomBytes(kSalt);
    if (!salt)
        return failure(salt);
    std::unique_ptr<SealingDevice> made(new SealingDevice(to, casefile::deriveKey(dataKey, kLabel, *salt)));
    const QByteArray front = kMagic.toByteArray() + *salt;
    if (to.write(front) != front.size() || !made->open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        return failure(kNotWritten, ErrorKind::OperatorCanFix, to.errorString());
    return made;
}

qint64 SealingDevice::writeData(const char* data, qint64 size)
{
    for (qint64 at = 0; at < size;) {
        const qint64 fits = std::min<qint64>(size - at, qint64(kPiece) - m_waiting.size());
        m_waiting.append(data + at, fits);
        at += fits;
        if (m_waiting.size() == qsizetype(kPiece) && !writePiece(false))
            return -1;
    }
    return size;
}

bool SealingDevice::writePiece(bool isLast)
{
    const QByteArray head = headOf(m_waiting.size(), isLast);
    const auto sealed = casefile::sealBytes(m_key, nonceOf(m_pieces++), head, m_waiting);
    core::wipe(m_waiting.data(), static_cast<std::size_t>(m_waiting.size()));
    m_waiting.clear();
    return sealed && m_to.write(head) == head.size() && m_to.write(*sealed) == sealed->size();
}

Result<> SealingDevice::finish()
{
    if (!writePiece(true))
        return failure(kNotWritten, ErrorKind::OperatorCanFix, m_to.errorString());
    close();
    return {};
}

Result<std::unique_ptr<OpeningDevice>> OpeningDevice::begin(QIODevice& from, const core::SecureBytes& dataKey)
{
    const QByteArray front = from.read(kMagic.size() + kSalt);
    if (front.size() != kMagic.size() + kSalt || !front.startsWith(kMagic))
        return failure(kNotRead, ErrorKind::OperatorCanFix, QStringLiteral("no snapshot"));
    std::unique_ptr<OpeningDevice> made(
        new OpeningDevice(from, casefile::deriveKey(dataKey, kLabel, QByteArrayView(front).sliced(kMagic.size()))));
    if (!made->open(QIODevice::ReadOnly))
        return failure(kNotRead, ErrorKind::Bug, QStringLiteral("not opened"));
    return made;
}

bool OpeningDevice::readPiece()
{
    const QByteArray head = m_from.read(4);
    if (head.size() != 4)
        return false;
    const auto word = qFromLittleEndian<quint32>(head.constData());
    const qsizetype size = word & ~kLast;
    if (size > qsizetype(kPiece))
        return false;
    const QByteArray sealed = m_from.read(size + kTag);
    if (sealed.size() != size + kTag)
        return false;
    auto clear = casefile::openBytes(m_key, nonceOf(m_pieces++), head, sealed);
    if (!clear)
        return false;
    m_piece = std::move(*clear);
    m_given = 0;
    m_isOver = (word & kLast) != 0;
    return true;
}

// As much as is asked for: a reader takes less for the end.
qint64 OpeningDevice::readData(char* data, qint64 size)
{
    qint64 given = 0;
    while (given < size) {
        if (m_given == m_piece.size()) {
            if (m_isOver)
                break;
            if (!readPiece()) {
                m_isOver = true;
                m_piece.clear();
                m_given = 0;
                setErrorString(QStringLiteral("a piece of the snapshot is not good"));
                break;
            }
            continue;
        }
        const qint64 now = std::min<qint64>(size - given, m_piece.size() - m_given);
        std::copy_n(m_piece.constData() + m_given, now, data + given);
        m_given += now;
        given += now;
    }
    return given;
}

} // namespace tirkeu::reference
