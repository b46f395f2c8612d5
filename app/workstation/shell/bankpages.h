#pragma once

#include "section.h"
#include "services.h"

#include <functional>

namespace tirkeu::workstation {

class HomePage;
class OutboxPage;
class Page;

/// What the window shows of the way to the bank: the outbox, and what Home says of it at the end of a day.
class BankPages : public QObject
{
    Q_OBJECT
public:
    using Add = std::function<void(Section, Page*)>;
    using Open = std::function<void(Section)>;
    BankPages(const Services& services, HomePage& home, const Add& add, const Open& open);

    void opened(Section section); ///< this section comes to the front

private:
    OutboxPage* m_outbox = nullptr;
};

} // namespace tirkeu::workstation
