#include "counterpages.h"

#include "clients/clientpage.h"
#include "clients/findclientpage.h"
#include "enrolment/enrolmentpage.h"
#include "enrolment/questionpage.h"
#include "enrolment/waitingpage.h"
#include "home/homepage.h"
#include "trainingpages.h"

#include <core/whendone.h>

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
    , m_question(new QuestionPage(services.theme, services.language, *services.counter, services.signIn.staff()))
{
    add(Section::NewClient, m_page);
    add(Section::Drafts, m_drafts);
    add(Section::ToFinish, m_toFinish);
    add(Section::Question, m_question);
    addKnownClients(add);
    connect(m_page, &EnrolmentPage::explainWanted, this, [this] { m_open(Section::Answers); });
    connect(m_page, &EnrolmentPage::left, this, [this] { m_open(Section::Home); });
    connect(m_question, &QuestionPage::left, this, [this] { m_open(Section::Home); });
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

void CounterPages::addKnownClients(const Add& add)
{
    auto* find = new FindClientPage(m_services.theme, m_services.language, m_services.clients);
    add(Section::FindClient, find);
    connect(find, &FindClientPage::newClientWanted, this, [this](const QString& iin) {
        m_open(Section::NewClient);
        m_page->typeIin(iin);
    });
    if (m_services.clients == nullptr)
        return;
    m_card = new ClientPage(
        m_services.theme, m_services.language, {*m_services.clients, *m_services.counter, m_services.signIn.staff()});
    add(Section::ClientCard, m_card);
    m_page->offerCards(true);
    connect(find, &FindClientPage::chosen, this, &CounterPages::openCard);
    connect(m_page, &EnrolmentPage::cardWanted, this, &CounterPages::openCard);
    connect(m_card, &ClientPage::findWanted, this, [this] { m_open(Section::FindClient); });
    connect(m_card, &ClientPage::beginWanted, this, &CounterPages::begin);
    connect(m_card, &ClientPage::formWanted, this, [this](const enrolment::ClientFile& file, const QString& purpose) {
        fillForm(file.iin.toString(), file.data, purpose);
    });
}

void CounterPages::opened(Section section)
{
    if (section == Section::NewClient)
        m_page->openCounter();
    else if (section == Section::Home)
        count();
    else if (section == Section::ClientCard && m_card != nullptr)
        m_card->reload();
    if (section == Section::Home)
        m_page->closeCounter();
}

// What ran out of time is ended when somebody signs in who can sign it.
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
    const QString who = member && m_services.shell.state() == ShellState::Open ? member->id : m_member;
    const bool isNew = !who.isEmpty() && who != m_member;
    m_member = member ? who : QString();
    if (!isNew)
        return;
    core::whenDone(m_services.counter->endOverdue(), this, [this](const Result<int>& ended) {
        m_toFinish->setOverdue(ended.value_or(0));
        count();
    });
}

// A question of another's case is answered without taking the case.
void CounterPages::take(const WaitingCase& one)
{
    const auto& member = m_services.shell.member();
    const bool isAnothers = member && one.actor != member->id;
    if (one.what == WaitingCase::For::Suspicion)
        return m_card != nullptr && one.client ? openCard(*one.client) : void();
    if (one.what == WaitingCase::For::Attempts) {
        m_question->openAttempts(one);
        return m_open(Section::Question);
    }
    const bool isAsked = one.what == WaitingCase::For::Supervisor || one.what == WaitingCase::For::Called;
    if (isAsked && isAnothers && !m_page->isServing()) {
        m_question->open(one.id);
        return m_open(Section::Question);
    }
    if (!m_page->isServing())
        m_page->take(one.id);
    m_open(Section::NewClient);
}

void CounterPages::openCard(const casefile::ClientId& client)
{
    m_card->openClient(client);
    m_open(Section::ClientCard);
}

// Whoever is being served stays; their case is shown instead.
void CounterPages::begin(const NewClient& client)
{
    if (m_page->isServing() || client.opening.purpose == enrolment::kWithdrawalPurpose)
        return beginNow(client);
    core::whenDone(m_services.counter->known(client.opening.iin), this,
        [this, client](const Result<std::optional<KnownClient>>& known) {
            // Where attempts are spent the form says so, before there is a case.
            if (known && *known && (*known)->spent && !m_page->isServing())
                fillForm(client.opening.iin.toString(), client.data, client.opening.purpose);
            else
                beginNow(client);
        });
}

void CounterPages::beginNow(const NewClient& client)
{
    if (!m_page->isServing())
        m_page->begin(client);
    m_open(Section::NewClient);
}

void CounterPages::fillForm(const QString& iin, const enrolment::ClientData& data, const QString& purpose)
{
    m_open(Section::NewClient);
    m_page->prefill(iin, data, purpose);
}

void CounterPages::count()
{
    core::whenDone(m_services.counter->waiting(), this, [this](const Result<QList<WaitingCase>>& cases) {
        if (!cases)
            return;
        HomeCounts counts;
        for (const WaitingCase& one : *cases) {
            const bool isAsked = one.what == WaitingCase::For::Supervisor || one.what == WaitingCase::For::Called ||
                                 one.what == WaitingCase::For::Attempts;
            counts.questions += isAsked ? 1 : 0;
            if (one.what == WaitingCase::For::Suspicion)
                continue; // it stands there and calls nobody
            if (WaitingPage::isDraft(one.what))
                ++counts.drafts;
            else
                ++counts.toFinish;
        }
        const auto& member = m_services.shell.member();
        if (!member || member->role != identity::StaffRole::Supervisor)
            counts.questions = 0; // somebody else's to answer
        m_home.setCounts(counts);
    });
}

} // namespace tirkeu::workstation
