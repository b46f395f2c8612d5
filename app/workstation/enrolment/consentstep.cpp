#include "consentstep.h"

#include "consentcard.h"

#include <QVBoxLayout>

#include <algorithm>

namespace tirkeu::workstation {

namespace {
constexpr const char* kSay = QT_TRANSLATE_NOOP("ClientWords", "Read each consent and answer yes or no.");
}

ConsentStep::ConsentStep(const StepTools& tools, const ConfirmationTools& counter)
    : StepView(tools)
    , m_column(new QVBoxLayout(this))
    , m_panel(new ConfirmationPanel(tools, counter))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->addWidget(m_panel);
    connect(m_panel, &ConfirmationPanel::changed, this, &StepView::changed);
    connect(m_panel, &ConfirmationPanel::wanted, this, &StepView::wanted);
    connect(&stage(), &ClientStage::consentAnswered, this, &ConsentStep::takeReply);
    connect(&stage(), &ClientStage::stateChanged, this, &ConsentStep::askClient);
    connect(&controller(), &CaseController::clientLanguageChanged, this, &ConsentStep::retranslate);
}

void ConsentStep::begin()
{
    forget();
    const criteria::Purpose* purpose = controller().purpose();
    if (purpose == nullptr)
        return;
    for (const criteria::ConsentKind kind : purpose->consents) {
        if (const criteria::ConsentText* text = controller().rules().consents.find(kind))
            addCard(*text);
    }
    m_panel->begin();
    orderFields();
    retranslate();
    followAnswers();
}

void ConsentStep::addCard(const criteria::ConsentText& text)
{
    auto* card = new ConsentCard(theme(), text);
    m_column->insertWidget(m_column->count() - 1, card);
    card->show(); // now, not when the layout gets round to it: the keyboard is on its way
    m_cards.append(card);
    // An answer that changes after it was confirmed is not what was confirmed.
    connect(card, &ConsentCard::answered, this, &ConsentStep::followAnswers);
}

// The cards are younger than the panel below them.
void ConsentStep::orderFields()
{
    QWidget* before = m_cards.isEmpty() ? nullptr : m_cards.constLast()->lastField();
    for (QWidget* field : m_panel->fields()) {
        if (before != nullptr)
            setTabOrder(before, field);
        before = field;
    }
}

void ConsentStep::end()
{
    m_panel->forget();
}

void ConsentStep::forget()
{
    m_panel->forget();
    qDeleteAll(m_cards);
    m_cards.clear();
}

QWidget* ConsentStep::firstField() const
{
    return m_cards.isEmpty() ? nullptr : m_cards.constFirst()->firstField();
}

QWidget* ConsentStep::lastField() const
{
    return m_panel->fields().constLast();
}

QString ConsentStep::heading() const
{
    return tr("What does the client agree to?");
}

QString ConsentStep::primaryText() const
{
    const Confirmation* way = m_panel->chosen();
    if (isAnswered() && anyGiven() && way != nullptr && !way->isConfirmed() && !way->actText().isEmpty())
        return way->actText();
    return anyRefused() ? tr("Continue without biometrics") : tr("Continue");
}

bool ConsentStep::isReady() const
{
    const Confirmation* way = m_panel->chosen();
    return isAnswered() && (!anyGiven() || (way != nullptr && (way->isConfirmed() || way->mayAct())));
}

const char* ConsentStep::sayLine() const
{
    return kSay;
}

bool ConsentStep::isAnswered() const
{
    return std::ranges::all_of(m_cards, [](const ConsentCard* card) { return card->answer().has_value(); });
}

bool ConsentStep::anyRefused() const
{
    return std::ranges::any_of(m_cards, [](const ConsentCard* card) { return card->answer() == false; });
}

bool ConsentStep::anyGiven() const
{
    return std::ranges::any_of(m_cards, [](const ConsentCard* card) { return card->answer() == true; });
}

// A palm is scanned in person or not at all (BIO-19); a session by video is another way where IDEC is asked (BIO-32).
bool ConsentStep::mayOfferVideo() const
{
    const criteria::Purpose* purpose = controller().purpose();
    return purpose != nullptr && !enrolment::isStrokeEnough(*purpose) && controller().rules().holdsVideoSessions;
}

Confirmation::Answers ConsentStep::answers() const
{
    const Confirmation* way = m_panel->chosen();
    Confirmation::Answers all;
    for (const ConsentCard* card : m_cards)
        all.append({card->kind(), card->answer().value_or(false),
            way != nullptr ? way->means() : criteria::ConsentMeans::SignedPaper, card->language(), card->reading(),
            {}});
    return all;
}

void ConsentStep::followAnswers()
{
    if (!isAnswered())
        m_panel->ask({});
    else if (!anyGiven())
        m_panel->sayNothingToSign();
    else
        m_panel->ask(answers());
    askClient();
    Q_EMIT changed();
}

void ConsentStep::askClient()
{
    if (!stage().isReady() || !controller().view() || m_cards.isEmpty())
        return;
    const auto open =
        std::ranges::find_if(m_cards, [](const ConsentCard* card) { return !card->answer().has_value(); });
    if (open == m_cards.end()) {
        if (!anyGiven())
            stage().show(WaitScene{WaitScene::For::Employee});
        return; // the way to confirm has a scene of its own
    }
    const auto& client = controller().view()->client;
    const CounterRules& rules = controller().rules();
    stage().show(
        ConsentScene{*rules.consents.find((*open)->kind()), rules.organisation.in(controller().clientLanguage()),
            rules.organisationBin, client ? client->name.full() : QString(),
            static_cast<int>(open - m_cards.begin()) + 1, static_cast<int>(m_cards.size()), mayOfferVideo()});
}

void ConsentStep::showClient()
{
    askClient();
    if (!m_cards.isEmpty() && isAnswered() && anyGiven())
        m_panel->showClient();
}

void ConsentStep::takeReply(const ConsentReply& reply)
{
    const auto card = std::ranges::find(m_cards, reply.kind, &ConsentCard::kind);
    if (card != m_cards.end())
        (*card)->setAnswer(reply.given, reply.reading);
}

void ConsentStep::submit()
{
    Confirmation* way = m_panel->chosen();
    if (!anyGiven() || way == nullptr)
        return send({});
    if (!way->isConfirmed())
        return way->act();
    way->collect([this](const QByteArray& evidence) { send(evidence); });
}

void ConsentStep::send(const QByteArray& evidence)
{
    QList<enrolment::ConsentAnswer> confirmed = answers();
    for (enrolment::ConsentAnswer& answer : confirmed)
        answer.evidence = evidence;
    Confirmation* way = evidence.isEmpty() ? nullptr : m_panel->chosen();
    controller().follow(counter().answer(confirmed), [way] {
        if (way != nullptr)
            way->kept();
    });
}

void ConsentStep::retranslate()
{
    for (ConsentCard* card : std::as_const(m_cards))
        card->retranslate(language().language(), controller().clientLanguage());
    m_panel->retranslate();
    Q_EMIT changed();
}

} // namespace tirkeu::workstation
