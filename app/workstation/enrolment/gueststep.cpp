#include "gueststep.h"

#include "answerform.h"
#include "casewords.h"
#include "clientdraft.h"
#include "signin/pinprompt.h"
#include "widgets/digitsfield.h"
#include "widgets/fieldbox.h"
#include "widgets/messagebar.h"
#include "widgets/pinfield.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTimeZone>
#include <QVBoxLayout>

namespace tirkeu::workstation {

using casefile::Hand;
using enrolment::CaseDesk;

namespace {
constexpr int kDateDigits = 8;
constexpr int kLongestWords = 300;
constexpr int kOfficeHours = 5 * 3600; // days are those of the branch, UTC+5
} // namespace

GuestStep::GuestStep(const StepTools& tools, AnnouncedSwap& swap)
    : StepView(tools)
    , m_swap(swap)
    , m_state(new MessageBar(tools.theme))
    , m_form(new QWidget)
    , m_answer(new AnswerForm(tools.theme))
    , m_why(new QLineEdit)
    , m_hand(new QComboBox)
    , m_until(new DigitsField(kDateDigits))
    , m_pin(new PinPrompt(tools.theme, QStringLiteral("guestPin")))
    , m_giveUp(new QPushButton)
{
    build();
    nameFields();
    connect(&m_swap, &AnnouncedSwap::phaseChanged, this, &GuestStep::followSwap);
    connect(m_giveUp, &QPushButton::clicked, this, &GuestStep::giveUp);
    connect(m_answer, &AnswerForm::changed, this, &StepView::changed);
    connect(m_why, &QLineEdit::textChanged, this, &StepView::changed);
    connect(m_until, &QLineEdit::textChanged, this, [this] {
        m_untilBox->setError({});
        Q_EMIT changed();
    });
    connect(m_pin, &PinPrompt::changed, this, &StepView::changed);
    connect(m_pin, &PinPrompt::cancelRequested, &m_swap, &AnnouncedSwap::cancel);
    connect(&m_swap, &AnnouncedSwap::pinTyped, m_pin, &PinPrompt::setTyped);
    connect(&controller(), &CaseController::changed, this, [this] {
        if (!controller().isBusy())
            m_pin->setWaiting(false);
    });
}

void GuestStep::build()
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    auto* form = new QVBoxLayout(m_form);
    form->setContentsMargins(0, 0, 0, 0);
    form->addWidget(m_answer);
    m_why->setObjectName(QStringLiteral("approvalReason"));
    m_why->setMaxLength(kLongestWords);
    m_whyBox = new FieldBox(theme(), m_why);
    form->addWidget(m_whyBox);
    m_hand->setObjectName(QStringLiteral("exceptedHand"));
    m_until->setObjectName(QStringLiteral("exceptedUntil"));
    m_giveUp->setObjectName(QStringLiteral("guestGiveUp"));
    m_handBox = new FieldBox(theme(), m_hand);
    m_untilBox = new FieldBox(theme(), m_until);
    form->addWidget(m_handBox);
    form->addWidget(m_untilBox);
    column->addWidget(m_state);
    column->addWidget(m_form);
    column->addWidget(m_pin);
    column->addWidget(m_giveUp, 0, Qt::AlignLeft);
}

void GuestStep::ask(Ask what)
{
    ++m_asked;
    m_what = what;
    m_isOver = false;
    m_isKept = false;
    m_answer->clear();
    m_why->clear();
    m_until->clear();
    m_pin->clear();
    if (m_what == Ask::Exception)
        m_hand->setCurrentIndex(enrolment::handOf(controller().step()) == Hand::Left ? 1 : 0);
    retranslate();
    if (m_what == Ask::Answer)
        lookAtPictures();
}

void GuestStep::askAttempts(const identity::Iin& iin)
{
    m_iin = iin;
    ask(Ask::Attempts);
}

// The supervisor looks at the teller's screen: the teller's session is who saw them.
void GuestStep::lookAtPictures()
{
    core::whenDone(counter().pictures(), this, [this](const Result<QList<CasePicture>>& pictures) {
        if (m_isOver || m_what != Ask::Answer)
            return;
        if (pictures)
            m_answer->showPictures(*pictures);
        else
            Q_EMIT complained(language().sentence(pictures.error()));
    });
}

void GuestStep::forget()
{
    ++m_asked;
    m_iin.reset();
    m_why->clear();
    m_pin->clear();
    m_answer->clear();
    if (!m_isOver && m_swap.phase() != SwapPhase::None)
        m_swap.end();
    m_isOver = true;
}

Hand GuestStep::hand() const
{
    return m_hand->currentIndex() == 1 ? Hand::Left : Hand::Right;
}

Result<std::optional<core::WallTime>> GuestStep::until() const
{
    if (m_until->text().isEmpty())
        return std::optional<core::WallTime>();
    const auto day = dateFrom(m_until->text());
    if (!day)
        return failure(day);
    return std::optional(core::fromQDateTime(QDateTime(*day, QTime(0, 0), QTimeZone(kOfficeHours)).addDays(1)));
}

QWidget* GuestStep::firstField() const
{
    if (m_swap.phase() == SwapPhase::GuestIn)
        return m_pin->firstField();
    if (m_what == Ask::Attempts)
        return m_why;
    return m_what == Ask::Answer ? m_answer->firstField() : m_hand;
}

QString GuestStep::heading() const
{
    if (m_what == Ask::Attempts)
        return tr("May this client be given new attempts?");
    return m_what == Ask::Answer ? tr("A supervisor's answer") : tr("Which palm cannot be scanned?");
}

QString GuestStep::primaryText() const
{
    return m_swap.phase() == SwapPhase::None ? tr("Insert the other token") : tr("Confirm");
}

bool GuestStep::isReady() const
{
    switch (m_swap.phase()) {
    case SwapPhase::None:
        if (m_what == Ask::Attempts && m_why->text().trimmed().isEmpty())
            return false;
        return !m_isKept && (m_what != Ask::Answer || m_answer->isReady());
    case SwapPhase::GuestIn:
        return !m_isKept && m_pin->isReady();
    default:
        return false;
    }
}

void GuestStep::submit()
{
    if (m_swap.phase() == SwapPhase::None)
        announce();
    else if (m_swap.phase() == SwapPhase::GuestIn)
        sign();
}

void GuestStep::announce()
{
    const auto end = until();
    const Result<> lasts = end ? CaseDesk::checkUntil(*end, counter().now()) : failure(end);
    if (!lasts)
        return m_untilBox->setError(language().sentence(lasts.error()));
    const auto admit = [this](const GuestPerson& person) {
        return m_what == Ask::Exception ? counter().mayAttest(person.certificate)
                                        : counter().mayAnswer(person.certificate);
    };
    if (const Result<> announced = m_swap.announce(admit); !announced)
        controller().fail(announced.error());
}

QFuture<Result<QByteArray>> GuestStep::statement()
{
    if (m_what == Ask::Attempts)
        return counter().approvalStatement(*m_iin, m_why->text().trimmed());
    return m_what == Ask::Answer ? counter().answerStatement(m_answer->answer())
                                 : counter().exceptionStatement(hand(), until().value_or(std::nullopt));
}

void GuestStep::sign()
{
    const auto once = std::make_shared<PinTry>(m_pin->take());
    m_pin->setWaiting(true);
    controller().setBusy(true);
    core::whenDone(statement(), this, [this, once, asked = m_asked](const Result<QByteArray>& said) {
        if (asked != m_asked)
            return;
        if (!said)
            return controller().fail(said.error());
        signWith(*said, *once);
    });
}

void GuestStep::signWith(const QByteArray& statement, PinTry& once)
{
    core::whenDone(m_swap.sign(std::move(once.pin), once.lastTry, AnnouncedSwap::answer(statement)), this,
        [this, asked = m_asked](const Result<GuestSignature>& signature) {
            if (asked == m_asked)
                keep(signature);
        });
}

void GuestStep::keep(const Result<GuestSignature>& signature)
{
    if (!signature)
        return controller().fail(signature.error());
    m_isKept = true;
    m_swap.end();
    if (m_what == Ask::Attempts) {
        Q_EMIT approved(signature->made);
        controller().setBusy(false);
        return followSwap();
    }
    controller().follow(
        m_what == Ask::Answer ? counter().answerSigned(signature->made) : counter().exceptSigned(signature->made),
        [this] { followSwap(); });
}

void GuestStep::followSwap()
{
    if (m_isOver)
        return;
    if (m_swap.phase() == SwapPhase::None && m_isKept && !controller().isBusy()) {
        m_isOver = true;
        return Q_EMIT over();
    }
    retranslate();
    if (m_swap.phase() == SwapPhase::GuestIn && m_pin->firstField() != nullptr)
        Q_EMIT wanted(m_pin->firstField());
}

void GuestStep::giveUp()
{
    m_isKept = true; // nothing more is wanted of anybody
    m_swap.end();
    followSwap();
}

QString GuestStep::phaseSentence() const
{
    switch (m_swap.phase()) {
    case SwapPhase::None:
        if (m_what == Ask::Attempts)
            return tr("The supervisor says why, and confirms with their own token. It counts for the client's next "
                      "case alone and stands in it.");
        return m_what == Ask::Answer
                   ? tr("The supervisor answers here, in their own words, and confirms with their own token.")
                   : tr("A second member of staff looks as well and confirms with their own token. No diagnosis is "
                        "asked for or written down.");
    case SwapPhase::AwaitGuest:
        return tr("Take your token out of the reader; the other person inserts theirs.");
    case SwapPhase::GuestIn:
        return tr("The other person types their own PIN.");
    case SwapPhase::Signing:
        return tr("It is being confirmed.");
    case SwapPhase::AwaitOwner:
        return tr("Put your own token back into the reader.");
    }
    Q_UNREACHABLE();
}

void GuestStep::setForm(bool shown)
{
    m_form->setEnabled(shown);
    m_answer->setVisible(m_what == Ask::Answer);
    m_whyBox->setVisible(m_what == Ask::Attempts);
    m_handBox->setVisible(m_what == Ask::Exception);
    m_untilBox->setVisible(m_what == Ask::Exception);
    const bool isGuestAsked = m_swap.phase() == SwapPhase::GuestIn || m_swap.phase() == SwapPhase::Signing;
    m_pin->setVisible(isGuestAsked);
    if (isGuestAsked)
        m_pin->setToken(m_swap.guest());
    m_giveUp->setVisible(m_swap.phase() != SwapPhase::Signing && m_swap.phase() != SwapPhase::AwaitOwner);
}

void GuestStep::nameFields()
{
    m_whyBox->setName(tr("Why new attempts are given"));
    m_handBox->setName(tr("This palm cannot be scanned"));
    m_untilBox->setName(tr("Until: day, month, year; empty: for good"));
    m_pin->setName(tr("PIN of the other person"));
    m_pin->retranslate();
    m_giveUp->setText(tr("Back without it"));
    const int chosen = std::max(m_hand->currentIndex(), 0);
    m_hand->clear();
    m_hand->addItems({CaseWords::hand(Hand::Right), CaseWords::hand(Hand::Left)});
    m_hand->setCurrentIndex(chosen);
}

void GuestStep::retranslate()
{
    if (m_isOver)
        return;
    m_state->say(MessageKind::Info, phaseSentence());
    nameFields();
    setForm(m_swap.phase() == SwapPhase::None);
    m_answer->retranslate();
    if (m_what == Ask::Answer && controller().view())
        m_answer->showCase(*controller().view());
    Q_EMIT changed();
}

} // namespace tirkeu::workstation
