#include "signingstep.h"

#include "casewords.h"
#include "paperview.h"
#include "signin/pinprompt.h"
#include "widgets/messagebar.h"
#include "widgets/pinfield.h"

#include <QLabel>
#include <QVBoxLayout>

namespace tirkeu::workstation {

namespace {
constexpr const char* kSay = QT_TRANSLATE_NOOP("ClientWords", "I am signing the documents of our conversation.");
constexpr const char* kLater =
    QT_TRANSLATE_NOOP("ClientWords", "Thank you. The data are taken, and the result will follow.");
} // namespace

SigningStep::SigningStep(const StepTools& tools, StaffSource& staff)
    : StepView(tools)
    , m_column(new QVBoxLayout(this))
    , m_result(new MessageBar(tools.theme))
    , m_pin(new PinPrompt(tools.theme, QStringLiteral("signingPin")))
    , m_count(new QLabel)
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_count->setProperty("text-role", QStringLiteral("heading"));
    m_count->setWordWrap(true);
    for (QWidget* one : std::initializer_list<QWidget*>{m_result, m_pin, m_count})
        m_column->addWidget(one);
    m_pin->follow(staff, PinPrompt::For::Documents);
    connect(m_pin, &PinPrompt::changed, this, &SigningStep::changed);
    connect(m_pin, &PinPrompt::cancelRequested, &staff, &StaffSource::cancel);
    connect(&controller(), &CaseController::changed, this, [this] {
        if (!controller().isBusy())
            m_pin->setWaiting(false);
    });
    connect(&theme(), &Theme::changed, this, &SigningStep::showPapers);
}

void SigningStep::begin()
{
    m_pin->clear();
    loadPapers();
    retranslate();
}

void SigningStep::forget()
{
    m_pin->clear();
    m_papers.clear();
    m_isDrawn = false;
    showPapers();
}

void SigningStep::loadPapers()
{
    m_papers.clear();
    m_isDrawn = false;
    showPapers();
    controller().setBusy(true);
    core::whenDone(counter().papers(), this, [this](const Result<QList<ShownPaper>>& papers) {
        if (!controller().view()) // the client is gone meanwhile
            return;
        if (!papers)
            return controller().fail(papers.error());
        m_papers = *papers;
        m_isDrawn = true;
        controller().setBusy(false);
        retranslate();
        if (QWidget* first = m_pin->firstField())
            Q_EMIT wanted(first);
    });
}

QWidget* SigningStep::firstField() const
{
    return m_pin->firstField();
}

QString SigningStep::heading() const
{
    return tr("Look through and sign");
}

QString SigningStep::primaryText() const
{
    return tr("Sign all");
}

bool SigningStep::isReady() const
{
    return m_isDrawn && m_pin->isReady();
}

void SigningStep::submit()
{
    PinTry once = m_pin->take();
    m_pin->setWaiting(true);
    controller().follow(counter().sign(std::move(once.pin), once.lastTry));
}

const char* SigningStep::sayLine() const
{
    const auto& view = controller().view();
    return view && view->state.ending == casefile::Ending::Awaited ? kLater : kSay;
}

void SigningStep::showPapers()
{
    qDeleteAll(m_views);
    m_views.clear();
    for (const ShownPaper& paper : std::as_const(m_papers)) {
        auto* view = new PaperView(theme(), language().language(), paper);
        m_column->addWidget(view);
        m_views.append(view);
    }
}

void SigningStep::retranslate()
{
    const auto& view = controller().view();
    if (view && view->state.ending) {
        const auto ending = *view->state.ending;
        const MessageKind kind = ending == casefile::Ending::Accepted || ending == casefile::Ending::Withdrawn
                                     ? MessageKind::Good
                                     : MessageKind::Info;
        m_result->say(
            kind, ending == casefile::Ending::Awaited ? CaseWords::answerLater() : CaseWords::ending(view->state));
    }
    m_pin->setName(tr("PIN of your token"));
    m_pin->setMaximumWidth(theme().px(560));
    m_pin->retranslate();
    m_count->setText(
        m_isDrawn ? tr("Documents to sign: %1").arg(m_papers.size()) : tr("The documents are being drawn."));
    showPapers();
    Q_EMIT changed();
}

} // namespace tirkeu::workstation
