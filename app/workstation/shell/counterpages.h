#pragma once

#include "section.h"
#include "services.h"

#include <functional>

namespace tirkeu::workstation {

class EnrolmentPage;
class HomePage;
class Page;
class TrainingPages;
class WaitingPage;

/// The pages around the counter and the ways between them: a client, what was interrupted, what is to be finished.
class CounterPages : public QObject
{
    Q_OBJECT
public:
    using Add = std::function<void(Section, Page*)>;
    using Open = std::function<void(Section)>;
    CounterPages(const Services& services, HomePage& home, const Add& add, Open open);

    void opened(Section section); ///< this section comes to the front
    void followState();           ///< locked: whoever is being served waits as a draft

private:
    void take(const casefile::CaseId& id);
    void count();

    Services m_services;
    HomePage& m_home;
    Open m_open;
    NoClientStage m_noStage;
    ShellState m_before = ShellState::Checks;
    EnrolmentPage* m_page;
    WaitingPage* m_drafts;
    WaitingPage* m_toFinish;
    TrainingPages* m_training = nullptr; ///< none: nobody practises here
};

} // namespace tirkeu::workstation
