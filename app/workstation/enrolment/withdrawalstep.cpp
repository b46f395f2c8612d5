#include "withdrawalstep.h"

#include "outlookcard.h"
#include "widgets/messagebar.h"

#include <QVBoxLayout>

#include <algorithm>

namespace tirkeu::workstation {

namespace {
constexpr const char* kSay =
    QT_TRANSLATE_NOOP("ClientWords", "You may take a consent back at any time. Tell me which one.");
} // namespace

WithdrawalStep::WithdrawalStep(const StepTools& tools, PaperTray& tray)
    : StepView(tools)
    , m_tray(tray)
    , m_column(new QVBoxLayout(this))
    , m_paper(new MessageBar(tools.theme))
{
    setObjectName(QStringLiteral("withdrawalStep"));
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->addWidget(m_paper);
    connect(&m_tray, &PaperTray::changed, this, &WithdrawalStep::followPaper);
    connect(&stage(), &ClientStage::withdrawalConfirmed, this, &WithdrawalStep::confirmed);
    connect(&stage(), &ClientStage::withdrawalDropped, this, [this] {
        for (OutlookCard* card : std::as_const(m_cards))
            card->choose(false);
    });
    connect(&stage(), &ClientStage::signedByStrokes, this, &WithdrawalStep::takeStrokes);
}

void WithdrawalStep::begin()
{
    forget();
    m_isShown = true;
    core::whenDone(counter().outlooks(), this, [this](const Result<QList<enrolment::WithdrawalOutlook>>& outlooks) {
        if (!isHere())
            return;
        if (!outlooks)
            return controller().fail(outlooks.error());
        put(*outlooks);
    });
    retranslate();
}

void WithdrawalStep::put(const QList<enrolment::WithdrawalOutlook>& outlooks)
{
    qDeleteAll(m_cards);
    m_cards.clear();
    for (const enrolment::WithdrawalOutlook& outlook : outlooks) {
        auto* card = new OutlookCard(theme(), outlook);
        m_column->addWidget(card);
        card->show(); // now, not when the layout gets round to it: the keyboard is on its way
        m_cards.append(card);
        // What was agreed to is not what is chosen now.
        connect(card, &OutlookCard::changed, this, [this] {
            m_strokes.clear();
            m_isAgreed = false;
            showClient();
            followPaper();
        });
    }
    retranslate();
    showClient();
    if (QWidget* first = firstField())
        Q_EMIT wanted(first);
}

void WithdrawalStep::forget()
{
    qDeleteAll(m_cards);
    m_cards.clear();
    m_strokes.clear();
    m_isAgreed = false;
    m_isShown = false;
    m_paper->clear();
}

bool WithdrawalStep::isHere() const
{
    return m_isShown && controller().view() && isVisibleTo(parentWidget());
}

QWidget* WithdrawalStep::firstField() const
{
    return m_cards.isEmpty() ? nullptr : m_cards.constFirst()->field();
}

QWidget* WithdrawalStep::lastField() const
{
    return m_cards.isEmpty() ? nullptr : m_cards.constLast()->field();
}

QString WithdrawalStep::heading() const
{
    return tr("Which consent is taken back?");
}

QString WithdrawalStep::primaryText() const
{
    return tr("Withdraw consent");
}

const char* WithdrawalStep::sayLine() const
{
    return kSay;
}

QList<criteria::ConsentKind> WithdrawalStep::chosen() const
{
    QList<criteria::ConsentKind> kinds;
    for (const OutlookCard* card : m_cards) {
        if (card->isChosen())
            kinds.append(card->kind());
    }
    return kinds;
}

bool WithdrawalStep::isReady() const
{
    return !chosen().isEmpty() && (!m_strokes.isEmpty() || paper());
}

std::optional<TrayPaper> WithdrawalStep::paper() const
{
    const auto& view = controller().view();
    auto newest = m_tray.newest();
    return view && newest && newest->at >= view->state.openedAt ? newest : std::nullopt;
}

QString WithdrawalStep::clientName() const
{
    const auto& view = controller().view();
    return view && view->client ? view->client->name.full() : QString();
}

QList<SignedAnswer> WithdrawalStep::signedAnswers() const
{
    QList<SignedAnswer> answers;
    for (const criteria::ConsentKind kind : chosen())
        answers.append({kind, false, true});
    return answers;
}

// The three columns first; then, where their screen takes them, their strokes.
void WithdrawalStep::showClient()
{
    if (!stage().isReady() || !isHere())
        return;
    WithdrawalScene scene{clientName(), {}};
    for (const OutlookCard* card : std::as_const(m_cards)) {
        if (!card->isChosen())
            continue;
        const enrolment::WithdrawalOutlook& one = card->outlook();
        scene.consents.append({one.kind, one.sentence, one.stops, one.kept,
            one.until ? core::toQDateTime(*one.until).date() : QDate(), one.keptYears, one.passedTo});
    }
    if (scene.consents.isEmpty() || !m_strokes.isEmpty() || (m_isAgreed && !stage().takesStrokes()))
        stage().show(WaitScene{WaitScene::For::Employee});
    else if (m_isAgreed)
        stage().show(StrokeScene{clientName(), signedAnswers()});
    else
        stage().show(scene);
}

void WithdrawalStep::confirmed(const QList<criteria::ConsentKind>& kinds)
{
    if (!isHere() || kinds != chosen())
        return;
    m_isAgreed = true;
    showClient();
    followPaper();
}

void WithdrawalStep::takeStrokes(const StrokeSignature& signature)
{
    if (!isHere() || !m_isAgreed)
        return;
    m_strokes = signature.evidence(signedAnswers());
    showClient();
    followPaper();
}

void WithdrawalStep::followPaper()
{
    if (!m_isShown)
        return;
    if (!m_strokes.isEmpty())
        m_paper->say(MessageKind::Good, tr("The client has signed on their screen."));
    else if (const auto found = paper())
        m_paper->say(MessageKind::Good, tr("The signed paper is here: %1").arg(found->name));
    else if (m_isAgreed && stage().takesStrokes())
        m_paper->say(MessageKind::Info, tr("The client signs on their screen."));
    else
        m_paper->say(
            MessageKind::Info, tr("The client signs the paper; put it on the scanner. It is awaited in the folder: %1")
                                   .arg(m_tray.folder()));
    Q_EMIT changed();
}

void WithdrawalStep::submit()
{
    if (!m_strokes.isEmpty())
        return send(criteria::ConsentMeans::Stroke, m_strokes, {});
    const auto found = paper();
    if (!found)
        return;
    controller().setBusy(true);
    core::whenDone(m_tray.read(*found), this, [this, found](const Result<QByteArray>& bytes) {
        if (!bytes)
            return controller().fail(bytes.error());
        send(criteria::ConsentMeans::SignedPaper, *bytes, found);
    });
}

void WithdrawalStep::send(
    criteria::ConsentMeans means, const QByteArray& evidence, const std::optional<TrayPaper>& paper)
{
    controller().follow(counter().withdraw(chosen(), means, evidence), [this, paper] {
        if (paper)
            m_tray.discard(*paper); // it is kept where it belongs now
    });
}

void WithdrawalStep::retranslate()
{
    for (OutlookCard* card : std::as_const(m_cards))
        card->retranslate(language().language());
    followPaper();
    Q_EMIT changed();
}

} // namespace tirkeu::workstation
