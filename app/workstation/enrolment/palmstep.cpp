#include "palmstep.h"

#include "attemptdots.h"
#include "casewords.h"
#include "clientscreen/guideofview.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace tirkeu::workstation {

using casefile::Hand;
using enrolment::PalmRoundEnd;

namespace {
constexpr QSize kLive(400, 300);
}

PalmStep::PalmStep(const StepTools& tools)
    : StepView(tools)
    , m_row(new QHBoxLayout(this))
    , m_live(new QLabel)
    , m_what(new QLabel)
    , m_samples(new QLabel)
    , m_why(new QLabel)
    , m_dots(new AttemptDots(tools.theme))
    , m_attempts(new QLabel)
    , m_stop(new QPushButton)
    , m_except(new QPushButton)
{
    m_row->setContentsMargins(0, 0, 0, 0);
    m_live->setObjectName(QStringLiteral("palmLive"));
    m_live->setAlignment(Qt::AlignCenter);
    m_row->addWidget(m_live, 0, Qt::AlignTop);
    auto* words = new QVBoxLayout;
    m_what->setObjectName(QStringLiteral("palmState"));
    m_what->setProperty("text-role", QStringLiteral("heading"));
    m_why->setObjectName(QStringLiteral("palmWhy"));
    m_samples->setObjectName(QStringLiteral("palmSamples"));
    m_attempts->setObjectName(QStringLiteral("palmAttempts"));
    m_attempts->setProperty("text-role", QStringLiteral("muted"));
    for (QLabel* label : {m_what, m_why, m_attempts}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
    }
    m_stop->setObjectName(QStringLiteral("stopScan"));
    words->addWidget(m_what);
    words->addWidget(m_why);
    words->addWidget(m_samples);
    auto* attempts = new QHBoxLayout;
    attempts->addWidget(m_dots);
    attempts->addWidget(m_attempts, 1);
    words->addLayout(attempts);
    words->addWidget(m_stop, 0, Qt::AlignLeft);
    m_except->setObjectName(QStringLiteral("exceptHand"));
    words->addWidget(m_except, 0, Qt::AlignLeft);
    connect(m_except, &QPushButton::clicked, this, &PalmStep::exceptionWanted);
    words->addStretch(1);
    m_row->addLayout(words, 1);
    connect(m_stop, &QPushButton::clicked, this, &PalmStep::stop);
    connect(&counter(), &Counter::handViewed, this, [this](const enrolment::HandView& view) {
        if (m_phase == Phase::Scanning)
            stage().guide(guideOf(view, m_taken, m_wanted));
    });
    connect(&counter(), &Counter::palmProgress, this, &PalmStep::showProgress);
    connect(&counter(), &Counter::palmSeen, this, &PalmStep::showSight);
    connect(&theme(), &Theme::changed, this, &PalmStep::restyle);
    restyle();
    setPhase(Phase::Waiting);
}

void PalmStep::begin()
{
    const Hand hand = enrolment::handOf(controller().step());
    const bool follows = m_hand == Hand::Right && hand == Hand::Left && m_phase == Phase::Scanning;
    const bool isStopped = m_phase == Phase::Stopping; // too late for the hand before
    m_hand = hand;
    m_advice = PalmAdvice::Place;
    m_taken = 0;
    m_hint.reset();
    m_problems.clear();
    m_notices.clear();
    m_picture = {};
    setPhase(Phase::Waiting);
    restyle();
    // The client sits there with the scanner before them: the other hand follows the first by itself, and whoever is
    // to be recognised has come for that.
    if (follows || (isVerification() && !isStopped))
        scan();
}

void PalmStep::end()
{
    if (m_phase == Phase::Scanning)
        counter().stopPalm();
    m_phase = Phase::Waiting;
}

void PalmStep::forget()
{
    end();
    m_picture = {};
    m_phase = Phase::Waiting;
    restyle();
}

QString PalmStep::heading() const
{
    return m_hand == Hand::Right ? tr("Right palm") : tr("Left palm");
}

QString PalmStep::primaryText() const
{
    switch (m_phase) {
    case Phase::Scanning:
        return tr("Scanning");
    case Phase::Stopping:
        return tr("Stopping");
    case Phase::Waiting:
        return tr("Begin");
    default:
        return tr("Once more");
    }
}

const char* PalmStep::sayLine() const
{
    return sentenceOf(m_phase == Phase::Scanning ? m_advice : PalmAdvice::Place, m_hand);
}

bool PalmStep::isVerification() const
{
    return controller().view() && controller().view()->state.kind == u"verify";
}

void PalmStep::submit()
{
    scan();
}

void PalmStep::offerExceptions(bool offered)
{
    m_mayExcept = offered;
    setPhase(m_phase);
}

void PalmStep::stop()
{
    if (m_phase != Phase::Scanning)
        return;
    setPhase(Phase::Stopping);
    counter().stopPalm();
}

void PalmStep::showClient()
{
    m_shown = PalmAdvice::OnceMore;
    guideClient();
    if (m_phase != Phase::Scanning)
        stage().show(WaitScene{WaitScene::For::Employee});
}

void PalmStep::guideClient()
{
    const auto* planned =
        controller().planned(m_hand == Hand::Right ? criteria::Step::PalmRight : criteria::Step::PalmLeft);
    if (m_phase != Phase::Scanning || planned == nullptr || m_advice == m_shown)
        return;
    m_shown = m_advice;
    stage().show(PalmScene{m_hand, std::min(planned->spent + 1, planned->most), planned->most, m_advice});
}

void PalmStep::scan()
{
    m_taken = 0;
    m_wanted = isVerification() ? controller().rules().samplesToVerify : controller().rules().samplesToEnrol;
    m_advice = PalmAdvice::Place;
    m_hint.reset();
    m_problems.clear();
    m_notices.clear();
    controller().setBusy(true);
    m_shown = PalmAdvice::OnceMore;
    setPhase(Phase::Scanning);
    core::whenDone(counter().palm(m_hand), this,
        [this, hand = m_hand](const Result<PalmAnswer>& answer) { finished(hand, answer); });
}

void PalmStep::finished(Hand hand, const Result<PalmAnswer>& answer)
{
    if (!controller().view()) // the client is gone meanwhile
        return;
    if (!answer) {
        setPhase(Phase::Stopped);
        return controller().fail(answer.error());
    }
    // Passed: the phase stays, so that the other hand knows that it follows.
    if (answer->end == PalmRoundEnd::NotPassed)
        setPhase(Phase::NotPassed);
    else if (answer->end == PalmRoundEnd::NoHand)
        setPhase(Phase::NoHand);
    else if (answer->end == PalmRoundEnd::GivenUp)
        setPhase(Phase::Stopped);
    controller().take(answer->view);
    if (hand == m_hand)
        retranslate();
    if (m_phase != Phase::Scanning && controller().view() && answer->end != PalmRoundEnd::Passed)
        stage().show(WaitScene{WaitScene::For::Employee});
}

void PalmStep::showProgress(const enrolment::PalmProgress& progress)
{
    m_taken = progress.taken;
    m_wanted = progress.wanted;
    if (!progress.problems.empty())
        m_advice = adviceFor(progress.problems);
    else if (progress.hint)
        m_advice = adviceFor(*progress.hint).value_or(PalmAdvice::HoldStill);
    else
        m_advice = m_taken == 0 ? PalmAdvice::Place : PalmAdvice::HoldStill;
    m_hint = progress.hint;
    m_problems = progress.problems;
    for (const palm::Notice notice : progress.notices) {
        if (!m_notices.contains(notice))
            m_notices.append(notice);
    }
    retranslate();
}

void PalmStep::showSight(const PalmSight& sight)
{
    if (m_phase != Phase::Scanning)
        return;
    if (!sight.picture.isNull()) {
        m_picture = sight.picture;
        restyle();
    }
    if (!sight.hint)
        return;
    if (const auto advice = adviceFor(*sight.hint); advice && *advice != m_advice) {
        m_advice = *advice;
        retranslate();
    }
}

void PalmStep::setPhase(Phase phase)
{
    m_phase = phase;
    m_stop->setVisible(phase == Phase::Scanning);
    m_except->setVisible(m_mayExcept && phase != Phase::Scanning && phase != Phase::Stopping);
    retranslate();
}

QString PalmStep::stateSentence() const
{
    switch (m_phase) {
    case Phase::Waiting:
        return tr("The client sits in front of the scanner, sleeves and rings off.");
    case Phase::Scanning:
        return m_taken == 0 ? tr("The scanner waits for the palm.") : tr("The palm is being taken.");
    case Phase::Stopping:
        return tr("The scanner comes to its end.");
    case Phase::NotPassed:
        return tr("This attempt was not successful.");
    case Phase::NoHand:
        return tr("No palm came. No attempt is spent.");
    case Phase::Stopped:
        return tr("The scan was stopped.");
    }
    Q_UNREACHABLE();
}

// The scanner's own word, what the employee has to see to, then what could be better; that stays until the scan is
// begun anew.
QString PalmStep::whySentence() const
{
    QStringList lines;
    if (m_hint)
        lines.append(language().sentence(*m_hint));
    for (const palm::Problem problem : m_problems)
        lines.append(CaseWords::remedy(problem));
    for (const palm::Notice notice : m_notices)
        lines.append(CaseWords::remedy(notice));
    lines.removeAll(QString());
    lines.removeDuplicates();
    return lines.join(u'\n');
}

void PalmStep::retranslate()
{
    guideClient();
    m_what->setText(stateSentence());
    m_why->setText(whySentence());
    m_why->setVisible(!m_why->text().isEmpty());
    m_samples->setText(tr("Samples: %1 of %2").arg(m_taken).arg(m_wanted));
    m_samples->setVisible(m_phase == Phase::Scanning);
    m_stop->setText(tr("Stop the scan"));
    m_except->setText(tr("A palm cannot be scanned"));
    const auto* planned =
        controller().planned(m_hand == Hand::Right ? criteria::Step::PalmRight : criteria::Step::PalmLeft);
    const int spent = planned != nullptr ? planned->spent : 0;
    const int most = planned != nullptr ? planned->most : 0;
    const QString attempts = tr("Attempts spent: %1 of %2").arg(spent).arg(most);
    m_dots->set(spent, most, attempts);
    m_attempts->setText(attempts);
    Q_EMIT changed();
}

void PalmStep::restyle()
{
    m_row->setSpacing(theme().px(20));
    const QSize size(theme().px(kLive.width()), theme().px(kLive.height()));
    // At great scales the words need the room more than the picture.
    const QSize shown = theme().scalePercent() > 150 ? size / 2 : size;
    m_live->setFixedSize(shown);
    m_live->setPixmap(m_picture.isNull()
                          ? theme().picture(QStringLiteral("palm"), 96, Role::MutedText)
                          : QPixmap::fromImage(m_picture.scaled(shown, Qt::KeepAspectRatio, Qt::SmoothTransformation)));
}

} // namespace tirkeu::workstation
