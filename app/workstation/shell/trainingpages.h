#pragma once

#include "counterpages.h"
#include "enrolment/casecontroller.h"
#include "training/stripedframe.h"

#include <QPointer>

namespace tirkeu::workstation {

class TrainingBar;
class TrainingPage;

/// The way through a guided case: chosen on its page, served on the counter's, checked at its end. While practice lasts
/// the whole window stands in stripes.
class TrainingPages : public QObject
{
    Q_OBJECT
public:
    TrainingPages(const Services& services, HomePage& home, EnrolmentPage& counter, const CounterPages::Add& add,
        CounterPages::Open open);

    void followState(); ///< whoever practised has gone

private:
    void begin(int number);
    void end();
    void judge(const CaseView& view);
    void tell();

    Services m_services;
    EnrolmentPage& m_counter;
    CounterPages::Open m_open;
    TrainingPage* m_page;
    QPointer<TrainingBar> m_bar; ///< the window's
    QPointer<StripedFrame> m_frame;
    int m_number = 0; ///< the case that runs; 0: none
    criteria::Step m_step = criteria::Step::Client;
};

} // namespace tirkeu::workstation
