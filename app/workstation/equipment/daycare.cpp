#include "daycare.h"

#include "shell/shellcontroller.h"

#include <core/whendone.h>

#include <algorithm>

namespace tirkeu::workstation {

namespace {
constexpr ErrorCode kBusy{"devices.busy"};
constexpr ErrorCode kCancelled{"devices.cancelled"};
constexpr ErrorCode kSuspended{"devices.suspended"};
} // namespace

DayCare::DayCare(DeviceSource& source, ShellController& shell, QObject* parent)
    : QObject(parent)
    , m_source(source)
    , m_shell(shell)
{
    connect(&shell, &ShellController::stateChanged, this, &DayCare::follow);
    connect(&source, &DeviceSource::changed, this, &DayCare::next); // a scanner that was still being looked for
}

void DayCare::follow()
{
    const bool isThere = m_shell.state() == ShellState::Open;
    if (isThere == m_isThere)
        return;
    m_isThere = isThere;
    m_tried.clear();
    if (!isThere && m_phase != Phase::Nothing) {
        ++m_asked;
        if (m_phase == Phase::Looking)
            m_source.stop();
        enter(Phase::Nothing);
    }
    next();
}

void DayCare::next()
{
    if (!m_isThere || m_phase != Phase::Nothing)
        return;
    for (const QString& id : m_source.careDue()) {
        if (m_tried.contains(id))
            continue;
        m_tried.insert(id);
        const QList<ShownDevice> devices = m_source.devices();
        const auto one = std::find_if(
            devices.cbegin(), devices.cend(), [&id](const ShownDevice& device) { return device.id == id; });
        if (one == devices.cend())
            continue;
        m_id = id;
        m_kind = one->kind;
        return look(CareAsk::Look);
    }
}

void DayCare::look(CareAsk ask)
{
    const int asked = ++m_asked;
    enter(Phase::Looking);
    core::whenDone(m_source.care(m_id, ask), this, [this, asked](const Result<CareShown>& care) {
        if (asked == m_asked)
            take(care);
    });
}

void DayCare::take(const Result<CareShown>& care)
{
    // Nobody has to do anything about a clean one, nor about a device that somebody needed for something else.
    const bool wasNeeded =
        !care && (care.error().code == kBusy || care.error().code == kCancelled || care.error().code == kSuspended);
    if (wasNeeded || (care && care->state == CareState::Clean)) {
        enter(Phase::Nothing);
        return next();
    }
    m_shown = care ? *care : CareShown{};
    m_error = care ? std::nullopt : std::optional(care.error());
    enter(Phase::Found);
}

void DayCare::ask(CareAsk ask)
{
    if (m_phase == Phase::Found)
        look(ask);
}

void DayCare::putOff()
{
    if (m_phase == Phase::Nothing)
        return;
    ++m_asked;
    if (m_phase == Phase::Looking)
        m_source.stop();
    enter(Phase::Nothing);
    next();
}

void DayCare::enter(Phase phase)
{
    m_phase = phase;
    if (phase != Phase::Found) {
        m_shown = {};
        m_error.reset();
    }
    Q_EMIT changed();
}

} // namespace tirkeu::workstation
