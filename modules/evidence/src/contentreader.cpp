#include "contentreader.h"

#include <string_view>

namespace tirkeu::evidence {

namespace {
constexpr ErrorCode kPageUnreadable{"evidence.page-unreadable"};

[[nodiscard]] bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}
[[nodiscard]] bool isDelimiter(char c)
{
    return c == '(' || c == ')' || c == '<' || c == '>' || c == '[' || c == ']' || c == '{' || c == '}' || c == '/' ||
           c == '%';
}
[[nodiscard]] int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

enum class Kind { Word, Name, String, Mark, End };

struct Token
{
    Kind kind = Kind::End;
    QByteArrayView text = {}; ///< of a word, name or mark
};

// Cuts a content stream into its words.
class Lexer
{
public:
    explicit Lexer(QByteArrayView content)
        : m_content(content)
    {
    }

    /// The bytes of the last string token.
    [[nodiscard]] const QByteArray& string() const { return m_string; }
    [[nodiscard]] bool isBroken() const { return m_broken; }

    [[nodiscard]] Token next()
    {
        skipSpace();
        if (atEnd())
            return {};
        const qsizetype first = m_at;
        switch (m_content.at(m_at)) {
        case '/':
            ++m_at;
            skipRegular();
            return {Kind::Name, m_content.sliced(first, m_at - first)};
        case '(':
            return readLiteral();
        case '<':
            return isDoubled() ? mark(2) : readHex();
        case '>':
            return mark(isDoubled() ? 2 : 1);
        case '[':
        case ']':
        case '{':
        case '}':
        case ')':
            return mark(1);
        default:
            skipRegular();
            return {Kind::Word, m_content.sliced(first, m_at - first)};
        }
    }

private:
    [[nodiscard]] bool atEnd() const { return m_at >= m_content.size(); }
    [[nodiscard]] bool isDoubled() const
    {
        return m_at + 1 < m_content.size() && m_content.at(m_at + 1) == m_content.at(m_at);
    }
    [[nodiscard]] Token mark(qsizetype length)
    {
        m_at += length;
        return {Kind::Mark, m_content.sliced(m_at - length, length)};
    }
    [[nodiscard]] Token broken()
    {
        m_broken = true;
        return {};
    }
    void skipSpace()
    {
        while (!atEnd() && (isSpace(m_content.at(m_at)) || m_content.at(m_at) == '%')) {
            if (m_content.at(m_at++) == '%') {
                while (!atEnd() && m_content.at(m_at) != '\n' && m_content.at(m_at) != '\r')
                    ++m_at;
            }
        }
    }
    void skipRegular()
    {
        while (!atEnd() && !isSpace(m_content.at(m_at)) && !isDelimiter(m_content.at(m_at)))
            ++m_at;
    }

    [[nodiscard]] Token readHex()
    {
        m_string.clear();
        int high = -1;
        for (++m_at; !atEnd(); ++m_at) {
            const char c = m_content.at(m_at);
            if (c == '>') {
                ++m_at;
                if (high >= 0)
                    m_string += static_cast<char>(high << 4);
                return {Kind::String};
            }
            if (isSpace(c))
                continue;
            const int value = hexValue(c);
            if (value < 0)
                return broken();
            if (high < 0) {
                high = value;
            } else {
                m_string += static_cast<char>((high << 4) | value);
                high = -1;
            }
        }
        return broken();
    }

    [[nodiscard]] Token readLiteral()
    {
        m_string.clear();
        int depth = 1;
        for (++m_at; !atEnd(); ++m_at) {
            const char c = m_content.at(m_at);
            if (c == '\\') {
                ++m_at;
                takeEscape();
                continue;
            }
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0) {
                ++m_at;
                return {Kind::String};
            }
            m_string += c;
        }
        return broken();
    }

    // Stands on what follows a backslash, and ends on its last byte.
    void takeEscape()
    {
        if (atEnd())
            return;
        const char c = m_content.at(m_at);
        if (c >= '0' && c <= '7') {
            int value = 0;
            qsizetype digits = 0;
            for (; digits < 3 && m_at + digits < m_content.size(); ++digits) {
                const char digit = m_content.at(m_at + digits);
                if (digit < '0' || digit > '7')
                    break;
                value = value * 8 + (digit - '0');
            }
            m_at += digits - 1;
            m_string += static_cast<char>(value & 0xFF);
            return;
        }
        static constexpr std::string_view kLetters = "nrtbf";
        static constexpr std::string_view kMeanings = "\n\r\t\b\f";
        if (const auto at = kLetters.find(c); at != std::string_view::npos)
            m_string += kMeanings[at];
        else if (c == '\r' && m_at + 1 < m_content.size() && m_content.at(m_at + 1) == '\n')
            ++m_at;
        else if (c != '\n' && c != '\r')
            m_string += c;
    }

    QByteArrayView m_content;
    qsizetype m_at = 0;
    QByteArray m_string;
    bool m_broken = false;
};

// Follows the operators that choose a font and show glyphs.
class TextReader
{
public:
    explicit TextReader(const FontGlyphs& fonts)
        : m_fonts(fonts)
    {
    }

    [[nodiscard]] Result<QString> read(QByteArrayView content)
    {
        Lexer lexer(content);
        for (Token token = lexer.next(); token.kind != Kind::End; token = lexer.next()) {
            if (token.kind == Kind::Name) {
                m_name = token.text;
            } else if (token.kind == Kind::String) {
                m_codes += lexer.string();
            } else if (token.kind == Kind::Mark) {
                if (token.text == QByteArrayView("["))
                    m_codes.clear(); // of the strings before an operator only the last list counts
            } else if (!isOperand(token.text)) {
                if (token.text == QByteArrayView("BI"))
                    return failure(kPageUnreadable, ErrorKind::OperatorCanFix, QStringLiteral("inline image"));
                obey(token.text);
            }
        }
        if (lexer.isBroken())
            return failure(kPageUnreadable, ErrorKind::OperatorCanFix, QStringLiteral("a string does not end"));
        return m_text;
    }

private:
    [[nodiscard]] static bool isOperand(QByteArrayView word)
    {
        const char c = word.front();
        return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || word == QByteArrayView("true") ||
               word == QByteArrayView("false") || word == QByteArrayView("null");
    }

    void obey(QByteArrayView name)
    {
        if (name == QByteArrayView("Tf"))
            m_font = m_fonts.value(m_name.toByteArray());
        else if (name == QByteArrayView("Tj") || name == QByteArrayView("TJ"))
            show();
        m_codes.clear();
        m_name = {};
    }

    void show()
    {
        for (qsizetype i = 0; i + 1 < m_codes.size(); i += 2)
            m_text += m_font.value(
                (static_cast<unsigned char>(m_codes.at(i)) << 8) | static_cast<unsigned char>(m_codes.at(i + 1)));
    }

    const FontGlyphs& m_fonts;
    Glyphs m_font;
    QByteArrayView m_name;
    QByteArray m_codes;
    QString m_text;
};
} // namespace

Result<QString> shownText(QByteArrayView content, const FontGlyphs& fonts)
{
    return TextReader(fonts).read(content);
}

} // namespace tirkeu::evidence
