#pragma once

#include "section.h"
#include "services.h"

#include <functional>

namespace tirkeu::workstation {

class ClientPage;
class EnrolmentPage;
class HomePage;
class Page;
class QuestionPage;
class TrainingPages;
class WaitingPage;

/// The pages around the counter and the ways between them: a client, known or new, what was interrupted, what is to be
/// finished, what a supervisor is asked.
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
    void addKnownClients(const Add& add);
    void take(const WaitingCase& one);
    void openCard(const casefile::ClientId& client);
    void begin(const NewClient& client);
    void beginNow(const NewClient& client);
    void fillForm(const QString& iin, const enrolment::ClientData& data, const QString& purpose);
    void count();

    Services m_services;
    HomePage& m_home;
    Open m_open;
    NoClientStage m_noStage;
    ShellState m_before = ShellState::Checks;
    EnrolmentPage* m_page;
    WaitingPage* m_drafts;
    WaitingPage* m_toFinish;
    QuestionPage* m_question;
    ClientPage* m_card = nullptr;        ///< none: nothing is kept of clients
    QString m_member;                    ///< who is signed in
    TrainingPages* m_training = nullptr; ///< none: nobody practises here
};

} // namespace tirkeu::workstation
