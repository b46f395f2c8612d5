#include "withdrawalview.h"

#include "clientlines.h"
#include "touchbutton.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QScroller>
#include <QVBoxLayout>

namespace tirkeu::workstation {

namespace {
constexpr const char* kTitle = QT_TRANSLATE_NOOP("ClientWords", "Withdrawal of consent");
constexpr const char* kStops = QT_TRANSLATE_NOOP("ClientWords", "What stops now");
constexpr const char* kKept = QT_TRANSLATE_NOOP("ClientWords", "What is kept, until when and why");
constexpr const char* kPassed = QT_TRANSLATE_NOOP("ClientWords", "To whom it was passed");
constexpr const char* kNobody = QT_TRANSLATE_NOOP("ClientWords", "To nobody.");
constexpr const char* kUntil = QT_TRANSLATE_NOOP("ClientWords", "Keep until: %1");
constexpr const char* kYears = QT_TRANSLATE_NOOP("ClientWords", "Years kept from the end of business relations: %1");
constexpr const char* kWithdraw = QT_TRANSLATE_NOOP("ClientWords", "Withdraw consent");
constexpr const char* kKeep = QT_TRANSLATE_NOOP("ClientWords", "Leave as it is");
constexpr auto kDateForm = "dd.MM.yyyy";
} // namespace

WithdrawalView::WithdrawalView(const ClientLook& look)
    : ClientView(look)
    , m_title(label(QStringLiteral("heading")))
    , m_scroll(new QScrollArea)
    , m_keep(new TouchButton(look, QStringLiteral("keepButton"), QStringLiteral("answer")))
    , m_withdraw(new TouchButton(look, QStringLiteral("withdrawButton"), QStringLiteral("answer")))
{
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    QScroller::grabGesture(m_scroll->viewport(), QScroller::TouchGesture);
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_title);
    column->addWidget(m_scroll, 1);
    auto* row = new QHBoxLayout;
    row->addWidget(m_keep, 1);
    row->addWidget(m_withdraw, 1);
    column->addLayout(row);
    connect(m_keep, &TouchButton::clicked, this, &WithdrawalView::dropped);
    connect(m_withdraw, &TouchButton::clicked, this, [this] {
        QList<criteria::ConsentKind> kinds;
        for (const Withdrawable& consent : m_scene.consents)
            kinds.append(consent.kind);
        Q_EMIT confirmed(kinds);
    });
}

void WithdrawalView::ask(const WithdrawalScene& scene)
{
    m_scene = scene;
    retell();
}

QString WithdrawalView::keptText(const Withdrawable& consent) const
{
    const QString until = consent.keptUntil.isValid()
                              ? look().word(kUntil).arg(consent.keptUntil.toString(QLatin1StringView(kDateForm)))
                              : look().word(kYears).arg(consent.keptYears);
    return look().in(consent.kept) + u'\n' + until;
}

void WithdrawalView::retell()
{
    m_title->setText(look().word(kTitle));
    m_scroll->setAccessibleName(m_title->text());
    m_keep->setText(look().word(kKeep));
    m_withdraw->setText(look().word(kWithdraw));
    m_table = new QWidget;
    m_table->setObjectName(QStringLiteral("clientScroll"));
    auto* grid = new QGridLayout(m_table);
    grid->setHorizontalSpacing(look().px(24));
    grid->setVerticalSpacing(look().px(10));
    grid->setContentsMargins(0, 0, 0, 0);
    int line = 0;
    int column = 0;
    for (const char* heading : {kStops, kKept, kPassed}) {
        auto* head = label(QStringLiteral("tag"), Qt::AlignLeft | Qt::AlignBottom);
        head->setText(look().word(heading));
        grid->setColumnStretch(column, 1);
        grid->addWidget(head, line, column++);
    }
    for (const Withdrawable& consent : m_scene.consents) {
        auto* name = label(QStringLiteral("heading"), Qt::AlignLeft | Qt::AlignVCenter);
        name->setText(look().word(consentLine(consent.kind)));
        grid->addWidget(name, ++line, 0, 1, 3);
        const QString passed = look().in(consent.passedTo);
        const std::array cells{
            look().in(consent.stops), keptText(consent), passed.isEmpty() ? look().word(kNobody) : passed};
        ++line;
        for (std::size_t cell = 0; cell < cells.size(); ++cell) {
            auto* text = label(QStringLiteral("cell"), Qt::AlignLeft | Qt::AlignTop);
            text->setText(cells.at(cell));
            grid->addWidget(text, line, static_cast<int>(cell));
        }
    }
    grid->setRowStretch(line + 1, 1);
    m_scroll->setWidget(m_table); // takes the one before away
    layout()->setSpacing(look().px(14));
    const int side = look().px(40);
    layout()->setContentsMargins(side, look().px(14), side, look().px(14));
}

} // namespace tirkeu::workstation
