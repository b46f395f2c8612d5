#include "clientpage.h"

#include "deliverypanel.h"
#include "documentspanel.h"
#include "enrolment/casewords.h"
#include "enrolment/factslist.h"
#include "verifier/resultview.h"
#include "widgets/emptystate.h"
#include "widgets/messagebar.h"

#include <core/whendone.h>

#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace tirkeu::workstation {

using casefile::ConsentState;
using criteria::Purpose;

namespace {
QString day(core::WallTime at)
{
    return core::shownDateTime(at).left(10);
}
} // namespace

ClientPage::ClientPage(const Theme& theme, const LanguageSwitch& language, const Tools& tools)
    : Page(theme, Footer::Primary)
    , m_language(language)
    , m_files(tools.files)
    , m_counter(tools.counter)
    , m_empty(new EmptyState(theme, QStringLiteral("person")))
    , m_message(new MessageBar(theme))
    , m_state(new MessageBar(theme))
    , m_facts(new FactsList(theme, "cardClient"))
    , m_consents(new FactsList(theme, "cardConsents"))
    , m_palms(new FactsList(theme, "cardPalms"))
    , m_cases(new FactsList(theme, "cardCases"))
    , m_documents(new DocumentsPanel(theme, tools.files))
    , m_delivery(new DeliveryPanel(theme, tools.staff))
    , m_back(addSecondary(QStringLiteral("backToCard")))
{
    build();
    retranslate();
}

void ClientPage::build()
{
    setObjectName(QStringLiteral("clientPage"));
    for (QWidget* one : std::initializer_list<QWidget*>{
             m_message, m_state, m_facts, m_consents, m_palms, m_documents, m_cases, m_delivery, m_empty})
        body()->addWidget(one);
    body()->addStretch(1);
    connect(primary(), &QPushButton::clicked, this, &ClientPage::submit);
    connect(&theme(), &Theme::changed, this, &ClientPage::retranslate);
    connect(m_facts, &FactsList::changeWanted, this, [this] {
        const Purpose* purpose = purposeOf(mayVerify() ? Purpose::Kind::Verify : Purpose::Kind::Enrol);
        Q_EMIT formWanted(*m_file, purpose != nullptr ? purpose->id : QString());
    });
    connect(m_consents, &FactsList::changeWanted, this, [this] { begin(QString(enrolment::kWithdrawalPurpose)); });
    connect(m_palms, &FactsList::changeWanted, this, [this] {
        const Purpose* purpose = purposeOf(Purpose::Kind::Enrol);
        Q_EMIT formWanted(*m_file, purpose != nullptr ? purpose->id : QString());
    });
    connect(m_documents, &DocumentsPanel::opened, this, &ClientPage::showDocument);
    connect(m_documents, &DocumentsPanel::confirmWanted, this, &ClientPage::beginConfirming);
    connect(m_delivery, &DeliveryPanel::changed, this, &ClientPage::showPrimary);
    connect(m_delivery, &DeliveryPanel::yesAppeared, this, &ClientPage::bringIntoView);
    connect(m_back, &QPushButton::clicked, this, &ClientPage::closeConfirming);
    connect(m_documents, &DocumentsPanel::told, this,
        [this](const QString& sentence) { m_message->say(MessageKind::Good, sentence); });
    connect(m_documents, &DocumentsPanel::failed, this,
        [this](const Error& error) { m_message->say(MessageKind::Error, m_language.sentence(error)); });
}

void ClientPage::openClient(const casefile::ClientId& client)
{
    if (m_file && m_file->id != client)
        forget();
    core::whenDone(m_files.read(client), this, [this, asked = ++m_asked](const Result<enrolment::ClientFile>& file) {
        if (asked != m_asked)
            return;
        if (!file)
            return m_message->say(MessageKind::Error, m_language.sentence(file.error()));
        m_file = *file;
        retranslate();
        if (!isVisible())
            return;
        focusFirst();
        scrollToTop();
    });
}

void ClientPage::reload()
{
    if (m_file)
        openClient(m_file->id);
}

void ClientPage::forget()
{
    ++m_asked;
    m_file.reset();
    closeDocument();
    closeConfirming();
    m_message->clear();
    m_documents->forget();
    retranslate();
}

const Purpose* ClientPage::purposeOf(Purpose::Kind kind) const
{
    const QList<Purpose>& all = m_counter.rules().purposes;
    const auto found = std::ranges::find_if(all, [kind](const Purpose& one) {
        const bool isFit = kind == Purpose::Kind::Enrol || one.has(criteria::Step::PalmComparison);
        return one.kind == kind && isFit && !one.has(criteria::Step::Face);
    });
    return found == all.end() ? nullptr : &*found;
}

QString ClientPage::purposeName(const QString& id) const
{
    const QList<Purpose>& all = m_counter.rules().purposes;
    const auto found = std::ranges::find(all, id, &Purpose::id);
    return found == all.end() ? id : found->name.in(m_language.language());
}

bool ClientPage::isDocumentFit() const
{
    const QDate today = core::toQDateTime(m_counter.now()).date();
    return m_file->data.document.validity(today) != identity::IdentityDocument::Validity::Expired;
}

bool ClientPage::mayVerify() const
{
    return m_file && purposeOf(Purpose::Kind::Verify) != nullptr &&
           std::ranges::any_of(m_file->palms, &enrolment::PalmWord::isEnrolled);
}

void ClientPage::submit()
{
    if (m_document)
        return closeDocument();
    if (m_isConfirming)
        return confirm();
    if (!m_file)
        return Q_EMIT findWanted();
    const Purpose* purpose = purposeOf(mayVerify() ? Purpose::Kind::Verify : Purpose::Kind::Enrol);
    if (mayVerify() && isDocumentFit())
        return begin(purpose->id);
    Q_EMIT formWanted(*m_file, purpose != nullptr ? purpose->id : QString());
}

// With it the teller says that the client is here and looks like the photograph (MFO-9b).
void ClientPage::begin(const QString& purpose)
{
    Q_EMIT beginWanted({{purpose, m_file->iin, m_file->language}, m_file->data, enrolment::PhoneState::NotChecked});
}

void ClientPage::showDocument(const CheckedDocument& document)
{
    closeDocument();
    m_message->clear();
    m_document = document;
    retranslate();
    scrollToTop();
    primary()->setFocus();
}

void ClientPage::closeDocument()
{
    delete m_result;
    m_result = nullptr;
    if (!m_document)
        return;
    m_document.reset();
    retranslate();
    if (isVisible())
        focusFirst();
}

void ClientPage::beginConfirming()
{
    m_message->clear();
    m_isConfirming = true;
    m_delivery->begin();
    retranslate();
    scrollToTop();
    focusFirst();
}

void ClientPage::closeConfirming()
{
    m_delivery->begin();
    m_back->setEnabled(true);
    if (!std::exchange(m_isConfirming, false))
        return;
    retranslate();
    if (isVisible())
        focusFirst();
}

void ClientPage::confirm()
{
    PinTry once = m_delivery->take();
    m_delivery->setWaiting(true);
    m_back->setEnabled(false); // what is being signed is signed or given up at the prompt
    m_message->say(MessageKind::Info, tr("The confirmation is drawn and signed."));
    core::whenDone(m_files.confirmDelivery(m_file->id, std::move(once.pin), once.lastTry), this,
        [this, client = m_file->id](const Result<>& made) {
            if (!m_file || m_file->id != client || !m_isConfirming)
                return;
            m_delivery->setWaiting(false);
            m_back->setEnabled(true);
            if (!made)
                return m_message->say(MessageKind::Error, m_language.sentence(made.error()));
            closeConfirming();
            m_message->say(MessageKind::Good, tr("The confirmation is signed. It stands among the documents."));
            reload();
        });
}

void ClientPage::showPrimary()
{
    primary()->setEnabled(!m_isConfirming || m_delivery->isReady());
    m_back->setVisible(m_isConfirming);
    m_back->setText(tr("Back to the card"));
    if (m_isConfirming)
        primary()->setText(tr("Sign the confirmation"));
    else if (!m_file)
        primary()->setText(tr("Find client"));
    else if (m_document)
        primary()->setText(tr("Back to the card"));
    else
        primary()->setText(mayVerify() && isDocumentFit() ? tr("Recognise by palm")
                           : mayVerify()                  ? tr("New data")
                                                          : tr("Enrol the palms"));
}

void ClientPage::showFacts()
{
    const enrolment::ClientData& facts = m_file->data;
    m_facts->setTitle(tr("Client"));
    QList<QPair<QString, QString>> shown{{tr("IIN"), m_file->iin.toString()},
        {CaseWords::document(facts.document.kind()),
            tr("%1, valid until %2")
                .arg(facts.document.number(), facts.document.validUntil().toString(QStringLiteral("dd.MM.yyyy")))},
        {tr("Phone"), facts.phone ? facts.phone->shown() : tr("none")}};
    if (!facts.bankNumber.isEmpty())
        shown.append({tr("Number at the bank"), facts.bankNumber});
    m_facts->setFacts(shown);
    m_facts->setChange(tr("New data"), tr("Write the client's data down anew"));
}

void ClientPage::showConsents()
{
    m_consents->setTitle(tr("Consents"));
    QList<QPair<QString, QString>> facts;
    for (const enrolment::ConsentWord& word : std::as_const(m_file->consents)) {
        const auto kind = wire::consentNamed(word.consent);
        const bool isPending = word.answer == ConsentState::Answer::Given && !word.stands;
        const QString said = QStringLiteral("%1  ·  %2").arg(CaseWords::answer(word.answer), day(word.at));
        facts.append({kind ? CaseWords::consent(*kind) : word.consent,
            isPending ? said + QStringLiteral("  ·  ") + tr("not signed yet") : said});
    }
    if (facts.isEmpty())
        facts.append({tr("None was asked for"), QString()});
    m_consents->setFacts(facts);
    const bool any = std::ranges::any_of(m_file->consents, &enrolment::ConsentWord::stands);
    m_consents->setChange(any ? tr("Withdraw consent") : QString(), tr("Withdraw consent"));
}

void ClientPage::showPalms()
{
    m_palms->setTitle(tr("Palms"));
    QList<QPair<QString, QString>> facts;
    for (const enrolment::PalmWord& palm : std::as_const(m_file->palms)) {
        QString word = tr("enrolled: %1").arg(day(palm.at));
        if (palm.isExcepted)
            word = palm.until ? tr("cannot be scanned until %1").arg(day(*palm.until)) : tr("cannot be scanned");
        facts.append({CaseWords::hand(palm.hand), word});
    }
    if (facts.isEmpty())
        facts.append({tr("None is enrolled here"), QString()});
    for (const enrolment::Passing& notice : std::as_const(m_file->notices))
        facts.append({tr("Notice that is owed: the palm was replaced"),
            QStringLiteral("%1  ·  %2").arg(notice.to == u"none" ? tr("no phone") : notice.to, day(notice.at))});
    for (const enrolment::Passing& notice : std::as_const(m_file->told))
        facts.append({tr("The client was told: the palm was replaced"),
            QStringLiteral("%1  ·  %2").arg(notice.to, day(notice.at))});
    m_palms->setFacts(facts);
    const bool isEnrolled = std::ranges::any_of(m_file->palms, &enrolment::PalmWord::isEnrolled);
    m_palms->setChange(purposeOf(Purpose::Kind::Enrol) == nullptr ? QString()
                       : isEnrolled                               ? tr("Replace")
                                                                  : tr("Enrol"),
        isEnrolled ? tr("Enrol the palms anew") : tr("Enrol the palms"));
}

void ClientPage::showCases()
{
    m_cases->setTitle(tr("Cases"));
    QList<QPair<QString, QString>> facts;
    for (const enrolment::CaseWord& one : std::as_const(m_file->cases)) {
        QString how = CaseWords::endingShort(one.ending);
        if (one.ending && !one.isSettled)
            how += QStringLiteral("  ·  ") + tr("not signed yet");
        facts.prepend({core::shownDateTime(one.opened), purposeName(one.purpose) + QStringLiteral("  ·  ") + how});
    }
    for (const enrolment::Passing& one : std::as_const(m_file->exports))
        facts.append({core::shownDateTime(one.at), tr("Originals given out")});
    m_cases->setFacts(facts);
    m_cases->setVisible(!facts.isEmpty());
}

void ClientPage::showState()
{
    QStringList words;
    if (!isDocumentFit())
        words.append(tr("The document that is written down has expired. Take the data of a valid one."));
    if (m_file->relationEnded)
        words.append(tr("The relation with the bank ended: %1").arg(day(*m_file->relationEnded)));
    if (m_file->isHeld)
        words.append(tr("These data are on hold and are not destroyed."));
    if (words.isEmpty() && mayVerify())
        m_state->say(MessageKind::Info,
            tr("With Enter you confirm that the client is here in person and looks like the photograph."));
    else if (words.isEmpty())
        m_state->clear();
    else
        m_state->say(MessageKind::Warning, words.join(u'\n'));
}

void ClientPage::focusFirst()
{
    if (m_isConfirming && m_delivery->firstField() != nullptr)
        m_delivery->firstField()->setFocus();
    else if (m_file && !m_document && !m_isConfirming && primary()->isEnabled())
        m_facts->focusChange();
    else
        Page::focusFirst();
}

void ClientPage::retranslate()
{
    const bool shown = m_file && !m_document && !m_isConfirming;
    for (QWidget* one : std::initializer_list<QWidget*>{m_facts, m_consents, m_palms, m_cases, m_documents})
        one->setVisible(shown);
    m_empty->setVisible(!m_file);
    m_delivery->setVisible(m_isConfirming);
    m_delivery->retranslate();
    m_empty->setTexts(tr("Nobody is chosen"), tr("Find a client by IIN, document or phone; their card opens here."));
    m_documents->retranslate();
    delete m_result;
    m_result = nullptr;
    if (m_document) {
        m_result = new ResultView(theme(), m_language, *m_document);
        body()->insertWidget(body()->count() - 1, m_result);
    }
    showPrimary();
    setTitle(m_file ? m_file->data.name.full() : tr("Client"));
    if (!shown)
        return m_state->clear();
    m_documents->showFile(*m_file);
    showFacts();
    showConsents();
    showPalms();
    showCases();
    showState();
}

} // namespace tirkeu::workstation
