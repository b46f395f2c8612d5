#include "slipstep.h"

#include "slippdf.h"
#include "widgets/messagebar.h"

#include <QFrame>
#include <QLabel>
#include <QVBoxLayout>

namespace tirkeu::workstation {

using casefile::Ending;

namespace {
constexpr const char* kThanks = QT_TRANSLATE_NOOP("ClientWords", "Thank you. Your palm works.");
constexpr const char* kKnown = QT_TRANSLATE_NOOP("ClientWords", "Thank you. Your palm is recognised.");
constexpr const char* kWithdrawn =
    QT_TRANSLATE_NOOP("ClientWords", "Your consent is withdrawn. I serve you with your identity document.");
constexpr const char* kLater =
    QT_TRANSLATE_NOOP("ClientWords", "Thank you. The data are taken, and the result will follow.");
constexpr const char* kRecorded =
    QT_TRANSLATE_NOOP("ClientWords", "Thank you. Your answers are recorded; I serve you with your document.");
constexpr const char* kUnfinished =
    QT_TRANSLATE_NOOP("ClientWords", "Thank you for your time. Here is a slip about today.");
} // namespace

SlipStep::SlipStep(const StepTools& tools)
    : StepView(tools)
    , m_column(new QVBoxLayout(this))
    , m_state(new MessageBar(tools.theme))
    , m_title(new QLabel)
    , m_lines(new QLabel)
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->addWidget(m_state);
    auto* paper = new QFrame;
    paper->setProperty("surface", QStringLiteral("card"));
    auto* inside = new QVBoxLayout(paper);
    m_title->setProperty("text-role", QStringLiteral("heading"));
    for (QLabel* label : {m_title, m_lines}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        inside->addWidget(label);
    }
    m_column->addWidget(paper);
    const auto space = [this, inside] {
        const int side = theme().px(16);
        inside->setContentsMargins(side, side, side, side);
        inside->setSpacing(theme().px(8));
    };
    connect(&theme(), &Theme::changed, this, space);
    space();
}

void SlipStep::begin()
{
    m_isPrinted = false;
    m_where.clear();
    retranslate();
}

Language SlipStep::clientLanguage() const
{
    return controller().clientLanguage();
}

enrolment::Slip SlipStep::slip() const
{
    return controller().counter().slip(*controller().view(), clientLanguage());
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
        return controller().view()->state.kind == u"verify" ? kKnown : kThanks;
    case Ending::Withdrawn:
        return kWithdrawn;
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
    const QByteArray pdf = slipPdf(slip(), m_teller);
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
    controller().follow(counter().noteSlip(clientLanguage()), [this] {
        m_isPrinted = true;
        retranslate();
    });
}

void SlipStep::retranslate()
{
    if (!controller().view())
        return;
    const enrolment::Slip shown = slip();
    m_title->setText(shown.title);
    m_lines->setText(shown.lines.join(u'\n'));
    if (m_isPrinted)
        m_state->say(MessageKind::Good, tr("The slip is ready: %1").arg(m_where));
    else if (controller().view()->state.ending == Ending::Awaited)
        m_state->say(MessageKind::Good, tr("Everything is signed and kept. The result is awaited; the case is finished "
                                           "later under Home › To finish."));
    else
        m_state->say(MessageKind::Good, tr("Everything is signed and kept."));
    Q_EMIT changed();
}

} // namespace tirkeu::workstation
