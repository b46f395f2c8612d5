#include "lostscreenstep.h"

#include <QLabel>
#include <QVBoxLayout>

namespace tirkeu::workstation {

namespace {
constexpr const char* kSay =
    QT_TRANSLATE_NOOP("ClientWords", "One moment: your screen is off. We will go on as soon as it is on again.");
}

LostScreenStep::LostScreenStep(const StepTools& tools)
    : StepView(tools)
    , m_what(new QLabel)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    m_what->setObjectName(QStringLiteral("lostScreenWhat"));
    m_what->setWordWrap(true);
    column->addWidget(m_what);
    connect(&stage(), &ClientStage::stateChanged, this, [this](ClientStage::State state) {
        if (m_isPaused && state == ClientStage::State::Ready)
            goOn();
    });
}

void LostScreenStep::pause()
{
    m_case = controller().view()->state.id;
    m_isPaused = false;
    controller().follow(counter().pause(QStringLiteral("client-screen")), [this] {
        m_isPaused = true;
        Q_EMIT changed();
        if (stage().isReady()) // it was back before the pause was written
            goOn();
    });
}

void LostScreenStep::goOn()
{
    if (!m_case || controller().isBusy())
        return;
    const casefile::CaseId id = *std::exchange(m_case, std::nullopt);
    m_isPaused = false;
    controller().follow(counter().take(id), [this] { Q_EMIT over(); });
}

void LostScreenStep::forget()
{
    m_case.reset();
    m_isPaused = false;
}

QString LostScreenStep::heading() const
{
    return tr("The client's screen is off");
}

QString LostScreenStep::primaryText() const
{
    return tr("Go on without it");
}

void LostScreenStep::submit()
{
    goOn();
}

const char* LostScreenStep::sayLine() const
{
    return kSay;
}

void LostScreenStep::retranslate()
{
    m_what->setText(tr("The case is paused. Plug the screen in again: it goes on by itself. Or go on with paper and by "
                       "voice. What was confirmed is kept; answers not confirmed yet are asked again."));
    Q_EMIT changed();
}

} // namespace tirkeu::workstation
