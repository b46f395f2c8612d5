#include "slipstep.h"

#include "factslist.h"
#include "widgets/messagebar.h"

#include <QVBoxLayout>

namespace tirkeu::workstation {

using casefile::Ending;

namespace {
constexpr const char* kThanks = QT_TRANSLATE_NOOP("ClientWords", "Thank you. Your palm works.");
constexpr const char* kLater =
    QT_TRANSLATE_NOOP("ClientWords", "Thank you. The data are taken, and the result will follow.");
constexpr const char* kRecorded =
    QT_TRANSLATE_NOOP("ClientWords", "Thank you. Your answers are recorded; I serve you with your document.");
constexpr const char* kUnfinished =
    QT_TRANSLATE_NOOP("ClientWords", "Thank you for your time. Here is a slip about today.");
} // namespace

SlipStep::SlipStep(const StepTools& tools, QString teller)
    : StepView(tools)
    , m_teller(std::move(teller))
    , m_column(new QVBoxLayout(this))
    , m_state(new MessageBar(tools.theme))
    , m_slip(new FactsList(tools.theme, "slip"))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->addWidget(m_state);
    m_column->addWidget(m_slip);
}

void SlipStep::begin()
{
    m_isPrinted = false;
    m_where.clear();
    retranslate();
}

SlipGround SlipStep::ground() const
{
    const auto& view = *controller().view();
    const Language client = core::languageFromCode(view.state.language).value_or(Language::Kazakh);
    return {controller().rules().organisation.in(client), {}, m_teller, client, counter().now()};
}

QString SlipStep::heading() const
{
    return tr("The slip for the client");
}

QString SlipStep::primaryText() const
{
    return m_isPrinted ? tr("Next client") : tr("Print the slip");
}

const char* SlipStep::sayLine() const
{
    if (!controller().view())
        return nullptr;
    switch (controller().view()->state.ending.value_or(Ending::Aborted)) {
    case Ending::Accepted:
        return kThanks;
    case Ending::Awaited:
        return kLater;
    case Ending::Refused:
        return kRecorded;
    default:
        return kUnfinished;
    }
}

void SlipStep::submit()
{
    if (m_isPrinted)
        return Q_EMIT left();
    const auto& view = *controller().view();
    const QByteArray pdf = slipPdf(view, ground());
    controller().setBusy(true);
    core::whenDone(counter().print(QStringLiteral("slip-%1").arg(view.state.id->toString().left(8)), pdf), this,
        [this](const Result<QString>& printed) { finished(printed); });
}

void SlipStep::finished(const Result<QString>& printed)
{
    if (!controller().view())
        return;
    if (!printed)
        return controller().fail(printed.error());
    m_where = *printed;
    controller().follow(counter().noteSlip(ground().language), [this] {
        m_isPrinted = true;
        retranslate();
    });
}

void SlipStep::retranslate()
{
    if (!controller().view())
        return;
    m_slip->setTitle(controller().rules().organisation.in(ground().language));
    m_slip->setFacts(slipLines(*controller().view(), ground()));
    if (m_isPrinted)
        m_state->say(MessageKind::Good, tr("The slip is ready: %1").arg(m_where));
    else
        m_state->say(MessageKind::Good, tr("Everything is signed and kept."));
    Q_EMIT changed();
}

} // namespace tirkeu::workstation
