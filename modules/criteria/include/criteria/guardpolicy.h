#pragma once

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>

#include <array>

namespace tirkeu::criteria {

/// What the guard may find (BIO-7, MFO-25, 33). Substituted devices are always refused and not listed here.
enum class GuardFinding {
    Integrity,
    EmulatedEnvironment,
    Debugger,
    ForeignLibrary,
    RemoteControl,
    ScreenCapture,
    Administrator,
    NoAntivirus,
};
inline constexpr std::array kGuardFindings{GuardFinding::Integrity, GuardFinding::EmulatedEnvironment,
    GuardFinding::Debugger, GuardFinding::ForeignLibrary, GuardFinding::RemoteControl, GuardFinding::ScreenCapture,
    GuardFinding::Administrator, GuardFinding::NoAntivirus};
[[nodiscard]] QString code(GuardFinding finding); ///< "emulated-environment", …

enum class GuardReaction { Warn, Block };
[[nodiscard]] QString code(GuardReaction reaction);

/// Something legitimate that looks like an attack: leak prevention, a screen reader.
struct GuardException
{
    GuardFinding finding;
    QString name;      ///< of the program, library or product
    QByteArray digest; ///< SHA-256 of the file; empty: any version
    QString reason;
};

struct GuardPolicy
{
    QMap<GuardFinding, GuardReaction> reactions; ///< one for each finding
    QList<GuardException> exceptions;

    [[nodiscard]] GuardReaction reactionTo(GuardFinding finding) const
    {
        return reactions.value(finding, GuardReaction::Block);
    }
    [[nodiscard]] bool allows(GuardFinding finding, const QString& name, const QByteArray& digest) const;
};

} // namespace tirkeu::criteria
