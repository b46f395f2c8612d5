#include <simulation_devices/virtualscanner.h>

#include <QFile>

namespace tirkeu::simulation_devices {

void ScannerStage::take(const ScriptLine& line)
{
    if (const auto* change = std::get_if<Change>(&line))
        return apply(*change);
    const std::lock_guard lock(m_mutex);
    m_steps.push_back(std::get<Step>(line));
    m_woken.notify_all();
}

void ScannerStage::apply(const Change& change)
{
    WhenRemoved removed;
    {
        const std::lock_guard lock(m_mutex);
        if (const auto* lie = std::get_if<Lie>(&change)) {
            m_lies.insert(*lie);
        } else if (std::holds_alternative<Honest>(change)) {
            m_lies.clear();
        } else if (std::holds_alternative<Unplug>(change)) {
            m_unplugged = true;
            removed = m_whenRemoved;
            if (QFile file(m_plugFile); !m_plugFile.isEmpty())
                static_cast<void>(file.open(QIODevice::WriteOnly));
        } else if (std::holds_alternative<Plug>(change)) {
            m_unplugged = false;
            QFile::remove(m_plugFile);
        } else if (const auto* slow = std::get_if<Slow>(&change)) {
            m_slow = slow->eachFrame;
        } else if (const auto* dirt = std::get_if<Dirt>(&change)) {
            m_dirt = dirt->percent;
        } else if (const auto* time = std::get_if<OpenSlowly>(&change)) {
            m_openTime = time->time;
        } else if (const auto* fails = std::get_if<OpenFails>(&change)) {
            m_openCode = fails->code;
        }
        m_woken.notify_all();
    }
    if (removed)
        removed();
}

void ScannerStage::setWhenRemoved(WhenRemoved whenRemoved)
{
    const std::lock_guard lock(m_mutex);
    m_whenRemoved = std::move(whenRemoved);
}

void ScannerStage::setPlugFile(const QString& path)
{
    const std::lock_guard lock(m_mutex);
    m_plugFile = path;
}

bool ScannerStage::isPlugged() const
{
    const std::lock_guard lock(m_mutex);
    return !m_unplugged && (m_plugFile.isEmpty() || !QFile::exists(m_plugFile));
}

bool ScannerStage::lies(Lie lie) const
{
    const std::lock_guard lock(m_mutex);
    return m_lies.contains(lie);
}

std::chrono::milliseconds ScannerStage::eachFrame() const
{
    constexpr std::chrono::milliseconds kFrame{1000 / 15};
    const std::lock_guard lock(m_mutex);
    return kFrame + m_slow;
}

int ScannerStage::dirt() const
{
    const std::lock_guard lock(m_mutex);
    return m_dirt;
}

std::pair<std::chrono::milliseconds, int> ScannerStage::openManner() const
{
    const std::lock_guard lock(m_mutex);
    return {m_openTime, m_openCode};
}

ScannerStage::Woken ScannerStage::wait(std::chrono::steady_clock::time_point until, bool takeSteps)
{
    std::unique_lock lock(m_mutex);
    m_woken.wait_until(lock, until, [&] { return m_cancelled || m_unplugged || (takeSteps && !m_steps.empty()); });
    if (m_unplugged)
        return Woken::Unplugged;
    if (m_cancelled)
        return Woken::Cancelled;
    return takeSteps && !m_steps.empty() ? Woken::Script : Woken::Time;
}

Step ScannerStage::nextStep()
{
    const std::lock_guard lock(m_mutex);
    Step step = m_steps.front();
    m_steps.pop_front();
    return step;
}

void ScannerStage::beginCapture()
{
    const std::lock_guard lock(m_mutex);
    m_cancelled = false;
}

void ScannerStage::cancel()
{
    const std::lock_guard lock(m_mutex);
    m_cancelled = true;
    m_woken.notify_all();
}

} // namespace tirkeu::simulation_devices
