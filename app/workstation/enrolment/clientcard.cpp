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
    fitFacts();
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
        m_known.clear();
    } else {
        const auto& client = view->client;
        m_name->setText(client ? client->name.full() : tr("Client"));
        m_known = {QStringLiteral("…") + view->state.iin.right(4), CaseWords::phone(view->state.phone)};
        if (const criteria::Purpose* purpose = m_controller.purpose())
            m_known.insert(1, purpose->name.in(m_language.language()));
        if (client)
            m_known.append(CaseWords::document(client->document.kind()));
    }
    const bool isCramped = CaseRail::isCramped(m_theme);
    m_facts->setVisible(view.has_value());
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
    fitFacts();
    setMinimumHeight(layout()->heightForWidth(width()));
    updateGeometry();
}

// The number is never left out; the rest in the order in which it is asked for, as long as the keys keep their line.
void ClientCard::fitFacts()
{
    QStringList shown = m_known;
    const auto tell = [&] {
        m_facts->setText(shown.join(QStringLiteral("  ·  ")));
        return layout()->sizeHint().width() <= width();
    };
    while (!tell() && shown.size() > 1)
        shown.removeLast();
    const QString all = m_known.join(QStringLiteral("  ·  "));
    m_facts->setToolTip(shown.size() < m_known.size() ? all : QString());
    m_facts->setAccessibleName(all);
}

} // namespace tirkeu::workstation
