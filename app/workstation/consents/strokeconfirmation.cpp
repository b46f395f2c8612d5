#include "strokeconfirmation.h"

namespace tirkeu::workstation {

StrokeConfirmation::StrokeConfirmation(const StepTools& tools)
    : Confirmation(tools)
{
    connect(&stage(), &ClientStage::signedByStrokes, this, [this](const StrokeSignature& signature) {
        if (m_answers.isEmpty())
            return;
        m_strokes = signature.evidence(m_answers);
        letWait();
        Q_EMIT changed();
    });
}

QString StrokeConfirmation::name() const
{
    return tr("Signature on the client's screen");
}

QString StrokeConfirmation::sentence() const
{
    return isConfirmed() ? tr("The client has signed on their screen.")
                         : tr("The client reads and answers on their screen, and signs there with a finger or a pen.");
}

void StrokeConfirmation::ask(const Answers& answers)
{
    m_strokes.clear();
    m_answers.clear();
    for (const enrolment::ConsentAnswer& answer : answers)
        m_answers.append({answer.kind, answer.given, false});
    const auto& view = controller().view();
    stage().show(StrokeScene{view && view->client ? view->client->name.full() : QString(), m_answers});
}

void StrokeConfirmation::drop()
{
    m_answers.clear();
    m_strokes.clear();
}

} // namespace tirkeu::workstation
