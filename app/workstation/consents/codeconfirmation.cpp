#include "codeconfirmation.h"

#include "widgets/digitsfield.h"
#include "widgets/fieldbox.h"

#include <QHBoxLayout>

namespace tirkeu::workstation {

using enrolment::CodeVerdict;
using enrolment::ConsentStatement;
using enrolment::SentCode;

namespace {
constexpr ErrorCode kSpent{"counter.code-spent"};
constexpr int kMostDigits = 10;
} // namespace

CodeConfirmation::CodeConfirmation(const StepTools& tools, enrolment::OneTimeCodes* codes)
    : Confirmation(tools)
    , m_codes(codes)
    , m_code(new DigitsField(kMostDigits))
    , m_box(new FieldBox(tools.theme, m_code))
{
    m_code->setObjectName(QStringLiteral("consentCode"));
    auto* row = new QHBoxLayout(this); // an alignment would ask for one line's height, whatever is said
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_box, 1);
    row->addStretch(1);
    m_box->hide();
    connect(m_code, &QLineEdit::textChanged, this, [this] {
        m_box->setError({});
        Q_EMIT changed();
    });
    connect(&stage(), &ClientStage::codeEntered, this, [this](const QString& code) {
        if (m_sent && !m_proof)
            confirm(code);
    });
}

QString CodeConfirmation::name() const
{
    return tr("One-time code");
}

bool CodeConfirmation::isOffered() const
{
    const auto& view = controller().view();
    return m_codes != nullptr && view && view->client && view->client->phone;
}

QString CodeConfirmation::sentence() const
{
    if (m_proof)
        return tr("The client has confirmed by a one-time code.");
    if (!m_sent)
        return tr("A code goes to the client's telephone. With it they confirm what is marked above.");
    return stage().isReady()
               ? tr("The code is sent to: %1. The client types it on their screen.").arg(m_sent->maskedPhone)
               : tr("The code is sent to: %1. The client types it here.").arg(m_sent->maskedPhone);
}

void CodeConfirmation::retranslate()
{
    m_box->setName(tr("One-time code"));
    m_box->setMaximumWidth(theme().px(320));
    m_box->setVisible(isTypedHere());
    if (m_triesLeft)
        m_box->setError(tr("The code is wrong. Tries left: %1").arg(*m_triesLeft));
}

void CodeConfirmation::ask(const Answers& answers)
{
    m_answers = answers;
    if (stage().isReady())
        letWait();
}

void CodeConfirmation::drop()
{
    ++m_asked;
    m_answers.clear();
    m_sent.reset();
    m_proof.reset();
    m_triesLeft.reset();
    m_code->clear();
    m_box->hide();
}

QString CodeConfirmation::actText() const
{
    return m_sent ? tr("Confirm the code") : tr("Send the code");
}

bool CodeConfirmation::mayAct() const
{
    if (m_answers.isEmpty() || m_proof)
        return false;
    return !m_sent || (isTypedHere() && m_code->text().size() == m_sent->digits);
}

void CodeConfirmation::act()
{
    if (m_sent)
        confirm(m_code->text());
    else
        send();
}

void CodeConfirmation::send()
{
    controller().setBusy(true);
    core::whenDone(counter().consentStatement(m_answers), this,
        [this, asked = m_asked](const Result<ConsentStatement>& statement) {
            if (asked != m_asked)
                return;
            if (!statement)
                return controller().fail(statement.error());
            sendFor(*statement);
        });
}

void CodeConfirmation::sendFor(const ConsentStatement& statement)
{
    core::whenDone(m_codes->send(*controller().view()->client->phone, statement, controller().clientLanguage()), this,
        [this, asked = m_asked](const Result<SentCode>& code) {
            if (asked == m_asked)
                sent(code);
        });
}

void CodeConfirmation::sent(const Result<SentCode>& code)
{
    if (!code)
        return controller().fail(code.error());
    m_sent = *code;
    m_triesLeft.reset();
    m_code->clear();
    m_code->setMaxLength(code->digits);
    controller().setBusy(false);
    stage().show(CodeScene{code->maskedPhone, code->digits});
    retranslate();
    Q_EMIT changed();
    if (isTypedHere())
        Q_EMIT wanted(m_code);
}

void CodeConfirmation::confirm(const QString& code)
{
    controller().setBusy(true);
    core::whenDone(
        m_codes->confirm(m_sent->challenge, code), this, [this, asked = m_asked](const Result<CodeVerdict>& verdict) {
            if (asked != m_asked)
                return;
            if (!verdict)
                return again(verdict.error());
            controller().setBusy(false);
            judged(*verdict);
        });
}

void CodeConfirmation::judged(const CodeVerdict& verdict)
{
    if (!verdict.proof && verdict.triesLeft == 0)
        return again({kSpent, ErrorKind::OperatorCanFix, {}});
    m_code->clear();
    if (verdict.proof) {
        m_proof = verdict.proof;
        m_triesLeft.reset();
        letWait();
    } else {
        m_triesLeft = verdict.triesLeft;
        stage().sayWrong(verdict.triesLeft);
    }
    retranslate();
    Q_EMIT changed();
    if (isTypedHere())
        Q_EMIT wanted(m_code);
}

void CodeConfirmation::again(const Error& error)
{
    m_sent.reset();
    m_triesLeft.reset();
    m_code->clear();
    letWait();
    retranslate();
    controller().fail(error);
    Q_EMIT changed();
}

} // namespace tirkeu::workstation
