#include "consentstep.h"

#include "consentcard.h"
#include "widgets/messagebar.h"

#include <QVBoxLayout>

#include <algorithm>

namespace tirkeu::workstation {

namespace {
constexpr const char* kSay = QT_TRANSLATE_NOOP("ClientWords", "Read each consent and answer yes or no.");
}

ConsentStep::ConsentStep(const StepTools& tools, PaperTray& tray)
    : StepView(tools)
    , m_tray(tray)
    , m_column(new QVBoxLayout(this))
    , m_paper(new MessageBar(tools.theme))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->addWidget(m_paper);
    connect(&m_tray, &PaperTray::changed, this, &ConsentStep::followPaper);
    connect(&stage(), &ClientStage::consentAnswered, this, &ConsentStep::takeReply);
    connect(&stage(), &ClientStage::signedByStrokes, this, &ConsentStep::takeStrokes);
}

void ConsentStep::begin()
{
    forget();
    const criteria::Purpose* purpose = controller().purpose();
    if (purpose == nullptr)
        return;
    for (const criteria::ConsentKind kind : purpose->consents) {
        const criteria::ConsentText* text = controller().rules().consents.find(kind);
        if (text == nullptr)
            continue;
        auto* card = new ConsentCard(theme(), *text);
        m_column->insertWidget(m_column->count() - 1, card);
        card->show(); // now, not when the layout gets round to it: the keyboard is on its way
        m_cards.append(card);
        // An answer that changes after the signature is not what was signed.
        connect(card, &ConsentCard::answered, this, [this] {
            m_strokes.clear();
            followPaper();
        });
    }
    retranslate();
    askClient();
}

void ConsentStep::forget()
{
    qDeleteAll(m_cards);
    m_cards.clear();
    m_strokes.clear();
    m_paper->clear();
}

QWidget* ConsentStep::firstField() const
{
    return m_cards.isEmpty() ? nullptr : m_cards.constFirst()->firstField();
}

QWidget* ConsentStep::lastField() const
{
    return m_cards.isEmpty() ? nullptr : m_cards.constLast()->lastField();
}

QString ConsentStep::heading() const
{
    return tr("What does the client agree to?");
}

QString ConsentStep::primaryText() const
{
    return anyRefused() ? tr("Continue without biometrics") : tr("Continue");
}

bool ConsentStep::isReady() const
{
    return isAnswered() && (!anyGiven() || !m_strokes.isEmpty() || paper());
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

Language ConsentStep::clientLanguage() const
{
    const auto& view = controller().view();
    return view ? core::languageFromCode(view->state.language).value_or(Language::Kazakh) : Language::Kazakh;
}

std::optional<TrayPaper> ConsentStep::paper() const
{
    const auto& view = controller().view();
    auto newest = m_tray.newest();
    return view && newest && newest->at >= view->state.openedAt ? newest : std::nullopt;
}

bool ConsentStep::mayStroke() const
{
    const criteria::Purpose* purpose = controller().purpose();
    return stage().isReady() && stage().takesStrokes() && purpose != nullptr &&
           purpose->consentMeans.contains(criteria::ConsentMeans::Stroke);
}

QList<SignedAnswer> ConsentStep::signedAnswers() const
{
    QList<SignedAnswer> answers;
    for (const ConsentCard* card : m_cards)
        answers.append({card->kind(), card->answer().value_or(false), false});
    return answers;
}

void ConsentStep::askClient()
{
    if (!stage().isReady() || !controller().view())
        return;
    const auto& client = controller().view()->client;
    const QString name = client ? client->name.full() : QString();
    const auto open =
        std::ranges::find_if(m_cards, [](const ConsentCard* card) { return !card->answer().has_value(); });
    if (open != m_cards.end()) {
        const CounterRules& rules = controller().rules();
        const ConsentScene scene{*rules.consents.find((*open)->kind()), rules.organisation.in(clientLanguage()),
            rules.organisationBin, name, static_cast<int>(open - m_cards.begin()) + 1,
            static_cast<int>(m_cards.size())};
        stage().show(scene);
    } else if (anyGiven() && m_strokes.isEmpty() && mayStroke()) {
        stage().show(StrokeScene{name, signedAnswers()});
    } else {
        stage().show(WaitScene{WaitScene::For::Employee});
    }
}

void ConsentStep::takeReply(const ConsentReply& reply)
{
    const auto card = std::ranges::find(m_cards, reply.kind, &ConsentCard::kind);
    if (card == m_cards.end())
        return;
    (*card)->setAnswer(reply.given, reply.reading);
    askClient();
}

void ConsentStep::takeStrokes(const StrokeSignature& signature)
{
    if (!isAnswered() || m_cards.isEmpty())
        return;
    m_strokes = signature.evidence(signedAnswers());
    askClient();
    followPaper();
}

void ConsentStep::followPaper()
{
    if (!m_strokes.isEmpty())
        m_paper->say(MessageKind::Good, tr("The client has signed on their screen."));
    else if (const auto found = paper())
        m_paper->say(MessageKind::Good, tr("The signed paper is here: %1").arg(found->name));
    else if (isAnswered() && !anyGiven())
        m_paper->say(MessageKind::Info, tr("Nothing is to be signed. The refusals are recorded."));
    else
        m_paper->say(
            MessageKind::Info, tr("The client signs the paper; put it on the scanner. It is awaited in the folder: %1")
                                   .arg(m_tray.folder()));
    Q_EMIT changed();
}

void ConsentStep::submit()
{
    if (!m_strokes.isEmpty())
        return send(criteria::ConsentMeans::Stroke, m_strokes, {});
    const auto found = paper();
    if (!anyGiven() || !found)
        return send(criteria::ConsentMeans::SignedPaper, {}, {});
    controller().setBusy(true);
    core::whenDone(m_tray.read(*found), this, [this, found](const Result<QByteArray>& bytes) {
        if (!bytes)
            return controller().fail(bytes.error());
        send(criteria::ConsentMeans::SignedPaper, *bytes, found);
    });
}

void ConsentStep::send(criteria::ConsentMeans means, const QByteArray& evidence, const std::optional<TrayPaper>& paper)
{
    QList<enrolment::ConsentAnswer> answers;
    for (const ConsentCard* card : std::as_const(m_cards))
        answers.append({card->kind(), *card->answer(), means, clientLanguage(), card->reading(), evidence});
    controller().follow(counter().answer(answers), [this, paper] {
        if (paper)
            m_tray.discard(*paper); // it is kept where it belongs now
    });
}

void ConsentStep::retranslate()
{
    for (ConsentCard* card : std::as_const(m_cards))
        card->retranslate(language().language(), clientLanguage());
    followPaper();
}

} // namespace tirkeu::workstation
