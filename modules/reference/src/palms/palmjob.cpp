#include <reference/palmjob.h>

#include <core/log.h>

namespace tirkeu::reference {

namespace {
Q_LOGGING_CATEGORY(logJob, "tirkeu.palms")
}

PalmJob::PalmJob(PalmGallery& gallery, Rules rules, std::function<void()> worked)
    : m_gallery(gallery)
    , m_rules(rules)
    , m_worked(std::move(worked))
    , m_thread([this] { run(); })
{
}

PalmJob::~PalmJob()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
    }
    m_gallery.cancel();
    m_told.notify_one();
    m_thread.join();
}

void PalmJob::nudge()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isTold = true;
    }
    m_told.notify_one();
}

bool PalmJob::wait()
{
    std::unique_lock lock(m_mutex);
    m_told.wait_for(lock, m_rules.look, [this] { return m_isTold || m_isEnding; });
    m_isTold = false;
    return !m_isEnding;
}

void PalmJob::run()
{
    const auto keep = [this] {
        if (const Result<> written = m_gallery.writeSnapshot(); !written)
            core::logWarning(logJob()) << "no snapshot of the gallery" << written.error();
    };
    bool isOpen = false;
    auto kept = std::chrono::steady_clock::now();
    do {
        if (!isOpen) {
            const Result<> opened = m_gallery.open();
            isOpen = opened.has_value();
            if (!opened)
                core::logWarning(logJob()) << "the gallery is not open" << opened.error();
        }
        if (!isOpen)
            continue;
        const auto worked = m_gallery.work();
        if (!worked)
            core::logWarning(logJob()) << "the search for duplicates waits" << worked.error();
        else
            m_worked();
        if (std::chrono::steady_clock::now() - kept >= m_rules.snapshot) {
            keep();
            kept = std::chrono::steady_clock::now();
        }
    } while (wait());
    if (isOpen)
        keep();
}

} // namespace tirkeu::reference
