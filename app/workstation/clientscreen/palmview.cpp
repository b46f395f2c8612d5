#include "palmview.h"

#include "handpicture.h"
#include "trydots.h"

#include <QProgressBar>
#include <QVBoxLayout>

namespace tirkeu::workstation {

namespace {
constexpr const char* kAttempt = QT_TRANSLATE_NOOP("ClientWords", "Attempt %1 of %2");
}

PalmView::PalmView(const ClientLook& look)
    : ClientView(look)
    , m_dots(new TryDots(look))
    , m_picture(new HandPicture(look))
    , m_samples(new QProgressBar)
    , m_order(label(QStringLiteral("order")))
{
    m_order->setObjectName(QStringLiteral("palmOrder"));
    m_samples->setObjectName(QStringLiteral("palmSamples"));
    m_samples->setTextVisible(false);
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_dots, 0, Qt::AlignHCenter);
    column->addWidget(m_picture, 1);
    column->addWidget(m_samples);
    column->addWidget(m_order);
}

void PalmView::begin(const PalmScene& scene)
{
    m_scene = scene;
    m_taken = 0;
    m_wanted = 0;
    m_picture->begin(scene.hand);
    m_advice = scene.advice;
    retell();
}

void PalmView::guide(const HandGuide& guide)
{
    m_picture->show(guide);
    if (guide.wanted > 0) {
        m_taken = guide.taken;
        m_wanted = guide.wanted;
        m_samples->setRange(0, m_wanted);
        m_samples->setValue(m_taken);
    }
    if (guide.advice != m_advice)
        say(guide.advice);
}

void PalmView::say(PalmAdvice advice)
{
    m_advice = advice;
    m_order->setText(look().word(sentenceOf(advice, m_scene.hand)));
}

void PalmView::retell()
{
    m_dots->set(m_scene.attempt, m_scene.attempts);
    m_dots->setAccessibleName(look().word(kAttempt).arg(m_scene.attempt).arg(m_scene.attempts));
    m_samples->setRange(0, std::max(1, m_wanted));
    m_samples->setValue(m_taken);
    m_samples->setFixedHeight(look().px(12));
    say(m_advice);
    m_order->setMinimumHeight(look().px(70));
    layout()->setSpacing(look().px(12));
    const int side = look().px(40);
    layout()->setContentsMargins(side, look().px(14), side, look().px(14));
}

} // namespace tirkeu::workstation
