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
        m_cards.append(card);
        connect(card, &ConsentCard::answered, this, &ConsentStep::followPaper);
    }
    retranslate();
}

void ConsentStep::forget()
{
    qDeleteAll(m_cards);
    m_cards.clear();
    m_paper->clear();
}

QWidget* ConsentStep::firstField() const
{
    return m_cards.isEmpty() ? nullptr : m_cards.constFirst()->firstField();
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
    return isAnswered() && (!anyGiven() || paper());
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

void ConsentStep::followPaper()
{
    if (const auto found = paper())
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
    const auto found = paper();
    if (!anyGiven() || !found)
        return send({}, {});
    controller().setBusy(true);
    core::whenDone(m_tray.read(*found), this, [this, found](const Result<QByteArray>& bytes) {
        if (!bytes)
            return controller().fail(bytes.error());
        send(*bytes, found);
    });
}

void ConsentStep::send(const QByteArray& evidence, const std::optional<TrayPaper>& paper)
{
    QList<enrolment::ConsentAnswer> answers;
    for (const ConsentCard* card : std::as_const(m_cards))
        answers.append({card->kind(), *card->answer(), criteria::ConsentMeans::SignedPaper, clientLanguage(),
            card->reading(), evidence});
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
