#include "casewords.h"

#include <evidence/documentkind.h>

namespace tirkeu::workstation {

using casefile::Hand;
using casefile::Modality;

QString CaseWords::step(criteria::Step step)
{
    switch (step) {
    case criteria::Step::Client:
        return tr("Client");
    case criteria::Step::Phone:
        return tr("Phone");
    case criteria::Step::Consents:
        return tr("Consents");
    case criteria::Step::PalmRight:
        return tr("Right palm");
    case criteria::Step::PalmLeft:
        return tr("Left palm");
    case criteria::Step::PalmComparison:
        return tr("Comparison of the palm");
    case criteria::Step::Face:
        return tr("Face");
    case criteria::Step::FaceComparison:
        return tr("Comparison of the face");
    case criteria::Step::Decision:
        return tr("Decision");
    case criteria::Step::Signing:
        return tr("Signature");
    case criteria::Step::Slip:
        return tr("Slip");
    }
    Q_UNREACHABLE();
}

QString CaseWords::stepState(enrolment::StepState state)
{
    switch (state) {
    case enrolment::StepState::Later:
        return tr("later");
    case enrolment::StepState::Now:
        return tr("now");
    case enrolment::StepState::Done:
        return tr("done");
    case enrolment::StepState::Failed:
        return tr("not successful");
    case enrolment::StepState::NotNeeded:
        return tr("not needed");
    case enrolment::StepState::Awaited:
        return tr("answer awaited");
    }
    Q_UNREACHABLE();
}

QString CaseWords::document(identity::DocumentKind kind)
{
    switch (kind) {
    case identity::DocumentKind::IdentityCard:
        return tr("Identity card");
    case identity::DocumentKind::Passport:
        return tr("Passport");
    case identity::DocumentKind::ResidencePermit:
        return tr("Residence permit");
    case identity::DocumentKind::StatelessCertificate:
        return tr("Stateless person's certificate");
    }
    Q_UNREACHABLE();
}

QString CaseWords::phone(const QString& state)
{
    if (state == u"confirmed")
        return tr("phone confirmed");
    return state == u"not-confirmed" ? tr("phone not confirmed") : tr("phone not checked");
}

QString CaseWords::outcome(casefile::Outcome outcome)
{
    switch (outcome) {
    case casefile::Outcome::Accepted:
        return tr("Accepted: the palms are enrolled.");
    case casefile::Outcome::Refused:
        return tr("Refused: nothing is enrolled.");
    case casefile::Outcome::Negative:
        return tr("The check had a negative result: nothing is enrolled.");
    case casefile::Outcome::Awaited:
        return tr("Data taken, result awaited.");
    }
    Q_UNREACHABLE();
}

QString CaseWords::answerLater()
{
    return tr("Data taken, result awaited: the bank has not answered yet. Sign the documents now; the case is finished "
              "later under Home › To finish.");
}

QString CaseWords::ending(casefile::Ending ending)
{
    if (ending == casefile::Ending::Abandoned)
        return tr("The client left before the end.");
    if (ending == casefile::Ending::Aborted)
        return tr("The case was broken off.");
    if (ending == casefile::Ending::TimedOut)
        return tr("The time for the case ran out.");
    const auto decided = casefile::outcomeNamed(casefile::nameOf(ending));
    return decided ? outcome(*decided) : casefile::nameOf(ending);
}

QString CaseWords::ending(const casefile::CaseState& state)
{
    const auto how = state.ending.value_or(casefile::Ending::Aborted);
    if (how == casefile::Ending::Withdrawn)
        return tr("The consent is withdrawn; what rested on it has stopped.");
    if (state.kind != u"verify")
        return ending(how);
    switch (how) {
    case casefile::Ending::Accepted:
        return tr("The palm is this client's: they are recognised.");
    case casefile::Ending::Negative:
        return tr("The palm was not recognised. Serve the client with the identity document.");
    case casefile::Ending::Refused:
        return tr("Refused: the client is served with the identity document.");
    default:
        return ending(how);
    }
}

QString CaseWords::endingShort(std::optional<casefile::Ending> ending)
{
    if (!ending)
        return tr("not ended");
    switch (*ending) {
    case casefile::Ending::Accepted:
        return tr("accepted");
    case casefile::Ending::Refused:
        return tr("refused");
    case casefile::Ending::Negative:
        return tr("negative");
    case casefile::Ending::Awaited:
        return tr("answer awaited");
    case casefile::Ending::Abandoned:
    case casefile::Ending::Aborted:
        return tr("broken off");
    case casefile::Ending::TimedOut:
        return tr("time ran out");
    case casefile::Ending::Withdrawn:
        return tr("withdrawn");
    }
    Q_UNREACHABLE();
}

QString CaseWords::paper(const QString& kind)
{
    const auto known = evidence::kindFromCode(kind);
    if (!known)
        return kind;
    switch (*known) {
    case evidence::DocumentKind::FaceAuthenticity:
        return tr("Face: authenticity check");
    case evidence::DocumentKind::FaceComparison:
        return tr("Face: comparison");
    case evidence::DocumentKind::PalmAuthenticity:
        return tr("Palm: authenticity check");
    case evidence::DocumentKind::PalmComparison:
        return tr("Palm: comparison");
    case evidence::DocumentKind::Decision:
        return tr("Decision on authentication");
    case evidence::DocumentKind::Consent:
        return tr("Consent");
    case evidence::DocumentKind::ConsentWithdrawal:
        return tr("Consent withdrawn");
    case evidence::DocumentKind::PersonalPresence:
        return tr("Presence in person");
    case evidence::DocumentKind::Annulment:
        return tr("Annulment of a document");
    case evidence::DocumentKind::DestructionAct:
        return tr("Act of destruction");
    case evidence::DocumentKind::DeliveryConfirmation:
        return tr("Confirmation of delivery");
    }
    Q_UNREACHABLE();
}

QString CaseWords::consent(criteria::ConsentKind kind)
{
    switch (kind) {
    case criteria::ConsentKind::PersonalData:
        return tr("Personal data");
    case criteria::ConsentKind::IdecAuthentication:
        return tr("Authentication with IDEC");
    case criteria::ConsentKind::EdsKeys:
        return tr("EDS keys and certificate");
    case criteria::ConsentKind::ThirdParties:
        return tr("Transfer to third parties");
    case criteria::ConsentKind::PalmScanning:
        return tr("Palm scanning");
    }
    Q_UNREACHABLE();
}

QString CaseWords::answer(casefile::ConsentState::Answer answer)
{
    switch (answer) {
    case casefile::ConsentState::Answer::Given:
        return tr("given");
    case casefile::ConsentState::Answer::Refused:
        return tr("refused");
    case casefile::ConsentState::Answer::Withdrawn:
        return tr("withdrawn");
    }
    Q_UNREACHABLE();
}

QString CaseWords::hand(Hand hand)
{
    return hand == Hand::Right ? tr("Right palm") : tr("Left palm");
}

QString CaseWords::palm(const casefile::CaseState& state, Hand hand)
{
    if (const auto excepted = state.exceptedHands.constFind(hand); excepted != state.exceptedHands.constEnd())
        return tr("cannot be scanned, attested");
    if (state.isAuthentic(Modality::Palm, hand))
        return tr("taken");
    const int spent = state.spent(Modality::Palm, hand);
    return spent > 0 ? tr("not taken, attempts: %1").arg(spent) : tr("not taken");
}

QString CaseWords::remedy(palm::Notice notice)
{
    switch (notice) {
    case palm::Notice::Glove:
        return tr("There is a glove on the hand. Ask the client to take it off.");
    case palm::Notice::Bandage:
        return tr("There is a plaster or a bandage on the palm. If it cannot come off, take the other palm.");
    case palm::Notice::Ring:
        return tr("There is a ring on the hand. Ask the client to take it off.");
    case palm::Notice::DirtyWindow:
        return tr("There are marks on the scanner's window. Wipe it with a dry soft cloth.");
    }
    Q_UNREACHABLE();
}

QString CaseWords::remedy(palm::Problem problem)
{
    switch (problem) {
    case palm::Problem::TooDark:
        return tr("Not enough light falls on the palm. See that nothing covers the scanner, and switch the light on.");
    case palm::Problem::TooBright:
        return tr("Too much light falls on the palm. Turn the scanner away from the sun and from lamps.");
    case palm::Problem::Window:
        return remedy(palm::Notice::DirtyWindow);
    case palm::Problem::NoHand:
    case palm::Problem::TwoHands:
    case palm::Problem::WrongSide:
    case palm::Problem::WrongHand:
    case palm::Problem::TooNear:
    case palm::Problem::TooFar:
    case palm::Problem::OffSide:
    case palm::Problem::Tilted:
    case palm::Problem::FingersClosed:
    case palm::Problem::Moving:
    case palm::Problem::Covered:
        return {};
    }
    Q_UNREACHABLE();
}

QString CaseWords::waiting(WaitingCase::For what)
{
    switch (what) {
    case WaitingCase::For::Called:
        return tr("A supervisor is called");
    case WaitingCase::For::Attempts:
        return tr("New attempts are asked for");
    case WaitingCase::For::Suspicion:
        return tr("A check that failed: to be looked at");
    case WaitingCase::For::Teller:
        return tr("Interrupted");
    case WaitingCase::For::Signature:
        return tr("Documents to be signed");
    case WaitingCase::For::Supervisor:
        return tr("A supervisor's answer is awaited");
    case WaitingCase::For::Answered:
        return tr("A supervisor has answered");
    case WaitingCase::For::Answer:
        return tr("The bank's answer is awaited");
    case WaitingCase::For::Finish:
        return tr("The bank has answered");
    }
    Q_UNREACHABLE();
}

} // namespace tirkeu::workstation
