#include "bankpages.h"

#include "home/emptylistpage.h"
#include "home/homepage.h"
#include "outbox/outboxpage.h"

namespace tirkeu::workstation {

BankPages::BankPages(const Services& services, HomePage& home, const Add& add, const Open& open)
{
    const auto back = [open] {
        open(Section::Home);
    };
    if (services.outbox) {
        m_outbox = new OutboxPage(services.theme, services.language, services.link, *services.outbox);
        connect(m_outbox, &OutboxPage::backRequested, this, back);
        add(Section::Outbox, m_outbox);
    } else {
        auto* empty = new EmptyListPage(services.theme, Section::Outbox);
        connect(empty, &EmptyListPage::backRequested, this, back);
        add(Section::Outbox, empty);
    }
    const auto tell = [&home, &link = services.link] {
        home.setOutbox(link.outboxCount(), link.clientsToday(), link.deliveredToday());
    };
    connect(&services.link, &LinkState::changed, &home, tell);
    tell();
}

void BankPages::opened(Section section)
{
    if (m_outbox != nullptr && section == Section::Outbox)
        m_outbox->begin();
}

} // namespace tirkeu::workstation
