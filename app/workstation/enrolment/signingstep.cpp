#include "signingstep.h"

#include "casewords.h"
#include "paperview.h"
#include "widgets/fieldbox.h"
#include "widgets/messagebar.h"
#include "widgets/pinfield.h"

#include <QLabel>
#include <QVBoxLayout>

namespace tirkeu::workstation {

namespace {
constexpr const char* kSay = QT_TRANSLATE_NOOP("ClientWords", "I am signing the documents of our conversation.");
}

SigningStep::SigningStep(const StepTools& tools, StaffSource& staff)
    : StepView(tools)
    , m_staff(staff)
    , m_column(new QVBoxLayout(this))
    , m_result(new MessageBar(tools.theme))
    , m_pin(new PinField)
    , m_count(new QLabel)
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_pin->setObjectName(QStringLiteral("signingPin"));
    m_box = new FieldBox(theme(), m_pin);
    m_count->setProperty("text-role", QStringLiteral("heading"));
    m_count->setWordWrap(true);
    for (QWidget* one : std::initializer_list<QWidget*>{m_result, m_box, m_count})
        m_column->addWidget(one);
    connect(m_pin, &PinField::pinChanged, this, [this] {
        m_box->setError({});
        Q_EMIT changed();
    });
    connect(m_pin, &PinField::keyboardChanged, this, &SigningStep::nameKeyboard);
    connect(m_pin, &PinField::nonAsciiRefused, this, [this] {
        m_box->setError(tr("The keyboard is set to another alphabet. A PIN has Latin letters and digits."));
    });
    connect(&m_staff, &StaffSource::tokenStateChanged, this, &SigningStep::retranslate);
    connect(&theme(), &Theme::changed, this, &SigningStep::showPapers);
}

void SigningStep::begin()
{
    m_pin->clearPin();
    loadPapers();
    retranslate();
}

void SigningStep::forget()
{
    m_pin->clearPin();
    m_papers.clear();
    m_isDrawn = false;
    showPapers();
}

void SigningStep::loadPapers()
{
    m_papers.clear();
    m_isDrawn = false;
    showPapers();
    controller().setBusy(true);
    core::whenDone(counter().papers(), this, [this](const Result<QList<ShownPaper>>& papers) {
        if (!controller().view()) // the client is gone meanwhile
            return;
        if (!papers)
            return controller().fail(papers.error());
        m_papers = *papers;
        m_isDrawn = true;
        controller().setBusy(false);
        retranslate();
        Q_EMIT wanted(m_pin);
    });
}

QWidget* SigningStep::firstField() const
{
    return m_pin->isVisibleTo(this) ? m_pin : nullptr;
}

QString SigningStep::heading() const
{
    return tr("Look through and sign");
}

QString SigningStep::primaryText() const
{
    return tr("Sign all");
}

bool SigningStep::isReady() const
{
    const TokenState token = m_staff.tokenState();
    return m_isDrawn && token.isPresent && !token.isLocked && (token.hasPinPad || m_pin->pinLength() > 0);
}

void SigningStep::submit()
{
    controller().follow(counter().sign(m_pin->takePin(), LastTry::NotAgreed));
}

const char* SigningStep::sayLine() const
{
    return kSay;
}

void SigningStep::nameKeyboard()
{
    QStringList words;
    if (!m_pin->keyboardLayout().isEmpty())
        words.append(tr("Keyboard: %1").arg(m_pin->keyboardLayout().toUpper()));
    if (m_pin->capsLockSeemsOn())
        words.append(tr("Caps Lock is on"));
    const TokenState token = m_staff.tokenState();
    if (!token.isPresent)
        words.append(tr("Insert your token."));
    else if (token.triesLeft)
        words.append(tr("Tries left: %1").arg(*token.triesLeft));
    m_box->setHint(words.join(QStringLiteral("  ·  ")));
}

void SigningStep::showPapers()
{
    qDeleteAll(m_views);
    m_views.clear();
    for (const ShownPaper& paper : std::as_const(m_papers)) {
        auto* view = new PaperView(theme(), language().language(), paper);
        m_column->addWidget(view);
        m_views.append(view);
    }
}

void SigningStep::retranslate()
{
    const auto& view = controller().view();
    if (view && view->state.ending) {
        const auto ending = *view->state.ending;
        const MessageKind kind = ending == casefile::Ending::Accepted || ending == casefile::Ending::Withdrawn
                                     ? MessageKind::Good
                                     : MessageKind::Info;
        m_result->say(kind, CaseWords::ending(view->state));
    }
    m_box->setName(tr("PIN of your token"));
    m_box->setMaximumWidth(theme().px(420));
    m_box->setVisible(!m_staff.tokenState().hasPinPad);
    m_count->setText(
        m_isDrawn ? tr("Documents to sign: %1").arg(m_papers.size()) : tr("The documents are being drawn."));
    nameKeyboard();
    showPapers();
    Q_EMIT changed();
}

} // namespace tirkeu::workstation
