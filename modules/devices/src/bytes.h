#pragma once

#include <QByteArray>
#include <QString>
#include <QtEndian>

#include <algorithm>
#include <concepts>

namespace tirkeu::devices {

/// Numbers in network order, texts and bytes with their length before them.
class Writer
{
public:
    template<std::integral T>
    Writer& number(T value)
    {
        char raw[sizeof(T)];
        qToBigEndian(value, raw);
        m_bytes.append(raw, sizeof(T));
        return *this;
    }
    Writer& bytes(QByteArrayView view)
    {
        number(static_cast<quint32>(view.size()));
        m_bytes.append(view);
        return *this;
    }
    Writer& text(const QString& text) { return bytes(text.toUtf8()); }
    Writer& raw(QByteArrayView view)
    {
        m_bytes.append(view);
        return *this;
    }
    [[nodiscard]] QByteArray take() { return std::move(m_bytes); }

private:
    QByteArray m_bytes;
};

/// Reads the same, never past the end; after the first failure everything is empty and `isWhole` is false.
class Reader
{
public:
    explicit Reader(QByteArrayView bytes)
        : m_rest(bytes)
    {
    }
    template<std::integral T>
    [[nodiscard]] T number()
    {
        const QByteArrayView raw = take(sizeof(T));
        return raw.isEmpty() ? T{} : qFromBigEndian<T>(raw.data());
    }
    [[nodiscard]] QByteArrayView bytes(qsizetype most)
    {
        const auto size = static_cast<qsizetype>(number<quint32>());
        if (size > most)
            m_good = false;
        return take(size);
    }
    [[nodiscard]] QString text(qsizetype most)
    {
        const QByteArrayView utf8 = bytes(most);
        const QString text = QString::fromUtf8(utf8);
        const bool shown = std::none_of(text.cbegin(), text.cend(),
            [](QChar c) { return c.category() == QChar::Other_Control || c == QChar::ReplacementCharacter; });
        m_good = m_good && shown;
        return m_good ? text : QString();
    }
    [[nodiscard]] QByteArrayView rest() { return take(m_rest.size()); }
    [[nodiscard]] bool isGood() const { return m_good; }
    [[nodiscard]] bool isWhole() const { return m_good && m_rest.isEmpty(); }

private:
    QByteArrayView take(qsizetype size)
    {
        if (!m_good || size < 0 || size > m_rest.size()) {
            m_good = false;
            return {};
        }
        const QByteArrayView part = m_rest.first(size);
        m_rest = m_rest.sliced(size);
        return part;
    }

    QByteArrayView m_rest;
    bool m_good = true;
};

} // namespace tirkeu::devices
