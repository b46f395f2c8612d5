#include "tokenconfirmation.h"

#include "signin/pinprompt.h"

#include <enrolment/consentproof.h>

#include <QPushButton>
#include <QVBoxLayout>

#include <memory>

namespace tirkeu::workstation {

namespace {
constexpr ErrorCode kNotTheClient{"counter.token-of-another"};
constexpr ErrorCode kPinWrong{"token.pin-wrong"};
constexpr ErrorCode kDemoPinWrong{"signin.pin-wrong"};
} // namespace

TokenConfirmation::TokenConfirmation(const StepTools& tools, StaffSource& staff)
    : Confirmation(tools)
    , m_staff(staff)
    , m_swap(staff.swap())
    , m_pin(new PinPrompt(tools.theme, QStringLiteral("clientTokenPin"), PinPrompt::Field::Elsewhere))
    , m_giveUp(new QPushButton)
{
    m_giveUp->setObjectName(QStringLiteral("clientTokenGiveUp"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_pin);
    column->addWidget(m_giveUp, 0, Qt::AlignLeft);
    m_pin->hide();
    m_giveUp->hide();
    if (m_swap == nullptr)
        return;
    connect(m_swap, &AnnouncedSwap::phaseChanged, this, &TokenConfirmation::followSwap);
    connect(m_giveUp, &QPushButton::clicked, m_swap, &AnnouncedSwap::end);
    connect(m_pin, &PinPrompt::changed, this, &Confirmation::changed);
    connect(m_pin, &PinPrompt::yesAppeared, this, &Confirmation::wanted);
    connect(m_pin, &PinPrompt::cancelRequested, m_swap, &AnnouncedSwap::cancel);
    connect(m_swap, &AnnouncedSwap::pinTyped, m_pin, &PinPrompt::setTyped);
    connect(&controller(), &CaseController::changed, this, [this] {
        if (!controller().isBusy())
            m_pin->setWaiting(false);
    });
    connect(&stage(), &ClientStage::pinEntered, this, [this] {
        if (phase() == SwapPhase::GuestIn)
            sign();
    });
}

QString TokenConfirmation::name() const
{
    return tr("The client's EDS token");
}

bool TokenConfirmation::isOffered() const
{
    const bool hasPlaceForPin = (stage().isReady() && stage().takesStrokes()) || m_staff.tokenState().hasPinPad;
    return m_swap != nullptr && (hasPlaceForPin || isOurs());
}

QString TokenConfirmation::sentence() const
{
    switch (phase()) {
    case SwapPhase::None:
        return m_cms.isEmpty() ? tr("The client signs what is marked above with their own token and their own PIN.")
                               : tr("The client has signed with their own token.");
    case SwapPhase::AwaitGuest:
        return tr("Take your token out of the reader; the client inserts theirs.");
    case SwapPhase::GuestIn:
        return m_swap->guest().hasPinPad ? tr("The client types their PIN on the reader.")
                                         : tr("The client types their PIN on their own screen.");
    case SwapPhase::Signing:
        return tr("It is being confirmed.");
    case SwapPhase::AwaitOwner:
        return tr("Put your own token back into the reader.");
    }
    Q_UNREACHABLE();
}

void TokenConfirmation::retranslate()
{
    m_giveUp->setText(tr("Back without it"));
    m_giveUp->setVisible(phase() == SwapPhase::AwaitGuest || phase() == SwapPhase::GuestIn);
    const bool isAsked = phase() == SwapPhase::GuestIn || phase() == SwapPhase::Signing;
    m_pin->setVisible(isAsked);
    if (isAsked)
        m_pin->setToken(m_swap->guest());
    m_pin->retranslate();
}

void TokenConfirmation::ask(const Answers& answers)
{
    m_answers = answers;
    if (stage().isReady())
        letWait();
}

void TokenConfirmation::drop()
{
    ++m_asked;
    m_answers.clear();
    m_cms.clear();
    m_wasWrong = false;
    m_pin->setWaiting(false);
    m_pin->clear();
    if (isOurs())
        m_swap->end();
    retranslate();
}

bool TokenConfirmation::isConfirmed() const
{
    return !m_cms.isEmpty() && phase() == SwapPhase::None;
}

QString TokenConfirmation::actText() const
{
    return phase() == SwapPhase::None && m_cms.isEmpty() ? tr("Insert the client's token") : tr("Confirm");
}

bool TokenConfirmation::mayAct() const
{
    if (m_answers.isEmpty() || !m_cms.isEmpty())
        return false;
    return phase() == SwapPhase::None ||
           (phase() == SwapPhase::GuestIn && m_swap->guest().hasPinPad && m_pin->isReady());
}

void TokenConfirmation::act()
{
    if (phase() == SwapPhase::None)
        announce();
    else
        sign();
}

// Whose it is, the token's certificate says; who issued it, the reader has asked.
Result<> TokenConfirmation::mayConfirm(const GuestPerson& person) const
{
    const auto& view = controller().view();
    return view && person.iin == view->state.iin ? Result<>() : failure(kNotTheClient, ErrorKind::OperatorCanFix);
}

void TokenConfirmation::announce()
{
    m_isAnnounced = true;
    if (const Result<> said = m_swap->announce([this](const GuestPerson& person) { return mayConfirm(person); });
        !said) {
        m_isAnnounced = false;
        controller().fail(said.error());
    }
}

void TokenConfirmation::followSwap()
{
    if (!m_isAnnounced)
        return;
    if (m_swap->phase() == SwapPhase::None)
        m_isAnnounced = false;
    if (phase() == SwapPhase::GuestIn)
        askPin();
    else if (controller().view())
        letWait();
    retranslate();
    Q_EMIT changed();
}

void TokenConfirmation::askPin()
{
    const TokenState token = m_swap->guest();
    if (token.hasPinPad)
        return letWait();
    m_isLastAgreed = token.isLastTry || token.triesLeft == 1; // the screen lets no PIN through without a yes
    if (token.isLocked)
        return letWait();
    stage().show(PinScene{.certificateName = token.label,
        .triesLeft = token.triesLeft,
        .isLastTry = m_isLastAgreed,
        .isCountLow = token.isCountLow,
        .mustChangePin = token.mustChangePin});
    if (m_wasWrong)
        stage().sayWrong(token.triesLeft);
}

PinTry TokenConfirmation::takeTry()
{
    if (m_swap->guest().hasPinPad)
        return m_pin->take();
    PinTry once{stage().takePin(), m_isLastAgreed ? LastTry::Agreed : LastTry::NotAgreed};
    m_pin->noteTried(once.pin);
    return once;
}

void TokenConfirmation::sign()
{
    const auto once = std::make_shared<PinTry>(takeTry());
    m_wasWrong = false;
    m_pin->setWaiting(true);
    controller().setBusy(true);
    core::whenDone(counter().consentStatement(m_answers), this,
        [this, once, asked = m_asked](const Result<enrolment::ConsentStatement>& statement) {
            if (asked != m_asked)
                return;
            if (!statement)
                return controller().fail(statement.error());
            signWith(statement->toBytes(), *once);
        });
}

void TokenConfirmation::signWith(const QByteArray& statement, PinTry& once)
{
    core::whenDone(m_swap->sign(std::move(once.pin), once.lastTry, AnnouncedSwap::answer(statement)), this,
        [this, asked = m_asked](const Result<GuestSignature>& signature) {
            if (asked == m_asked)
                keep(signature);
        });
}

void TokenConfirmation::keep(const Result<GuestSignature>& signature)
{
    if (!signature) {
        const ErrorCode why = signature.error().code;
        m_wasWrong = !m_swap->guest().hasPinPad && (why == kPinWrong || why == kDemoPinWrong);
        if (m_wasWrong)
            stage().sayWrong(m_swap->guest().triesLeft);
        controller().fail(signature.error());
        return Q_EMIT changed();
    }
    m_cms = signature->made;
    controller().setBusy(false);
    m_swap->end();
    Q_EMIT changed();
}

} // namespace tirkeu::workstation
