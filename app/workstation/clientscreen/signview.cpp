#include "signview.h"

#include "clientlines.h"
#include "strokefield.h"
#include "touchbutton.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace tirkeu::workstation {

namespace {
constexpr const char* kSign = QT_TRANSLATE_NOOP("ClientWords", "Sign with your finger or the pen");
constexpr const char* kClear = QT_TRANSLATE_NOOP("ClientWords", "Clear");
constexpr const char* kDone = QT_TRANSLATE_NOOP("ClientWords", "Done");
constexpr const char* kGiven = QT_TRANSLATE_NOOP("ClientWords", "consent given");
constexpr const char* kRefused = QT_TRANSLATE_NOOP("ClientWords", "consent not given");
constexpr const char* kWithdrawn = QT_TRANSLATE_NOOP("ClientWords", "consent withdrawn");
} // namespace

SignView::SignView(const ClientLook& look, const core::Clock& clock)
    : ClientView(look)
    , m_title(label(QStringLiteral("heading")))
    , m_answers(new QWidget)
    , m_rows(new QGridLayout(m_answers))
    , m_field(new StrokeField(look, clock))
    , m_clear(new TouchButton(look, QStringLiteral("clearButton"), QStringLiteral("aside")))
    , m_done(new TouchButton(look, QStringLiteral("doneButton"), QStringLiteral("answer")))
{
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setColumnStretch(0, 1);
    m_rows->setColumnStretch(1, 1);
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_answers);
    column->addWidget(m_title);
    column->addWidget(m_field, 1);
    auto* row = new QHBoxLayout;
    row->addWidget(m_clear);
    row->addStretch(1);
    row->addWidget(m_done);
    column->addLayout(row);
    connect(m_field, &StrokeField::changed, this, [this] { m_done->setEnabled(m_field->isSigned()); });
    connect(m_clear, &TouchButton::clicked, m_field, &StrokeField::clear);
    connect(m_done, &TouchButton::clicked, this, [this] { Q_EMIT done(m_field->signature()); });
}

void SignView::ask(const StrokeScene& scene)
{
    m_scene = scene;
    m_field->clear();
    retell();
}

void SignView::retell()
{
    qDeleteAll(m_answers->findChildren<QLabel*>(QString(), Qt::FindDirectChildrenOnly));
    int at = 0;
    for (const SignedAnswer& answer : m_scene.answers) {
        const char* said = answer.isWithdrawal ? kWithdrawn : answer.given ? kGiven : kRefused;
        auto* line = label(QStringLiteral("answer"), Qt::AlignLeft | Qt::AlignTop);
        line->setText(look().word(consentLine(answer.kind)) + QStringLiteral(" – ") + look().word(said));
        m_rows->addWidget(line, at / 2, at % 2);
        ++at;
    }
    m_answers->setVisible(at > 0);
    m_rows->setSpacing(look().px(6));
    m_rows->setHorizontalSpacing(look().px(30));
    m_title->setText(look().word(kSign));
    m_field->setAccessibleName(m_title->text());
    m_field->setMinimumHeight(look().px(200));
    m_clear->setText(look().word(kClear));
    m_done->setText(look().word(kDone));
    layout()->setSpacing(look().px(14));
    const int side = look().px(40);
    layout()->setContentsMargins(side, look().px(14), side, look().px(14));
}

} // namespace tirkeu::workstation
