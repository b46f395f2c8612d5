#include "counterpages.h"

#include "enrolment/enrolmentpage.h"
#include "enrolment/waitingpage.h"
#include "home/homepage.h"
#include "trainingpages.h"

#include <core/whendone.h>

#include <algorithm>
#include <utility>

namespace tirkeu::workstation {

CounterPages::CounterPages(const Services& services, HomePage& home, const Add& add, Open open)
    : m_services(services)
    , m_home(home)
    , m_open(std::move(open))
    , m_page(new EnrolmentPage(services.theme, services.language,
          {*services.counter, *services.paperTray, services.signIn.staff(),
              services.stage != nullptr ? *services.stage : m_noStage, services.codes}))
    , m_drafts(new WaitingPage(services.theme, services.language, *services.counter, Section::Drafts))
    , m_toFinish(new WaitingPage(services.theme, services.language, *services.counter, Section::ToFinish))
{
    add(Section::NewClient, m_page);
    add(Section::Drafts, m_drafts);
    add(Section::ToFinish, m_toFinish);
    connect(m_page, &EnrolmentPage::explainWanted, this, [this] { m_open(Section::Answers); });
    connect(m_page, &EnrolmentPage::left, this, [this] { m_open(Section::Home); });
    for (WaitingPage* page : {m_drafts, m_toFinish}) {
        connect(page, &WaitingPage::chosen, this, &CounterPages::take);
        connect(page, &WaitingPage::backRequested, this, [this] { m_open(Section::Home); });
    }
    connect(services.counter, &Counter::waitingChanged, this, &CounterPages::count);
    if (services.training != nullptr && services.training->isOffered()) {
        m_training = new TrainingPages(services, home, *m_page, add, m_open);
        m_training->setParent(this);
    }
}

void CounterPages::opened(Section section)
{
    if (section == Section::NewClient)
        m_page->openCounter();
    else if (section == Section::Home)
        count();
    if (section == Section::Home)
        m_page->closeCounter();
}

void CounterPages::followState()
{
    const auto& member = m_services.shell.member();
    if (member)
        m_page->setTeller(member->shownName);
    const ShellState now = m_services.shell.state();
    if (now == ShellState::Open && std::exchange(m_before, now) == ShellState::Locked)
        m_page->showClient();
    m_before = now;
    if (m_training != nullptr)
        m_training->followState();
}

void CounterPages::take(const casefile::CaseId& id)
{
    if (!m_page->isServing())
        m_page->take(id);
    m_open(Section::NewClient);
}

void CounterPages::count()
{
    core::whenDone(m_services.counter->waiting(), this, [this](const Result<QList<WaitingCase>>& cases) {
        if (!cases)
            return;
        const auto drafts = std::ranges::count_if(*cases, [](const WaitingCase& one) {
            return one.what == WaitingCase::For::Teller || one.what == WaitingCase::For::Supervisor;
        });
        m_home.setCounts(static_cast<int>(drafts), static_cast<int>(cases->size() - drafts));
    });
}

} // namespace tirkeu::workstation
