#include "restoreway.h"

#include "diagnostics/restorepage.h"
#include "diagnostics/selftestpage.h"

#include <QStackedWidget>

namespace tirkeu::workstation {

RestoreWay::RestoreWay(const Services& services, SelfTestPage& start, QStackedWidget& stack, Show show, QObject* parent)
    : QObject(parent)
    , m_services(services)
    , m_start(start)
    , m_show(std::move(show))
    , m_page(new RestorePage(services.theme, services.language, *services.restore))
{
    stack.addWidget(m_page);
    connect(m_services.restore, &RestoreSource::damageChanged, this, &RestoreWay::follow);
    connect(&m_start, &SelfTestPage::restoreRequested, this, [this] {
        m_page->begin();
        m_show(m_page);
    });
    connect(m_page, &RestorePage::backRequested, this, [this] {
        m_start.reload();
        m_services.shell.start(worst(m_start.results()) != SelfTestState::Bad);
        if (m_services.shell.state() == ShellState::Checks)
            m_show(&m_start);
    });
    m_start.offerRestore(m_services.restore->damage().has_value());
}

// What opens for nobody ends the work: the start page says what it is and offers the way back.
void RestoreWay::follow()
{
    const bool isDamaged = m_services.restore->damage().has_value();
    m_start.offerRestore(isDamaged);
    m_start.reload();
    if (isDamaged && m_services.shell.state() != ShellState::Checks)
        m_services.shell.stop();
}

} // namespace tirkeu::workstation
