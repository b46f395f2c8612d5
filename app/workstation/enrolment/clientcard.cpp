#include "clientcard.h"

#include "caserail.h"
#include "casewords.h"
#include "widgets/flowlayout.h"

#include <QLabel>
#include <QPushButton>

#include <algorithm>
#include <utility>

namespace tirkeu::workstation {

ClientCard::ClientCard(const Theme& theme, const LanguageSwitch& language, CaseController& controller)
    : m_theme(theme)
    , m_language(language)
    , m_controller(controller)
    , m_name(new QLabel)
    , m_facts(new QLabel)
    , m_step(new QLabel)
{
    setObjectName(QStringLiteral("clientCard"));
    auto* flow = new FlowLayout;
    setLayout(flow);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    m_name->setObjectName(QStringLiteral("clientName"));
    m_name->setProperty("text-role", QStringLiteral("heading"));
    m_facts->setObjectName(QStringLiteral("clientFacts"));
    m_facts->setProperty("text-role", QStringLiteral("muted"));
    m_step->setObjectName(QStringLiteral("clientStep"));
    m_step->setProperty("text-role", QStringLiteral("field"));
    for (QLabel* label : {m_name, m_facts, m_step}) {
        label->setTextFormat(Qt::PlainText);
        layout()->addWidget(label);
    }
    flow->setTrailingFrom(flow->count());
    m_explain = addKey("explainKey");
    m_pause = addKey("pauseKey");
    m_supervisor = addKey("supervisorKey");
    m_end = addKey("endKey");
    m_handOver = addKey("handOverKey");
    connect(m_explain, &QPushButton::clicked, this, &ClientCard::explainWanted);
    connect(m_pause, &QPushButton::clicked, this, &ClientCard::pauseWanted);
    connect(m_supervisor, &QPushButton::clicked, this, &ClientCard::supervisorWanted);
    connect(m_handOver, &QPushButton::clicked, this, &ClientCard::handOverWanted);
    connect(m_end, &QPushButton::clicked, this, &ClientCard::endWanted);
    connect(&theme, &Theme::changed, this, &ClientCard::refresh);
    connect(&controller, &CaseController::changed, this, &ClientCard::refresh);
    retranslate();
}

QPushButton* ClientCard::addKey(const char* objectName)
{
    auto* button = new QPushButton;
    button->setObjectName(QLatin1StringView(objectName));
    button->setProperty("kind", QStringLiteral("chip"));
    layout()->addWidget(button);
    return button;
}

void ClientCard::retranslate()
{
    m_explain->setText(tr("F2 Explain"));
    m_pause->setText(tr("F6 Pause"));
    m_supervisor->setText(tr("F8 Supervisor"));
    m_end->setText(tr("F9 Break off"));
    m_handOver->setText(tr("F10 Hand over"));
    refresh();
}

// What wraps needs its height whatever else is wanted of the page.
void ClientCard::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    setMinimumHeight(layout()->heightForWidth(width()));
}

QString ClientCard::stepLine() const
{
    const auto& view = m_controller.view();
    if (!view)
        return {};
    const auto now = m_controller.step();
    const auto found = std::ranges::find(view->plan, now, &enrolment::PlannedStep::step);
    const auto at = found == view->plan.end() ? view->plan.size() : found - view->plan.begin() + 1;
    return tr("%1 of %2: %3").arg(at).arg(view->plan.size()).arg(CaseWords::step(now));
}

void ClientCard::setAside(bool aside)
{
    if (std::exchange(m_isAside, aside) != aside)
        refresh();
}

void ClientCard::refresh()
{
    layout()->setContentsMargins(m_theme.px(24), m_theme.px(8), m_theme.px(24), m_theme.px(8));
    layout()->setSpacing(m_theme.px(10));
    const auto& view = m_controller.view();
    if (!view) {
        m_name->setText(tr("New client"));
        m_facts->clear();
    } else {
        const auto& client = view->client;
        m_name->setText(client ? client->name.full() : tr("Client"));
        QStringList facts{QStringLiteral("…") + view->state.iin.right(4)};
        if (client)
            facts.append(CaseWords::document(client->document.kind()));
        facts.append(CaseWords::phone(view->state.phone));
        if (const criteria::Purpose* purpose = m_controller.purpose())
            facts.prepend(purpose->name.in(m_language.language()));
        m_facts->setText(facts.join(QStringLiteral("  ·  ")));
    }
    const bool isCramped = CaseRail::isCramped(m_theme);
    if (isCramped && view)
        m_facts->setText(QStringLiteral("…") + view->state.iin.right(4));
    m_facts->setVisible(!m_facts->text().isEmpty());
    m_step->setText(stepLine());
    m_step->setVisible(isCramped && !m_step->text().isEmpty());
    // A sheet that asks how it goes on needs the room: each of the keys does what it says there too, or nothing.
    const bool hasRoom = !isCramped || !m_isAside;
    const bool isOpen = view && view->state.phase != casefile::Phase::Ended && hasRoom;
    m_explain->setVisible(hasRoom);
    m_pause->setVisible(isOpen);
    m_supervisor->setVisible(isOpen);
    m_end->setVisible(isOpen);
    m_handOver->setVisible(view && !view->state.isSettled() && hasRoom);
    setMinimumHeight(layout()->heightForWidth(width()));
    updateGeometry();
}

} // namespace tirkeu::workstation
