#include "clientroom.h"

#include "clientscreen/keypadview.h"

#include <QAbstractButton>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace tirkeu::workstation {

namespace {
using criteria::ConsentKind;

const QString kName = QStringLiteral("Айгерім");

criteria::ConsentText palmConsent()
{
    return {.kind = ConsentKind::PalmScanning,
        .version = 1,
        .sentence = {QStringLiteral("Алақанымның ізін сканерлеуге келісім беремін."),
            QStringLiteral("Даю согласие на сканирование отпечатка моей ладони."),
            QStringLiteral("I consent to scanning of my palm print.")},
        .purpose = {QStringLiteral("Сізді алақаныңыз бойынша тану үшін."),
            QStringLiteral("Чтобы узнавать вас по ладони."), QStringLiteral("To recognise you by your palm.")},
        .data = {QStringLiteral("Екі алақанның ізі және олардан жасалған үлгі."),
            QStringLiteral("Отпечатки двух ладоней и шаблон, полученный из них."),
            QStringLiteral("The prints of both palms and the template made of them.")},
        .term = {QStringLiteral("Іскерлік қатынастар тоқтатылғаннан кейін 5 жыл бойы."),
            QStringLiteral("5 лет после прекращения деловых отношений."),
            QStringLiteral("5 years from the end of business relations.")},
        .thirdParties = {QStringLiteral("Деректер үшінші тұлғаларға берілмейді."),
            QStringLiteral("Данные третьим лицам не передаются."),
            QStringLiteral("The data are not handed to third parties.")},
        .crossBorder = {QStringLiteral("Деректер шетелге берілмейді."),
            QStringLiteral("Данные за рубеж не передаются."), QStringLiteral("The data are not transferred abroad.")},
        .publicSources = {QStringLiteral("Деректер таратылмайды."), QStringLiteral("Данные не распространяются."),
            QStringLiteral("The data are not published.")},
        .withdrawal = {QStringLiteral("Келісімді кез келген уақытта банк бөлімшесінде қайтарып алуға болады."),
            QStringLiteral("Согласие можно отозвать в любое время в отделении банка."),
            QStringLiteral("The consent can be withdrawn at any time at a branch.")},
        .ifRefused = {QStringLiteral("алақан қолданылмайды, қызмет жеке куәлік бойынша көрсетіледі."),
            QStringLiteral("ладонь не применяется, обслуживание – по удостоверению личности."),
            QStringLiteral("the palm is not used; you are served with your identity card.")}};
}

Withdrawable withdrawable(ConsentKind kind)
{
    return {.kind = kind,
        .sentence = palmConsent().sentence,
        .stops = {QStringLiteral("Алақан бойынша тану."), QStringLiteral("Узнавание по ладони."),
            QStringLiteral("Recognition by the palm.")},
        .kept = {QStringLiteral("Тексеру нәтижелері мен қол қойылған құжаттар: заң солай талап етеді."),
            QStringLiteral("Результаты проверок и подписанные документы: этого требует закон."),
            QStringLiteral("Results of the checks and signed documents: the law requires it.")},
        .keptUntil = {},
        .passedTo = {QStringLiteral("Сәйкестендіру деректерімен алмасу орталығы (СДАО)"),
            QStringLiteral("Центр обмена идентификационными данными (ЦОИД)"),
            QStringLiteral("Identification Data Exchange Centre (IDEC)")}};
}
} // namespace

/// Offers the button; what it would say nobody hears in a picture.
class ClientRoom::Voice final : public PromptVoice
{
public:
    [[nodiscard]] bool isThere() const override { return true; }
    void say(core::Language, const char*) override {}
    void hush() override {}
};

ClientRoom::ClientRoom(const Theme& theme, const core::Clock& clock)
    : m_look(theme, ClientInput::AlsoMouse)
    , m_voice(std::make_unique<Voice>())
    , m_window(m_look, clock,
          {QStringLiteral("«Үлгі Банк» АҚ"), QStringLiteral("АО «Үлгі Банк»"), QStringLiteral("Ülgi Bank JSC")},
          *m_voice)
{
}

HandGuide ClientRoom::drawnHand(QPointF palm, double size, PalmAdvice advice)
{
    constexpr double kAcross = 3.0 / 4; // the window is wider than high
    QPainterPath hand;
    hand.addEllipse(QPointF(0, 0), size * kAcross, size * 1.1);
    struct Finger
    {
        double degrees;
        double length;
    };
    for (const auto& [degrees, length] : {Finger{-58, 0.9}, {-18, 1.45}, {-2, 1.6}, {14, 1.5}, {32, 1.2}}) {
        const double angle = degrees * M_PI / 180;
        QPainterPath one;
        constexpr double kStep = 0.04;
        const int steps = static_cast<int>((0.2 + length) / kStep);
        for (int step = 0; step <= steps; ++step) {
            const double along = 0.6 + step * kStep;
            QPainterPath piece;
            piece.addEllipse(QPointF(std::sin(angle) * along * size * kAcross, -std::cos(angle) * along * size),
                size * 0.2 * kAcross, size * 0.2);
            one = one.united(piece);
        }
        hand = hand.united(one);
    }
    HandGuide guide;
    // Where fingers cross they leave small holes; joined to the rim they would be lines across the palm. Curves become
    // lines at the size of a screen, not within one.
    constexpr double kFine = 1000;
    const QList<QPolygonF> rims =
        hand.simplified().translated(palm).toSubpathPolygons(QTransform::fromScale(kFine, kFine));
    const QPolygonF rim = *std::ranges::max_element(
        rims, {}, [](const QPolygonF& one) { return one.boundingRect().width() * one.boundingRect().height(); });
    guide.outline = QTransform::fromScale(1 / kFine, 1 / kFine).map(rim);
    guide.height = advice == PalmAdvice::Raise ? -0.6 : advice == PalmAdvice::Lower ? 0.6 : 0.05;
    guide.tilt = advice == PalmAdvice::Level ? 0.9 : 0.05;
    guide.spread = advice == PalmAdvice::Spread ? 0.2 : 1;
    if (advice == PalmAdvice::Centre)
        guide.offset = (palm - QPointF(0.5, 0.6)) * 2;
    guide.taken = 2;
    guide.wanted = 4;
    guide.advice = advice;
    return guide;
}

void ClientRoom::walk(const std::function<void(const QString&)>& visit)
{
    const auto scene = [this, &visit](const QString& name, const ClientScene& one) {
        m_window.show(one);
        visit(name);
    };
    scene(QStringLiteral("c01-idle"), IdleScene{});
    scene(QStringLiteral("c02-language"), LanguageScene{});
    const ConsentScene consent{.text = palmConsent(),
        .operatorName = QStringLiteral("«Үлгі Банк» АҚ"),
        .operatorBin = QStringLiteral("850140000019"),
        .clientName = QStringLiteral("Үлгі Айгерім"),
        .number = 5,
        .of = 5,
        .offersVideo = true};
    scene(QStringLiteral("c03-consent"), consent);
    m_window.findChild<QAbstractButton*>(QStringLiteral("fullTextButton"))->click();
    visit(QStringLiteral("c04-consent-full-text"));
    scene(QStringLiteral("c05-sign"),
        StrokeScene{kName,
            {{ConsentKind::PersonalData, true}, {ConsentKind::IdecAuthentication, true}, {ConsentKind::EdsKeys, false},
                {ConsentKind::ThirdParties, true}, {ConsentKind::PalmScanning, true}}});
    scene(QStringLiteral("c06-code"), CodeScene{QStringLiteral("+7 7•• ••• 00 25"), 6});
    for (const char key : {'1', '2', '3'})
        m_window.findChild<QAbstractButton*>(QStringLiteral("key-") + QLatin1Char(key))->click();
    visit(QStringLiteral("c07-code-typed"));
    m_window.keypad().sayWrong(2);
    visit(QStringLiteral("c08-code-wrong"));
    scene(QStringLiteral("c09-pin"), PinScene{.certificateName = QStringLiteral("ҮЛГІ АЙГЕРІМ")});
    scene(QStringLiteral("c09-pin-last-try"),
        PinScene{.certificateName = QStringLiteral("ҮЛГІ АЙГЕРІМ"), .triesLeft = 1, .isLastTry = true});
    scene(QStringLiteral("c09-pin-warned"),
        PinScene{.certificateName = QStringLiteral("ҮЛГІ АЙГЕРІМ"), .isCountLow = true, .mustChangePin = true});
    const PalmScene palm{.hand = casefile::Hand::Right, .attempt = 2, .attempts = 3};
    scene(QStringLiteral("c10-palm-place"), palm);
    m_window.guide(drawnHand({0.5, 0.6}, 0.3, PalmAdvice::Raise));
    visit(QStringLiteral("c11-palm-raise"));
    m_window.guide(drawnHand({0.3, 0.66}, 0.2, PalmAdvice::Centre));
    visit(QStringLiteral("c12-palm-centre"));
    m_window.guide(drawnHand({0.5, 0.61}, 0.22, PalmAdvice::HoldStill));
    visit(QStringLiteral("c13-palm-good"));
    m_window.findChild<QAbstractButton*>(QStringLiteral("helpButton"))->click();
    visit(QStringLiteral("c14-help-called"));
    m_window.goOn();
    m_window.findChild<QAbstractButton*>(QStringLiteral("stopButton"))->click();
    visit(QStringLiteral("c15-stopped"));
    m_window.goOn();
    scene(QStringLiteral("c16-wait"), WaitScene{});
    scene(QStringLiteral("c17-wait-employee"), WaitScene{WaitScene::For::Employee});
    scene(QStringLiteral("c17-wait-answer"), WaitScene{WaitScene::For::Answer});
    scene(QStringLiteral("c18-thanks"), ThanksScene{ThanksScene::What::PalmWorks, kName});
    scene(QStringLiteral("c19-unfinished"), UnfinishedScene{});
    scene(QStringLiteral("c20-withdrawal"),
        WithdrawalScene{kName, {withdrawable(ConsentKind::PalmScanning), withdrawable(ConsentKind::ThirdParties)}});
    scene(QStringLiteral("c21-withdrawn"), ThanksScene{ThanksScene::What::Withdrawn, kName});
}

} // namespace tirkeu::workstation
