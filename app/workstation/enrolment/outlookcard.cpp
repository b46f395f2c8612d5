#include "outlookcard.h"

#include "casewords.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace tirkeu::workstation {

namespace {
constexpr int kColumns = 3;

QLabel* label(const char* role)
{
    auto* made = new QLabel;
    made->setWordWrap(true);
    made->setTextFormat(Qt::PlainText);
    made->setProperty("text-role", QString::fromLatin1(role));
    return made;
}
} // namespace

OutlookCard::OutlookCard(const Theme& theme, const enrolment::WithdrawalOutlook& outlook)
    : m_theme(theme)
    , m_outlook(outlook)
    , m_name(label("heading"))
    , m_choose(new QPushButton)
    , m_grid(new QGridLayout)
{
    const QString code = QString(wire::consentName(outlook.kind));
    setProperty("surface", QStringLiteral("card"));
    setObjectName(QStringLiteral("outlook-") + code);
    m_choose->setObjectName(QStringLiteral("withdraw-") + code);
    m_choose->setProperty("kind", QStringLiteral("choice"));
    m_choose->setCheckable(true);
    auto* column = new QVBoxLayout(this);
    auto* head = new QHBoxLayout;
    head->addWidget(m_name, 1);
    head->addWidget(m_choose);
    column->addLayout(head);
    column->addLayout(m_grid);
    for (int i = 0; i < kColumns; ++i) {
        m_heads.append(label("field"));
        m_cells.append(label(""));
        m_grid->addWidget(m_heads.constLast(), 0, i, Qt::AlignTop);
        m_grid->addWidget(m_cells.constLast(), 1, i, Qt::AlignTop);
        m_grid->setColumnStretch(i, 1);
    }
    connect(m_choose, &QPushButton::toggled, this, &OutlookCard::changed);
    connect(&theme, &Theme::changed, this, &OutlookCard::restyle);
    restyle();
}

bool OutlookCard::isChosen() const
{
    return m_choose->isChecked();
}

void OutlookCard::choose(bool chosen)
{
    m_choose->setChecked(chosen);
}

QWidget* OutlookCard::field() const
{
    return m_choose;
}

QString OutlookCard::keptText(Language screen) const
{
    const QString end =
        m_outlook.until ? tr("Keep until: %1")
                              .arg(core::toQDateTime(*m_outlook.until).date().toString(QStringLiteral("dd.MM.yyyy")))
                        : tr("The term begins when the relation with the bank ends.");
    return m_outlook.kept.in(screen) + u'\n' + end;
}

void OutlookCard::retranslate(Language screen)
{
    const QString name = CaseWords::consent(m_outlook.kind);
    m_name->setText(name);
    m_choose->setText(tr("Withdraw"));
    // Chosen, it is written in bold.
    const QFontMetrics bold(m_theme.font(TextSize::Body, QFont::Bold));
    m_choose->setMinimumWidth(bold.horizontalAdvance(m_choose->text()) + m_theme.px(40));
    m_choose->setAccessibleName(QStringLiteral("%1: %2").arg(tr("Withdraw"), name));
    const QStringList heads{tr("What stops now"), tr("What is kept, until when and why"), tr("To whom it was passed")};
    const QString passed = m_outlook.passedTo.in(screen);
    const QStringList cells{m_outlook.stops.in(screen), keptText(screen), passed.isEmpty() ? tr("To nobody.") : passed};
    for (int i = 0; i < kColumns; ++i) {
        m_heads.at(i)->setText(heads.at(i));
        m_cells.at(i)->setText(cells.at(i));
    }
}

void OutlookCard::restyle()
{
    const int side = m_theme.px(16);
    layout()->setContentsMargins(side, m_theme.px(12), side, m_theme.px(14));
    layout()->setSpacing(m_theme.px(8));
    m_grid->setHorizontalSpacing(m_theme.px(20));
    m_grid->setVerticalSpacing(m_theme.px(4));
}

} // namespace tirkeu::workstation
