#pragma once

#include <core/error.h>

#include <QLoggingCategory>
#include <QString>
#include <QStringBuilder>

#include <concepts>

namespace tirkeu::core {

/// What may stand in a log as it is: text that its author vouches for to hold nothing of a person and no secret.
struct Plain
{
    QString text;
};
[[nodiscard]] inline Plain plain(QString text)
{
    return {std::move(text)};
}

/// A type that knows its masked form, found by argument-dependent lookup: `QString logMasked(const Iin&)`.
template<typename T>
concept LogMasked = requires(const T& value)
{
    {
        logMasked(value)
        } -> std::convertible_to<QString>;
};

class SecureBytes;
[[nodiscard]] QString logMasked(const SecureBytes& secret);

/// One line of the protected log. It takes numbers, literals, Plain text, errors, and types that mask themselves;
/// a QString or bytes of unknown content do not compile.
class LogLine
{
public:
    LogLine(const QLoggingCategory& category, QtMsgType level);
    ~LogLine();
    LogLine(const LogLine&) = delete;
    LogLine& operator=(const LogLine&) = delete;

    template<std::size_t N>
    LogLine& operator<<(const char (&literal)[N])
    {
        return append(QString::fromUtf8(literal));
    }
    template<std::size_t N>
    LogLine& operator<<(char (&filled)[N]) = delete; ///< a buffer is no literal: what it holds was decided at run time
    template<std::integral T>
    LogLine& operator<<(T value)
    {
        if constexpr (std::same_as<T, bool>)
            return append(value ? QStringLiteral("yes") : QStringLiteral("no"));
        else
            return append(QString::number(value));
    }
    LogLine& operator<<(double value) { return append(QString::number(value)); }
    LogLine& operator<<(const Plain& plain) { return append(plain.text); }
    LogLine& operator<<(const Error& error);
    template<LogMasked T>
    LogLine& operator<<(const T& value)
    {
        return append(logMasked(value));
    }

private:
    LogLine& append(const QString& text);

    const QLoggingCategory& m_category;
    QtMsgType m_level;
    QString m_text;
};

[[nodiscard]] inline LogLine logDebug(const QLoggingCategory& category)
{
    return {category, QtDebugMsg};
}
[[nodiscard]] inline LogLine logInfo(const QLoggingCategory& category)
{
    return {category, QtInfoMsg};
}
[[nodiscard]] inline LogLine logWarning(const QLoggingCategory& category)
{
    return {category, QtWarningMsg};
}

/// The second fence, for what others write into Qt's log: digits that could be an IIN, a telephone or a card number
/// are masked wherever they stand.
[[nodiscard]] QString scrubbed(const QString& line);
/// Sends every line of the process through `scrubbed` to standard error, with time and category.
void installLogHandler();

} // namespace tirkeu::core
