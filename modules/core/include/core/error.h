#pragma once

#include <QString>
#include <QStringList>

#include <string_view>

namespace tirkeu::core {

/// What can be done about an error; the screen chooses its manner by this and its words by the code.
enum class ErrorKind {
    Retry,          ///< the same action may succeed now
    OperatorCanFix, ///< the person at the workstation can put it right
    DeviceFault,    ///< a device is broken, gone or not to be trusted
    ServiceFault,   ///< something beyond this machine did not answer as it should
    SecurityStop,   ///< going on would be unsafe
    Bug,            ///< ours
};

/// Names an error for good, as "room.what-is-wrong". Every code has a sentence with a remedy in resources/messages.
class ErrorCode
{
public:
    constexpr explicit ErrorCode(std::string_view id)
        : m_id(id)
    {
    }
    [[nodiscard]] constexpr std::string_view id() const { return m_id; }
    [[nodiscard]] QString toString() const
    {
        return QString::fromLatin1(m_id.data(), static_cast<qsizetype>(m_id.size()));
    }
    constexpr bool operator==(const ErrorCode&) const = default;

private:
    std::string_view m_id;
};

struct Error
{
    ErrorCode code;
    ErrorKind kind;
    QString detail;          ///< for the protected log, never for the screen
    QStringList values = {}; ///< what the sentence's %1, %2 … stand for; nothing secret
};

} // namespace tirkeu::core

namespace tirkeu {
using core::Error;
using core::ErrorCode;
using core::ErrorKind;
} // namespace tirkeu
