#include <guard/finding.h>

#include <algorithm>

namespace tirkeu::guard {

using criteria::GuardFinding;

namespace {
constexpr ErrorCode kIntegrity{"guard.integrity-broken"};
constexpr ErrorCode kEmulated{"guard.emulated-environment"};
constexpr ErrorCode kDebugger{"guard.debugger"};
constexpr ErrorCode kForeignLibrary{"guard.foreign-library"};
constexpr ErrorCode kRemoteControl{"guard.remote-control"};
constexpr ErrorCode kScreenCapture{"guard.screen-capture"};
constexpr ErrorCode kAdministrator{"guard.administrator"};
constexpr ErrorCode kNoAntivirus{"guard.no-antivirus"};

constexpr qsizetype kMostNames = 4;

ErrorCode codeOf(GuardFinding kind)
{
    switch (kind) {
    case GuardFinding::Integrity:
        return kIntegrity;
    case GuardFinding::EmulatedEnvironment:
        return kEmulated;
    case GuardFinding::Debugger:
        return kDebugger;
    case GuardFinding::ForeignLibrary:
        return kForeignLibrary;
    case GuardFinding::RemoteControl:
        return kRemoteControl;
    case GuardFinding::ScreenCapture:
        return kScreenCapture;
    case GuardFinding::Administrator:
        return kAdministrator;
    case GuardFinding::NoAntivirus:
        return kNoAntivirus;
    }
    Q_UNREACHABLE();
}
} // namespace

QString nameOf(Action action)
{
    switch (action) {
    case Action::Allowed:
        return QStringLiteral("allowed");
    case Action::Warn:
        return QStringLiteral("warn");
    case Action::Block:
        return QStringLiteral("block");
    }
    Q_UNREACHABLE();
}

Action Report::action(GuardFinding kind) const
{
    Action gravest = Action::Allowed;
    for (const JudgedFinding& judged : findings) {
        if (judged.finding.kind == kind)
            gravest = std::max(gravest, judged.action);
    }
    return gravest;
}

bool Report::blocks() const
{
    return std::any_of(
        findings.cbegin(), findings.cend(), [](const JudgedFinding& judged) { return judged.action == Action::Block; });
}

QStringList Report::names(GuardFinding kind) const
{
    QStringList names;
    for (const JudgedFinding& judged : findings) {
        if (judged.finding.kind == kind && judged.action != Action::Allowed && !names.contains(judged.finding.name))
            names.append(judged.finding.name);
    }
    if (names.size() > kMostNames)
        names = names.first(kMostNames) << QStringLiteral("…");
    return names;
}

Error Report::told(GuardFinding kind) const
{
    QString detail;
    for (const JudgedFinding& judged : findings) {
        if (judged.finding.kind == kind)
            detail += judged.finding.evidence + QStringLiteral("; ");
    }
    return {codeOf(kind), ErrorKind::SecurityStop, detail, {names(kind).join(QStringLiteral(", "))}};
}

} // namespace tirkeu::guard
