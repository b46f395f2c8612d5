// The gallery on the disk: sealed, of one store, and never the last word.
#include "palms/sealedstream.h"

#include <reference/palmgallery.h>

#include <QFile>
#include <QSaveFile>
#include <QtEndian>

#include <algorithm>

namespace tirkeu::reference {

namespace {
constexpr ErrorCode kNotWritten{"reference.snapshot-not-written"};
constexpr ErrorCode kNotRead{"reference.snapshot-not-read"};
constexpr quint64 kMostUnreadable = 1'000'000;

bool put(QIODevice& device, QByteArrayView bytes)
{
    return device.write(bytes.data(), bytes.size()) == bytes.size();
}

QByteArray wordOf(quint64 number)
{
    QByteArray word(8, '\0');
    qToLittleEndian(number, word.data());
    return word;
}

QByteArrayView viewOf(const palm::HandKey& key)
{
    return {reinterpret_cast<const char*>(key.data()), static_cast<qsizetype>(key.size())};
}

bool takeKey(QIODevice& device, palm::HandKey& key)
{
    const auto size = static_cast<qint64>(key.size());
    return device.read(reinterpret_cast<char*>(key.data()), size) == size;
}

std::optional<quint64> takeWord(QIODevice& device)
{
    const QByteArray word = device.read(8);
    return word.size() == 8 ? std::optional(qFromLittleEndian<quint64>(word.constData())) : std::nullopt;
}
} // namespace

Result<> PalmGallery::writeSnapshot()
{
    if (m_settings.snapshot.isEmpty() || m_written == m_number)
        return {};
    QSaveFile file(m_settings.snapshot);
    const auto broken = [&file] {
        return failure(kNotWritten, ErrorKind::OperatorCanFix, file.errorString());
    };
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
        return broken();
    const auto sealed = SealingDevice::begin(file, m_settings.dataKey);
    if (!sealed)
        return failure(sealed);
    bool good =
        put(**sealed, wordOf(m_number)) && put(**sealed, viewOf(m_last)) && put(**sealed, wordOf(m_unreadable.size()));
    for (const palm::HandKey& key : m_unreadable)
        good = good && put(**sealed, viewOf(key));
    if (!good)
        return broken();
    for (const palm::Gallery* gallery : {m_right.get(), m_left.get()}) {
        if (const Result<> written = gallery->writeTo(**sealed); !written)
            return written;
    }
    if (const Result<> finished = (*sealed)->finish(); !finished)
        return finished;
    if (!file.commit())
        return broken();
    m_written = m_number;
    return {};
}

Result<> PalmGallery::readSnapshot()
{
    QFile file(m_settings.snapshot);
    if (!file.open(QIODevice::ReadOnly))
        return failure(kNotRead, ErrorKind::OperatorCanFix, file.errorString());
    const auto opened = OpeningDevice::begin(file, m_settings.dataKey);
    if (!opened)
        return failure(opened);
    const auto broken = [&opened] {
        return failure(kNotRead, ErrorKind::OperatorCanFix, (*opened)->errorString());
    };
    const auto number = takeWord(**opened);
    palm::HandKey last{};
    const bool hasLast = takeKey(**opened, last);
    const auto unreadable = takeWord(**opened);
    if (!number || !hasLast || !unreadable || *unreadable > kMostUnreadable)
        return broken();
    std::set<palm::HandKey> keys;
    for (quint64 i = 0; i < *unreadable; ++i) {
        palm::HandKey key{};
        if (!takeKey(**opened, key))
            return broken();
        keys.insert(key);
    }
    auto right = std::make_unique<palm::Gallery>();
    auto left = std::make_unique<palm::Gallery>();
    for (palm::Gallery* gallery : {right.get(), left.get()}) {
        if (const Result<> read = gallery->readFrom(**opened); !read)
            return read;
    }
    m_right = std::move(right);
    m_left = std::move(left);
    m_unreadable = std::move(keys);
    m_number = *number;
    m_last = last;
    m_written = *number;
    noteSize();
    return {};
}

} // namespace tirkeu::reference
