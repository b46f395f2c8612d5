#include "caserail.h"

#include "casewords.h"

#include <QGridLayout>
#include <QLabel>
#include <QStyle>

#include <algorithm>

namespace tirkeu::workstation {

using criteria::Step;
using enrolment::PlannedStep;
using enrolment::StepState;

namespace {
// How long a step takes with an ordinary client, in seconds.
int usualSeconds(Step step)
{
    switch (step) {
    case Step::Client:
        return 70;
    case Step::Consents:
        return 60;
    case Step::PalmRight:
    case Step::PalmLeft:
    case Step::Face:
        return 25;
    case Step::Signing:
        return 20;
    case Step::Decision:
    case Step::Slip:
        return 10;
    default:
        return 0;
    }
}

struct Look
{
    const char* icon;
    Role role;
};

Look look(StepState state)
{
    switch (state) {
    case StepState::Done:
        return {"check", Role::Good};
    case StepState::Now:
        return {"next", Role::Accent};
    case StepState::Failed:
        return {"warning", Role::Warning};
    case StepState::Awaited:
        return {"wait", Role::Warning};
    case StepState::Later:
    case StepState::NotNeeded:
        return {"", Role::MutedText}; // nothing to look at yet
    }
    Q_UNREACHABLE();
}

// The telephone is asked in the first step's form, so it is no line of its own.
bool isShown(const PlannedStep& step)
{
    return step.step != Step::Phone;
}
} // namespace

CaseRail::CaseRail(const Theme& theme, CaseController& controller)
    : m_theme(theme)
    , m_controller(controller)
    , m_grid(new QGridLayout(this))
    , m_minutes(new QLabel)
{
    setObjectName(QStringLiteral("caseRail"));
    m_grid->setColumnStretch(1, 1);
    m_minutes->setProperty("text-role", QStringLiteral("small"));
    connect(&theme, &Theme::changed, this, &CaseRail::refresh);
    connect(&controller, &CaseController::changed, this, &CaseRail::refresh);
    refresh();
}

// Before the case is opened: the steps that every enrolment has.
QList<PlannedStep> CaseRail::plan() const
{
    if (m_controller.view())
        return m_controller.view()->plan;
    for (const criteria::Purpose& purpose : m_controller.rules().purposes) {
        if (purpose.kind == criteria::Purpose::Kind::Enrol && !purpose.has(Step::Face))
            return enrolment::planOf({}, purpose);
    }
    return {};
}

CaseRail::Row& CaseRail::row(int index)
{
    while (m_rows.size() <= index) {
        Row row{new QLabel, new QLabel, new QLabel};
        const int at = static_cast<int>(m_rows.size());
        row.name->setObjectName(QStringLiteral("step-%1").arg(at));
        m_grid->addWidget(row.icon, at, 0);
        m_grid->addWidget(row.name, at, 1);
        m_grid->addWidget(row.attempts, at, 2);
        m_rows.append(row);
    }
    return m_rows[index];
}

void CaseRail::showStep(Row& row, const PlannedStep& step)
{
    const Look shown = look(step.state);
    row.icon->setPixmap(m_theme.picture(QString::fromLatin1(shown.icon), 18, shown.role));
    row.icon->setFixedWidth(m_theme.px(18));
    const QString name = CaseWords::step(step.step);
    row.name->setText(name);
    row.name->setAccessibleName(QStringLiteral("%1: %2").arg(name, CaseWords::stepState(step.state)));
    const bool isTaken = step.state == StepState::Done || step.state == StepState::Awaited;
    const char* role = step.state == StepState::Now ? "field" : isTaken ? "" : "muted";
    row.name->setProperty("text-role", QString::fromLatin1(role));
    row.name->style()->unpolish(row.name);
    row.name->style()->polish(row.name);
    const bool hasAttempts = step.most > 0 && step.spent > 0;
    row.attempts->setText(hasAttempts ? QStringLiteral("%1/%2").arg(step.spent).arg(step.most) : QString());
    row.attempts->setAccessibleName(
        hasAttempts ? tr("Attempts spent: %1 of %2").arg(step.spent).arg(step.most) : QString());
}

void CaseRail::refresh()
{
    if (isCramped(m_theme))
        hide();
    else if (parentWidget() != nullptr)
        show();
    const int side = m_theme.px(16);
    m_grid->setContentsMargins(side, side, side, side);
    m_grid->setHorizontalSpacing(m_theme.px(10));
    m_grid->setVerticalSpacing(m_theme.px(14));
    int at = 0;
    int seconds = 0;
    int widest = 0;
    for (const PlannedStep& step : plan()) {
        if (step.state == StepState::Now || step.state == StepState::Later)
            seconds += usualSeconds(step.step);
        if (!isShown(step))
            continue;
        showStep(row(at), step);
        const QFontMetrics bold(m_theme.font(TextSize::Body, QFont::Bold));
        widest = std::max(widest, bold.horizontalAdvance(m_rows.at(at).name->text()));
        ++at;
    }
    for (int i = 0; i < m_rows.size(); ++i) {
        for (QWidget* one : {m_rows.at(i).icon, m_rows.at(i).name, m_rows.at(i).attempts})
            one->setVisible(i < at);
    }
    m_minutes->setText(tr("About %1 min").arg(std::max(1, (seconds + 30) / 60)));
    m_minutes->setVisible(seconds > 0);
    m_grid->addWidget(m_minutes, static_cast<int>(m_rows.size()) + 1, 0, 1, 3);
    m_grid->setRowStretch(static_cast<int>(m_rows.size()), 1);
    setFixedWidth(std::max(widest + m_theme.px(18 + 20 + 32 + 30), m_minutes->sizeHint().width() + 2 * side));
}

} // namespace tirkeu::workstation
