#include "trainingpages.h"

#include "enrolment/enrolmentpage.h"
#include "home/homepage.h"
#include "mainwindow.h"
#include "training/trainingbar.h"
#include "training/trainingpage.h"
#include "training/trainingtext.h"

namespace tirkeu::workstation {

TrainingPages::TrainingPages(const Services& services, HomePage& home, EnrolmentPage& counter,
    const CounterPages::Add& add, CounterPages::Open open)
    : m_services(services)
    , m_counter(counter)
    , m_open(std::move(open))
    , m_page(new TrainingPage(services.theme, services.language, *services.training))
{
    home.offerTraining();
    add(Section::Training, m_page);
    connect(m_page, &TrainingPage::beginWanted, this, &TrainingPages::begin);
    connect(m_page, &TrainingPage::endWanted, this, &TrainingPages::end);
    connect(&counter, &EnrolmentPage::served, this, &TrainingPages::judge);
    connect(&counter, &EnrolmentPage::stepShown, this, [this](criteria::Step step) {
        m_step = step;
        tell();
    });
    connect(&services.language, &LanguageSwitch::changed, this, &TrainingPages::tell);
}

void TrainingPages::followState()
{
    if (!m_services.shell.member())
        end();
}

// Whoever is being served is no exercise.
void TrainingPages::begin(int number)
{
    if (m_counter.isServing())
        return m_open(Section::NewClient);
    auto* window = qobject_cast<MainWindow*>(m_page->window());
    if (window == nullptr)
        return;
    if (m_bar.isNull()) {
        m_bar = new TrainingBar(m_services.theme);
        window->setBanner(m_bar);
    }
    if (m_frame.isNull()) {
        m_frame = new StripedFrame(m_services.theme, *window);
        m_frame->show();
    }
    m_number = number;
    m_step = criteria::Step::Client;
    m_services.training->seat(number);
    m_page->setRunning(true);
    m_bar->show();
    tell();
    m_open(Section::NewClient);
}

void TrainingPages::end()
{
    m_number = 0;
    delete m_frame.data();
    if (m_bar)
        m_bar->hide();
    m_page->setRunning(false);
}

void TrainingPages::judge(const CaseView& view)
{
    if (m_number == 0)
        return;
    const int number = std::exchange(m_number, 0);
    QList<TrainingRemark> remarks = judgeTraining(number, m_services.training->client(number).iin, view.state);
    if (remarks.isEmpty() && !m_services.training->notePassed(number))
        remarks.append(TrainingRemark::NotEnded);
    m_page->showEnd(number, remarks);
    tell();
    m_open(Section::Training);
}

void TrainingPages::tell()
{
    if (m_bar.isNull())
        return;
    if (m_number == 0)
        return m_bar->tell(tr("Training"), {}, {});
    const TrainingText text = trainingTexts(m_services.language.language()).at(m_number - 1);
    const TrainingClient client = m_services.training->client(m_number);
    m_bar->tell(tr("Training, case %1: %2").arg(QString::number(m_number), text.title),
        tr("%1 %2, IIN %3").arg(client.surname, client.given, client.iin), text.hint(m_step));
}

} // namespace tirkeu::workstation
