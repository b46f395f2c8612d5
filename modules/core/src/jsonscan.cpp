#include "jsonscan.h"

#include <QJsonDocument>
#include <QSet>
#include <QStringDecoder>

#include <algorithm>
#include <cctype>
#include <cmath>

namespace tirkeu::core {

namespace {
constexpr ErrorCode kTooLarge{"core.json-too-large"};
constexpr ErrorCode kTooDeep{"core.json-too-deep"};
constexpr ErrorCode kDuplicate{"core.json-duplicate-key"};
constexpr ErrorCode kUnreadable{"core.json-unreadable"};
constexpr ErrorCode kNumber{"core.json-number"};

class Scanner
{
public:
    Scanner(QByteArrayView text, const JsonLimits& limits)
        : m_text(text)
        , m_limits(limits)
    {
    }

    Result<> run()
    {
        if (m_text.size() > m_limits.maxBytes)
            return failure(kTooLarge, ErrorKind::OperatorCanFix,
                QStringLiteral("%1 bytes, at most %2").arg(m_text.size()).arg(m_limits.maxBytes));
        QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
        (void)QString(utf8(m_text));
        if (utf8.hasError())
            return unreadable(QStringLiteral("not UTF-8"));
        skipSpace();
        if (Result<> value = scanValue(0); !value)
            return value;
        skipSpace();
        if (!atEnd())
            return unreadable(QStringLiteral("something follows the end"));
        return {};
    }

private:
    bool atEnd() const { return m_at >= m_text.size(); }
    char peek() const { return atEnd() ? '\0' : m_text[m_at]; }

    void skipSpace()
    {
        while (!atEnd() && (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r'))
            ++m_at;
    }

    bool take(char wanted)
    {
        if (peek() != wanted || atEnd())
            return false;
        ++m_at;
        return true;
    }

    Result<> unreadable(const QString& why) const
    {
        return failure(kUnreadable, ErrorKind::OperatorCanFix, QStringLiteral("%1 at byte %2").arg(why).arg(m_at),
            {QString::number(m_at)});
    }

    Result<> scanValue(int depth)
    {
        if (depth > m_limits.maxDepth)
            return failure(
                kTooDeep, ErrorKind::OperatorCanFix, QStringLiteral("deeper than %1").arg(m_limits.maxDepth));
        if (++m_values > m_limits.maxValues)
            return failure(
                kTooLarge, ErrorKind::OperatorCanFix, QStringLiteral("more than %1 values").arg(m_limits.maxValues));
        switch (peek()) {
        case '{':
            return scanObject(depth);
        case '[':
            return scanArray(depth);
        case '"':
            return scanString();
        case 't':
            return scanWord("true");
        case 'f':
            return scanWord("false");
        case 'n':
            return scanWord("null");
        default:
            return scanNumber();
        }
    }

    Result<> scanObject(int depth)
    {
        ++m_at;
        QSet<QByteArray> keys;
        skipSpace();
        if (take('}'))
            return {};
        while (true) {
            skipSpace();
            const qsizetype start = m_at;
            if (peek() != '"')
                return unreadable(QStringLiteral("a key is expected"));
            if (Result<> key = scanString(); !key)
                return key;
            const QByteArray spelling = decodedKey(m_text.sliced(start, m_at - start));
            if (keys.contains(spelling))
                return failure(kDuplicate, ErrorKind::OperatorCanFix,
                    QStringLiteral("a key stands twice before byte %1").arg(m_at), {QString::fromUtf8(spelling)});
            keys.insert(spelling);
            skipSpace();
            if (!take(':'))
                return unreadable(QStringLiteral("a colon is expected"));
            skipSpace();
            if (Result<> value = scanValue(depth + 1); !value)
                return value;
            skipSpace();
            if (take('}'))
                return {};
            if (!take(','))
                return unreadable(QStringLiteral("a comma is expected"));
        }
    }

    Result<> scanArray(int depth)
    {
        ++m_at;
        skipSpace();
        if (take(']'))
            return {};
        while (true) {
            skipSpace();
            if (Result<> value = scanValue(depth + 1); !value)
                return value;
            skipSpace();
            if (take(']'))
                return {};
            if (!take(','))
                return unreadable(QStringLiteral("a comma is expected"));
        }
    }

    Result<> scanString()
    {
        ++m_at;
        while (!atEnd()) {
            const char c = m_text[m_at++];
            if (c == '"')
                return {};
            if (static_cast<unsigned char>(c) < 0x20)
                return unreadable(QStringLiteral("a control character in a string"));
            if (c == '\\') {
                if (const Result<> escape = scanEscape(); !escape)
                    return escape;
            }
        }
        return unreadable(QStringLiteral("a string does not end"));
    }

    // Behind a backslash: one of eight letters, or four digits; halves of a surrogate pair only together.
    Result<> scanEscape()
    {
        const char kind = peek();
        if (atEnd() || !QByteArrayView("\"\\/bfnrtu").contains(kind))
            return unreadable(QStringLiteral("an unknown escape"));
        ++m_at;
        if (kind != 'u')
            return {};
        const int first = scanHex4();
        if (first < 0 || (first >= 0xDC00 && first <= 0xDFFF))
            return unreadable(QStringLiteral("not a character"));
        if (first < 0xD800 || first > 0xDBFF)
            return {};
        if (!take('\\') || !take('u'))
            return unreadable(QStringLiteral("half a character"));
        const int second = scanHex4();
        return second >= 0xDC00 && second <= 0xDFFF ? Result<>() : unreadable(QStringLiteral("half a character"));
    }

    int scanHex4()
    {
        if (m_text.size() - m_at < 4)
            return -1;
        bool good = false;
        const int value = m_text.sliced(m_at, 4).toByteArray().toInt(&good, 16);
        const QByteArrayView digits = m_text.sliced(m_at, 4);
        m_at += 4;
        const bool plain = std::all_of(
            digits.begin(), digits.end(), [](char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0; });
        return good && plain ? value : -1;
    }

    Result<> scanWord(QByteArrayView word)
    {
        if (!m_text.sliced(m_at).startsWith(word))
            return unreadable(QStringLiteral("not a value"));
        m_at += word.size();
        return {};
    }

    // The grammar of RFC 8259; that the value survives is checked on the same spelling.
    Result<> scanNumber()
    {
        const qsizetype start = m_at;
        const auto digits = [this] {
            const qsizetype from = m_at;
            while (peek() >= '0' && peek() <= '9')
                ++m_at;
            return m_at > from;
        };
        take('-');
        const bool leadingZero = peek() == '0';
        const qsizetype integerStart = m_at;
        if (!digits() || (leadingZero && m_at - integerStart > 1))
            return unreadable(QStringLiteral("not a value"));
        bool whole = true;
        if (take('.')) {
            whole = false;
            if (!digits())
                return unreadable(QStringLiteral("not a number"));
        }
        if (take('e') || take('E')) {
            whole = false;
            if (!take('+'))
                take('-');
            if (!digits())
                return unreadable(QStringLiteral("not a number"));
        }
        const QByteArray spelling = m_text.sliced(start, m_at - start).toByteArray();
        bool good = false;
        if (whole)
            (void)spelling.toLongLong(&good);
        else
            // From here on Qt may write a number without an exponent, as a whole one that nobody can read again.
            good = std::abs(spelling.toDouble(&good)) < 9.2e18 && good;
        if (!good)
            return failure(
                kNumber, ErrorKind::OperatorCanFix, QStringLiteral("a number out of range before byte %1").arg(m_at));
        return {};
    }

    // Two spellings of one key ("a" and "\u0061") are the same key.
    static QByteArray decodedKey(QByteArrayView quoted)
    {
        if (!quoted.contains('\\'))
            return quoted.sliced(1, quoted.size() - 2).toByteArray();
        const QByteArray list = '[' + quoted.toByteArray() + ']';
        return QJsonDocument::fromJson(list).array().at(0).toString().toUtf8();
    }

    QByteArrayView m_text;
    const JsonLimits& m_limits;
    qsizetype m_at = 0;
    int m_values = 0;
};
} // namespace

Result<> scanJson(QByteArrayView text, const JsonLimits& limits)
{
    return Scanner(text, limits).run();
}

} // namespace tirkeu::core
