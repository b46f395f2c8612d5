#include "reviewstep.h"

#include "casewords.h"
#include "factslist.h"
#include "widgets/choice.h"
#include "widgets/messagebar.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace tirkeu::workstation {

using casefile::Hand;
using enrolment::StepState;

namespace {
constexpr const char* kWait = QT_TRANSLATE_NOOP("ClientWords", "Thank you. One moment.");
constexpr const char* kNotToday =
    QT_TRANSLATE_NOOP("ClientWords", "This could not be finished today. I will tell you what we can do next.");
constexpr const char* kRefused =
    QT_TRANSLATE_NOOP("ClientWords", "That is your right. I will serve you with your identity document.");
constexpr const char* kLater =
    QT_TRANSLATE_NOOP("ClientWords", "Thank you. The data are taken, and the result will follow.");
/// Not an ending: somebody comes.
constexpr const char* kCallSupervisor = "supervisor-called";
/// Where a check failed for good, as the journal keeps it.
constexpr std::array kRoutes{"served-by-document", "invited-again", kCallSupervisor};
} // namespace

ReviewStep::ReviewStep(const StepTools& tools)
    : StepView(tools)
    , m_column(new QVBoxLayout(this))
    , m_state(new MessageBar(tools.theme))
    , m_script(new QLabel)
    , m_routes(new QWidget)
    , m_route(new Choice(this))
    , m_client(new FactsList(tools.theme, "reviewClient"))
    , m_consents(new FactsList(tools.theme, "reviewConsents"))
    , m_palms(new FactsList(tools.theme, "reviewPalms"))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_script->setObjectName(QStringLiteral("calmScript"));
    m_script->setWordWrap(true);
    auto* routes = new QVBoxLayout(m_routes);
    routes->setContentsMargins(0, 0, 0, 0);
    for (const char* route : kRoutes) {
        auto* button = new QPushButton;
        button->setObjectName(QStringLiteral("route-") + QLatin1StringView(route));
        m_route->add(button);
        routes->addWidget(button);
    }
    for (QWidget* one : std::initializer_list<QWidget*>{m_state, m_script, m_routes, m_palms, m_client, m_consents})
        m_column->addWidget(one);
    connect(m_route, &Choice::changed, this, &StepView::changed);
    connect(m_client, &FactsList::changeWanted, this, &ReviewStep::correctionWanted);
    connect(m_consents, &FactsList::changeWanted, this, &ReviewStep::consentsWanted);
}

void ReviewStep::begin()
{
    m_route->clear();
    retranslate();
}

bool ReviewStep::hasFailed() const
{
    return std::ranges::any_of(controller().view()->plan, [](const enrolment::PlannedStep& step) {
        return step.state == StepState::Failed &&
               (enrolment::handOf(step.step) != Hand::None || step.step == criteria::Step::PalmComparison);
    });
}

bool ReviewStep::isRefused() const
{
    const auto* consents = controller().planned(criteria::Step::Consents);
    return consents != nullptr && consents->state == StepState::Failed;
}

bool ReviewStep::isCalled() const
{
    const casefile::CaseState& state = controller().view()->state;
    return std::ranges::any_of(state.questions.keys(), [&state](const core::Uuid& question) {
        return state.questions.value(question).isEmpty() &&
               state.questionsAbout.value(question) == enrolment::kSupervisorCall;
    });
}

bool ReviewStep::isVerification() const
{
    return controller().view() && controller().view()->state.kind == u"verify";
}

bool ReviewStep::waitsForSupervisor() const
{
    return controller().view() && controller().view()->state.hasOpenQuestion();
}

bool ReviewStep::awaitsAnswer() const
{
    return !hasFailed() && controller().view()->state.awaitsAnswer();
}

QString ReviewStep::chosenRoute() const
{
    return m_route->chosen() < 0 ? QString()
                                 : QString::fromLatin1(kRoutes.at(static_cast<std::size_t>(m_route->chosen())));
}

QString ReviewStep::heading() const
{
    if (!controller().view())
        return {};
    if (waitsForSupervisor())
        return isCalled() ? tr("A supervisor is called") : tr("A supervisor decides");
    if (hasFailed())
        return isVerification() ? tr("The palm was not recognised today") : tr("The palm could not be taken today");
    return isRefused() ? tr("Service without biometrics") : tr("Look through before it is decided");
}

QString ReviewStep::primaryText() const
{
    if (waitsForSupervisor())
        return tr("The supervisor is here");
    const bool calls = hasFailed() && chosenRoute() == QLatin1StringView(kCallSupervisor);
    return calls ? tr("Call the supervisor") : tr("To the documents");
}

bool ReviewStep::isReady() const
{
    return controller().view() && (waitsForSupervisor() || !hasFailed() || !chosenRoute().isEmpty());
}

void ReviewStep::submit()
{
    if (waitsForSupervisor())
        Q_EMIT supervisorWanted();
    else if (hasFailed() && chosenRoute() == QLatin1StringView(kCallSupervisor))
        controller().follow(counter().call());
    else
        controller().follow(counter().decide(hasFailed() ? chosenRoute() : QString()));
}

const char* ReviewStep::sayLine() const
{
    if (!controller().view() || waitsForSupervisor())
        return kWait;
    return hasFailed() ? kNotToday : isRefused() ? kRefused : awaitsAnswer() ? kLater : kWait;
}

void ReviewStep::showClient()
{
    const auto& view = *controller().view();
    m_client->setTitle(tr("Client"));
    QList<QPair<QString, QString>> facts{{tr("IIN"), view.state.iin}};
    if (view.client) {
        const enrolment::ClientData& shown = *view.client;
        facts.append({tr("Name"), shown.name.full()});
        facts.append({CaseWords::document(shown.document.kind()), shown.document.number()});
        facts.append({tr("Valid until"), shown.document.validUntil().toString(QStringLiteral("dd.MM.yyyy"))});
        facts.append({tr("Phone"), shown.phone ? shown.phone->shown() : tr("none")});
        if (shown.actsFor) {
            const auto& principal = shown.actsFor->principal();
            const auto* organisation = std::get_if<identity::Representation::Organisation>(&principal);
            const auto* person = std::get_if<identity::Representation::Person>(&principal);
            facts.append({tr("Acts for"), organisation != nullptr ? organisation->name : person->name.full()});
        }
    }
    m_client->setFacts(facts);
    m_client->setChange(waitsForSupervisor() ? QString() : tr("Correct"), tr("Correct the client's data"));
}

void ReviewStep::showConsents()
{
    const auto& view = *controller().view();
    m_consents->setTitle(tr("Consents"));
    QList<QPair<QString, QString>> facts;
    const criteria::Purpose* purpose = controller().purpose();
    for (const criteria::ConsentKind kind : purpose != nullptr ? purpose->consents : QList<criteria::ConsentKind>()) {
        const auto answer = view.state.consents.constFind(QString(wire::consentName(kind)));
        facts.append({CaseWords::consent(kind),
            answer == view.state.consents.constEnd() ? tr("not asked") : CaseWords::answer(answer->answer)});
    }
    m_consents->setFacts(facts);
    m_consents->setChange(
        waitsForSupervisor() ? QString() : tr("Answer anew"), tr("Let the client answer the consents anew"));
    m_consents->setVisible(!facts.isEmpty()); // a verification asks for none
}

void ReviewStep::showPalms()
{
    const auto& view = *controller().view();
    m_palms->setTitle(tr("Palms"));
    QList<QPair<QString, QString>> facts;
    for (const enrolment::PlannedStep& step : view.plan) {
        if (const Hand hand = enrolment::handOf(step.step); hand != Hand::None)
            facts.append({CaseWords::hand(hand), CaseWords::palm(view.state, hand)});
        else if (step.step == criteria::Step::PalmComparison)
            facts.append({CaseWords::step(step.step), CaseWords::stepState(step.state)});
    }
    m_palms->setFacts(facts);
    m_palms->setVisible(!facts.isEmpty() && !isRefused());
}

void ReviewStep::showRoutes()
{
    const bool shown = hasFailed() && !waitsForSupervisor();
    m_script->setVisible(shown);
    m_routes->setVisible(shown);
    m_script->setText(tr("It is nobody's fault: light, skin and the way a hand is held all matter. Do not try again "
                         "today and do not guess at reasons. Choose with the client how to go on."));
    const std::array texts{tr("Serve the client with the identity document"),
        tr("Invite the client again after %1 h").arg(controller().rules().attemptsInterval.count()),
        tr("Hand the client to the supervisor")};
    for (std::size_t i = 0; i < texts.size(); ++i)
        m_route->buttons().at(static_cast<qsizetype>(i))->setText(texts.at(i));
}

void ReviewStep::retranslate()
{
    if (!controller().view())
        return;
    if (waitsForSupervisor())
        m_state->say(MessageKind::Info,
            isCalled() ? tr("The case waits until a supervisor has said what was arranged.")
                       : tr("The rules do not decide this case. A supervisor who did not have it answers; the case "
                            "waits until then."));
    else if (isRefused())
        m_state->say(MessageKind::Info,
            tr("Without the consent no biometrics are taken. The refusal is recorded, and the client is served."));
    else if (awaitsAnswer())
        m_state->say(MessageKind::Info, CaseWords::answerLater());
    else
        m_state->clear();
    showRoutes();
    showClient();
    showConsents();
    showPalms();
    Q_EMIT changed();
}

} // namespace tirkeu::workstation
