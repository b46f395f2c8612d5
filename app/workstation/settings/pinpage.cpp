#include "pinpage.h"

#include "certificatefacts.h"
#include "enrolment/factslist.h"
#include "signin/pinprompt.h"
#include "theme/language.h"
#include "widgets/choice.h"
#include "widgets/fieldbox.h"
#include "widgets/flowlayout.h"
#include "widgets/messagebar.h"
#include "widgets/pinfield.h"

#include <core/whendone.h>

#include <QPushButton>
#include <QVBoxLayout>

#include <array>
#include <tuple>

namespace tirkeu::workstation {

PinPage::PinPage(const Theme& theme, const LanguageSwitch& language, SignInController& controller)
    : Page(theme, Footer::Primary)
    , m_language(language)
    , m_controller(controller)
    , m_whose(new Choice(this))
    , m_tokens(new QWidget)
    , m_old(new PinPrompt(theme, QStringLiteral("oldPinField")))
    , m_message(new MessageBar(theme))
    , m_signsIn(new FactsList(theme, "signInCertificate"))
    , m_signsDocuments(new FactsList(theme, "edsCertificate"))
    , m_back(addSecondary(QStringLiteral("backButton")))
{
    setObjectName(QStringLiteral("pinPage"));
    setBodyWidth(560);
    // In this order the Tab key goes through them, as they stand.
    addTokens();
    body()->addWidget(m_old);
    m_new = addField(QStringLiteral("newPinField"));
    m_again = addField(QStringLiteral("repeatedPinField"));
    body()->addWidget(m_message);
    body()->addWidget(m_signsIn);
    body()->addWidget(m_signsDocuments);
    body()->addStretch(1);
    m_old->follow(controller.staff());
    connect(m_old, &PinPrompt::changed, this, &PinPage::refresh);
    connect(m_old, &PinPrompt::yesAppeared, this, &PinPage::bringIntoView);
    connect(m_old, &PinPrompt::cancelRequested, &controller, &SignInController::cancel);
    connect(primary(), &QPushButton::clicked, this, &PinPage::submit);
    connect(m_back, &QPushButton::clicked, this, &PinPage::backRequested);
    connect(&controller, &SignInController::busyChanged, this, [this] { m_old->setWaiting(m_controller.isBusy()); });
    connect(&theme, &Theme::changed, this, &PinPage::retranslate);
    retranslate();
}

void PinPage::addTokens()
{
    auto* row = new FlowLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme().px(8));
    m_tokens->setLayout(row);
    for (const char* name : {"signInTokenButton", "edsTokenButton"}) {
        auto* button = new QPushButton;
        button->setObjectName(QString::fromLatin1(name));
        m_whose->add(button);
        row->addWidget(button);
    }
    m_whose->choose(0);
    body()->addWidget(m_tokens);
    connect(m_whose, &Choice::changed, this, [this] {
        clear();
        m_old->setPurpose(whose());
        refresh();
    });
}

TokenUse PinPage::whose() const
{
    return m_whose->chosen() == 1 ? TokenUse::Documents : TokenUse::SigningIn;
}

PinField* PinPage::addField(const QString& objectName)
{
    auto* field = new PinField;
    field->setObjectName(objectName);
    auto* box = new FieldBox(theme(), field);
    body()->addWidget(box);
    m_boxes.append(box);
    const auto nameKeyboard = [field, box] {
        QStringList words;
        if (!field->keyboardLayout().isEmpty())
            words.append(tr("Keyboard: %1").arg(field->keyboardLayout()));
        if (field->capsLockSeemsOn())
            words.append(tr("Caps Lock is on"));
        box->setHint(words.join(QStringLiteral("  ·  ")));
    };
    connect(field, &PinField::keyboardChanged, this, nameKeyboard);
    connect(field, &PinField::pinChanged, this, [this, box] {
        box->setError({});
        refresh();
    });
    connect(field, &PinField::nonAsciiRefused, this,
        [box] { box->setError(tr("That letter cannot be part of a PIN: switch the keyboard to Latin letters")); });
    return field;
}

void PinPage::focusFirst()
{
    if (QWidget* first = m_old->firstField())
        first->setFocus();
    else
        Page::focusFirst();
}

void PinPage::forget()
{
    clear();
    setMember({});
}

void PinPage::setMember(const std::optional<StaffMember>& member)
{
    m_authentication = member ? member->authentication : QByteArray();
    m_signature = member ? member->signature : QByteArray();
    showCertificates();
}

void PinPage::showCertificates()
{
    for (const auto& [list, title, certificate] :
        {std::tuple(m_signsIn, tr("Your sign-in certificate"), m_authentication),
            std::tuple(m_signsDocuments, tr("Your EDS certificate for documents"), m_signature)}) {
        const auto facts = CertificateFacts::of(certificate);
        list->setTitle(title);
        list->setFacts(facts);
        list->setVisible(!facts.isEmpty());
    }
}

void PinPage::clear()
{
    m_old->clear();
    for (PinField* field : {m_new, m_again})
        field->clearPin();
    for (FieldBox* box : std::as_const(m_boxes))
        box->setError({});
    m_refusal.reset();
    m_isDone = false;
    m_message->clear();
}

void PinPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    m_whose->choose(0);
}

void PinPage::submit()
{
    PinTry once = m_old->take();
    core::SecureBytes fresh = m_new->takePin();
    const core::SecureBytes repeated = m_again->takePin();
    clear();
    core::whenDone(m_controller.changePin(std::move(once.pin), std::move(fresh), repeated, once.lastTry, whose()), this,
        [this](const Result<>& changed) { showAnswer(changed); });
    refresh();
}

void PinPage::showAnswer(const Result<>& changed)
{
    m_isDone = changed.has_value();
    m_refusal = changed ? std::nullopt : std::optional(changed.error());
    retranslate();
    bringIntoView(m_message);
    if (!changed)
        focusFirst();
}

void PinPage::refresh()
{
    StaffSource& staff = m_controller.staff();
    const bool areTwo = staff.documentsToken().isSecond;
    if (!areTwo && whose() == TokenUse::Documents)
        return m_whose->choose(0);
    m_tokens->setVisible(areTwo);
    m_tokens->setEnabled(!m_controller.isBusy());
    const TokenState token = whose() == TokenUse::Documents ? staff.documentsToken() : staff.tokenState();
    QString found = tr("Token found: %1").arg(token.label);
    if (token.hasPinPad)
        found += u'\n' + tr("Both PINs are typed on the reader's own keys, once you have pressed Change.");
    m_old->setSentence(found);
    for (FieldBox* box : std::as_const(m_boxes)) {
        box->setVisible(!token.hasPinPad);
        box->setEnabled(!m_controller.isBusy());
    }
    const bool isTyped = token.hasPinPad || (m_new->pinLength() > 0 && m_again->pinLength() > 0);
    primary()->setEnabled(m_old->isReady() && isTyped);
}

void PinPage::retranslate()
{
    setTitle(tr("PIN of the token"));
    primary()->setText(tr("Change"));
    m_back->setText(tr("Back"));
    m_whose->buttons().at(0)->setText(tr("Sign-in token"));
    m_whose->buttons().at(1)->setText(tr("EDS token"));
    m_whose->fit(theme());
    showCertificates();
    m_old->setName(tr("PIN as it is now"));
    m_old->retranslate();
    const std::array names{tr("New PIN"), tr("New PIN once more")};
    for (qsizetype i = 0; i < m_boxes.size(); ++i)
        m_boxes.at(i)->setName(names.at(static_cast<std::size_t>(i)));
    if (m_isDone)
        m_message->say(MessageKind::Good, tr("The PIN is changed. From now on the new one counts."));
    else if (m_refusal)
        m_message->say(MessageKind::Error, m_language.sentence(*m_refusal));
    refresh();
}

} // namespace tirkeu::workstation
