#include "clientstep.h"

#include "casewords.h"
#include "knownbar.h"
#include "widgets/digitsfield.h"
#include "widgets/fieldbox.h"
#include "widgets/numberfield.h"
#include "widgets/tilegrid.h"

#include <QCheckBox>
#include <QComboBox>
#include <QVBoxLayout>

#include <algorithm>

namespace tirkeu::workstation {

namespace {
constexpr const char* kSay = QT_TRANSLATE_NOOP("ClientWords", "Good day. Show your identity document.");
constexpr int kDateDigits = 8;
constexpr int kIinDigits = 12;
constexpr int kLongestLine = 200;

// What this version can carry through to its end.
bool isOffered(const criteria::Purpose& purpose)
{
    // One that asks for no consent stands on those given here before: of a known client, from their card.
    return !purpose.consents.isEmpty() && !purpose.has(criteria::Step::Face);
}

void renew(QComboBox* list, const QStringList& texts)
{
    const int chosen = std::max(list->currentIndex(), 0);
    const QSignalBlocker quiet(list);
    list->clear();
    list->addItems(texts);
    list->setCurrentIndex(std::min(chosen, list->count() - 1));
}
} // namespace

ClientStep::ClientStep(const StepTools& tools)
    : StepView(tools)
    , m_grid(new TileGrid(tools.theme, 300, 3))
    , m_purposes(new QComboBox)
    , m_languages(new QComboBox)
    , m_documents(new QComboBox)
    , m_principals(new QComboBox)
    , m_papers(new QComboBox)
    , m_seen(new QCheckBox)
    , m_known(new KnownBar(tools.theme, counter()))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_known);
    column->addWidget(m_grid);
    buildDocument();
    buildPrincipal();
    m_seen->setObjectName(QStringLiteral("seenBox"));
    auto* seen = new FieldBox(theme(), m_seen);
    m_boxes.insert(ClientField::Seen, seen);
    column->addWidget(seen);
    connect(m_seen, &QCheckBox::toggled, this, [this] { clearWord(ClientField::Seen); });
    connect(m_known, &KnownBar::cardWanted, this, &ClientStep::cardWanted);
    connect(m_known, &KnownBar::approvalWanted, this, [this] {
        if (const auto iin = identity::Iin::parse(text(ClientField::Iin)))
            Q_EMIT approvalWanted(*iin);
    });
    connect(m_known, &KnownBar::approvalFound, this, &ClientStep::setApproval);
    connect(m_known, &KnownBar::askFailed, this,
        [this](const Error& error) { Q_EMIT complained(language().sentence(error)); });
    connect(m_known, &KnownBar::bankFailed, this,
        [this](const Error& error) { Q_EMIT complained(language().sentence(error)); });
    connect(m_known, &KnownBar::bankWordWanted, this, [this](const enrolment::BankClient& client) {
        fill(draftOf(client));
        m_known->settle();
        m_bankNumber = client.number;
        Q_EMIT wanted(m_boxes.value(ClientField::DocumentNumber)->field());
    });
    connect(m_known, &KnownBar::takeOverWanted, this, [this](const enrolment::ClientData& known) {
        prefill(text(ClientField::Iin), known, m_wantedPurpose);
        Q_EMIT wanted(m_boxes.value(ClientField::DocumentNumber)->field());
    });
}

void ClientStep::addBox(FieldBox* box)
{
    m_grid->add(box);
}

FieldBox* ClientStep::addLine(ClientField field, const char* objectName, QLineEdit* line)
{
    line->setObjectName(QLatin1StringView(objectName));
    line->setMaxLength(kLongestLine);
    auto* box = new FieldBox(theme(), line);
    m_boxes.insert(field, box);
    addBox(box);
    connect(line, &QLineEdit::textEdited, this, [this, field] { clearWord(field); });
    return box;
}

FieldBox* ClientStep::addDigits(ClientField field, const char* objectName, int digits)
{
    auto* line = new DigitsField(digits);
    line->setObjectName(QLatin1StringView(objectName));
    auto* box = new FieldBox(theme(), line);
    m_boxes.insert(field, box);
    addBox(box);
    connect(line, &QLineEdit::textChanged, this, [this, field] { clearWord(field); });
    connect(line, &DigitsField::otherKeyRefused, box, [box] { box->setError(tr("Only digits belong here.")); });
    return box;
}

void ClientStep::buildDocument()
{
    auto* iin = qobject_cast<DigitsField*>(addDigits(ClientField::Iin, "clientIin", kIinDigits)->field());
    connect(iin, &QLineEdit::textChanged, this, &ClientStep::findKnown);
    connect(iin, &DigitsField::burstRead, this,
        [this] { Q_EMIT wanted(m_boxes.value(ClientField::DocumentNumber)->field()); });
    const auto list = [this](QComboBox* box, const char* objectName) {
        box->setObjectName(QLatin1StringView(objectName));
        auto* made = new FieldBox(theme(), box);
        addBox(made);
        return made;
    };
    m_purpose = list(m_purposes, "clientPurpose");
    m_language = list(m_languages, "clientLanguage");
    m_document = list(m_documents, "documentKind");
    addLine(ClientField::DocumentNumber, "documentNumber", new NumberField(NumberField::Takes::Anything, kLongestLine));
    addDigits(ClientField::ValidUntil, "documentUntil", kDateDigits);
    addLine(ClientField::Surname, "surname", new QLineEdit);
    addLine(ClientField::Given, "givenName", new QLineEdit);
    addLine(ClientField::Patronymic, "patronymic", new QLineEdit);
    addDigits(ClientField::Birth, "birthDate", kDateDigits);
    auto* phone = new NumberField(NumberField::Takes::Phone, kLongestLine);
    FieldBox* box = addLine(ClientField::Phone, "phone", phone);
    connect(phone, &NumberField::otherKeyRefused, box,
        [box] { box->setError(tr("A phone number is written with digits, +, spaces, brackets and hyphens.")); });
}

void ClientStep::buildPrincipal()
{
    m_principals->setObjectName(QStringLiteral("actsFor"));
    m_actsFor = new FieldBox(theme(), m_principals);
    addBox(m_actsFor);
    addDigits(ClientField::PrincipalNumber, "principalNumber", kIinDigits);
    addLine(ClientField::PrincipalName, "principalName", new QLineEdit);
    m_papers->setObjectName(QStringLiteral("paperKind"));
    m_paper = new FieldBox(theme(), m_papers);
    addBox(m_paper);
    addLine(ClientField::PaperNumber, "paperNumber", new QLineEdit);
    addDigits(ClientField::PaperIssued, "paperIssued", kDateDigits);
    addDigits(ClientField::PaperUntil, "paperUntil", kDateDigits);
    connect(m_principals, &QComboBox::currentIndexChanged, this, &ClientStep::showActsFor);
}

QString ClientStep::text(ClientField field) const
{
    return qobject_cast<QLineEdit*>(m_boxes.value(field)->field())->text();
}

void ClientStep::setText(ClientField field, const QString& text)
{
    qobject_cast<QLineEdit*>(m_boxes.value(field)->field())->setText(text);
}

ClientDraft ClientStep::draft() const
{
    ClientDraft draft;
    draft.iin = text(ClientField::Iin);
    draft.purpose = m_wantedPurpose.isEmpty() ? m_purposes->currentData().toString() : m_wantedPurpose;
    draft.language = core::kLanguages.at(static_cast<std::size_t>(std::max(m_languages->currentIndex(), 0)));
    draft.document = identity::kDocumentKinds.at(static_cast<std::size_t>(std::max(m_documents->currentIndex(), 0)));
    draft.documentNumber = text(ClientField::DocumentNumber);
    draft.validUntil = text(ClientField::ValidUntil);
    draft.birth = text(ClientField::Birth);
    draft.surname = text(ClientField::Surname);
    draft.given = text(ClientField::Given);
    draft.patronymic = text(ClientField::Patronymic);
    draft.phone = text(ClientField::Phone);
    draft.actsFor = static_cast<ActsFor>(std::max(m_principals->currentIndex(), 0));
    draft.paper = static_cast<identity::Authority::Kind>(std::max(m_papers->currentIndex(), 0));
    draft.principalNumber = text(ClientField::PrincipalNumber);
    draft.principalName = text(ClientField::PrincipalName);
    draft.paperNumber = text(ClientField::PaperNumber);
    draft.paperIssued = text(ClientField::PaperIssued);
    draft.paperUntil = text(ClientField::PaperUntil);
    draft.seen = m_seen->isChecked();
    return draft;
}

void ClientStep::fill(const ClientDraft& draft)
{
    setText(ClientField::Iin, draft.iin);
    m_documents->setCurrentIndex(static_cast<int>(draft.document));
    setText(ClientField::DocumentNumber, draft.documentNumber);
    setText(ClientField::ValidUntil, draft.validUntil);
    setText(ClientField::Birth, draft.birth);
    setText(ClientField::Surname, draft.surname);
    setText(ClientField::Given, draft.given);
    setText(ClientField::Patronymic, draft.patronymic);
    setText(ClientField::Phone, draft.phone);
    m_principals->setCurrentIndex(static_cast<int>(draft.actsFor));
    m_papers->setCurrentIndex(static_cast<int>(draft.paper));
    setText(ClientField::PrincipalNumber, draft.principalNumber);
    setText(ClientField::PrincipalName, draft.principalName);
    setText(ClientField::PaperNumber, draft.paperNumber);
    setText(ClientField::PaperIssued, draft.paperIssued);
    setText(ClientField::PaperUntil, draft.paperUntil);
}

void ClientStep::begin()
{
    m_corrects = false;
    m_boxes.value(ClientField::Iin)->field()->setEnabled(true);
    retranslate();
}

void ClientStep::correct()
{
    const auto& view = controller().view();
    if (!view || !view->client)
        return;
    ClientDraft draft = draftOf(*view->client);
    draft.iin = view->state.iin;
    fill(draft);
    m_bankNumber = view->client->bankNumber;
    m_corrects = true;
    m_seen->setChecked(true); // it was attested in this case already
    m_boxes.value(ClientField::Iin)->field()->setEnabled(false);
    retranslate();
}

void ClientStep::prefill(const QString& iin, const enrolment::ClientData& known, const QString& purpose)
{
    const int offered = m_purposes->findData(purpose);
    m_purposes->setCurrentIndex(offered < 0 ? m_purposes->currentIndex() : offered);
    m_wantedPurpose = offered < 0 ? purpose : QString(); // a verification may be in no list
    ClientDraft draft = draftOf(known);
    draft.iin = iin;
    fill(draft);
    m_known->settle();
    m_bankNumber = known.bankNumber;
}

void ClientStep::offerCard(bool offered)
{
    m_known->offerCard(offered);
}

void ClientStep::offerApproval(bool offered)
{
    m_known->offerApproval(offered);
}

void ClientStep::setApproval(const QByteArray& signedStatement)
{
    m_approval = signedStatement;
    m_known->setApproved(true);
}

void ClientStep::setClientLanguage(Language language)
{
    m_languages->setCurrentIndex(static_cast<int>(language));
}

void ClientStep::forget()
{
    m_wantedPurpose.clear();
    fill({});
    m_languages->setCurrentIndex(0);
    m_seen->setChecked(false);
    m_known->clear();
    m_approval.clear();
    m_bankNumber.clear();
    m_corrects = false;
    m_wrong.clear();
    m_doubtful.clear();
    for (FieldBox* box : std::as_const(m_boxes))
        box->setError({});
}

QWidget* ClientStep::firstField() const
{
    return m_boxes.value(m_corrects ? ClientField::DocumentNumber : ClientField::Iin)->field();
}

QString ClientStep::heading() const
{
    return m_corrects ? tr("Correct the client's data") : tr("Who is at the counter?");
}

QString ClientStep::primaryText() const
{
    return tr("Continue");
}

const char* ClientStep::sayLine() const
{
    return kSay;
}

void ClientStep::findKnown()
{
    m_known->clear();
    m_bankNumber.clear();
    m_approval.clear(); // it was given to whoever stood here before
    const auto iin = identity::Iin::parse(text(ClientField::Iin));
    if (iin && !m_corrects)
        return m_known->look(*iin);
    if (!iin && text(ClientField::Iin).size() == kIinDigits) {
        m_wrong.insert(ClientField::Iin, iin.error());
        m_boxes.value(ClientField::Iin)->setError(language().sentence(iin.error()));
    }
}

void ClientStep::showActsFor()
{
    const auto actsFor = static_cast<ActsFor>(std::max(m_principals->currentIndex(), 0));
    const bool shown = actsFor != ActsFor::Themselves;
    for (const ClientField field : {ClientField::PrincipalNumber, ClientField::PrincipalName, ClientField::PaperNumber,
             ClientField::PaperIssued, ClientField::PaperUntil})
        m_boxes.value(field)->setVisible(shown);
    m_paper->setVisible(shown);
    m_grid->rearrange();
    m_boxes.value(ClientField::PrincipalNumber)
        ->setName(actsFor == ActsFor::Organisation ? tr("BIN, 12 digits") : tr("Their IIN, 12 digits"));
    m_boxes.value(ClientField::PrincipalName)
        ->setName(actsFor == ActsFor::Organisation ? tr("Name of the organisation") : tr("Surname and names"));
}

void ClientStep::submit()
{
    const CheckedDraft checked = check(draft(), core::toQDateTime(counter().now()).date());
    show(checked);
    if (!checked.client)
        return;
    NewClient client = *checked.client;
    client.opening.approval = m_approval;
    client.data.bankNumber = m_bankNumber;
    controller().follow(m_corrects ? counter().correct(client) : counter().begin(client));
}

void ClientStep::show(const CheckedDraft& checked)
{
    m_wrong = checked.wrong;
    m_doubtful = checked.doubtful;
    nameFields();
    if (m_wrong.isEmpty()) {
        Q_EMIT complained({});
        return;
    }
    // Each stands below its field; said above as well, the fields would be pushed out of sight.
    Q_EMIT complained(
        m_wrong.size() == 1
            ? language().sentence(m_wrong.first())
            : tr("Fields to put right: %1. What is wrong stands below each of them.").arg(m_wrong.size()));
    Q_EMIT wanted(m_boxes.value(m_wrong.firstKey())->field());
}

void ClientStep::clearWord(ClientField field)
{
    m_wrong.remove(field);
    m_doubtful.remove(field);
    m_boxes.value(field)->setError({});
    nameFields();
}

void ClientStep::nameFields()
{
    for (auto box = m_boxes.constBegin(); box != m_boxes.constEnd(); ++box) {
        const auto wrong = m_wrong.constFind(box.key());
        const auto doubtful = m_doubtful.constFind(box.key());
        box.value()->setError(wrong != m_wrong.constEnd() ? language().sentence(*wrong) : QString());
        box.value()->setHint(doubtful != m_doubtful.constEnd() ? language().sentence(*doubtful) : QString());
    }
    for (const ClientField field :
        {ClientField::ValidUntil, ClientField::Birth, ClientField::PaperIssued, ClientField::PaperUntil}) {
        if (const auto date = dateFrom(text(field)); date && !m_doubtful.contains(field))
            m_boxes.value(field)->setHint(date->toString(QStringLiteral("dd.MM.yyyy")));
    }
}

void ClientStep::nameLists()
{
    m_purpose->setName(tr("What for"));
    m_language->setName(tr("The client's language"));
    m_document->setName(tr("Document"));
    m_actsFor->setName(tr("Acts for"));
    m_paper->setName(tr("On the ground of"));
    const QString chosen = m_purposes->currentData().toString();
    m_purposes->clear();
    for (const criteria::Purpose& purpose : counter().rules().purposes) {
        if (isOffered(purpose))
            m_purposes->addItem(purpose.name.in(language().language()), purpose.id);
    }
    m_purposes->setCurrentIndex(std::max(m_purposes->findData(chosen), 0));
    m_purpose->setVisible(m_purposes->count() > 1);
    QStringList languages;
    for (const core::Language one : core::kLanguages)
        languages.append(languageName(one));
    renew(m_languages, languages);
    QStringList documents;
    for (const identity::DocumentKind kind : identity::kDocumentKinds)
        documents.append(CaseWords::document(kind));
    renew(m_documents, documents);
    renew(m_principals, {tr("Themselves"), tr("A legal entity"), tr("Another person")});
    renew(m_papers, {tr("Order of appointment"), tr("Power of attorney"), tr("The law: parent, guardian")});
}

void ClientStep::retranslate()
{
    const auto name = [this](ClientField field, const QString& text) {
        m_boxes.value(field)->setName(text);
    };
    name(ClientField::Iin, tr("IIN, 12 digits"));
    name(ClientField::DocumentNumber, tr("Document number"));
    name(ClientField::ValidUntil, tr("Valid until: day, month, year"));
    name(ClientField::Birth, tr("Date of birth: day, month, year"));
    name(ClientField::Surname, tr("Surname"));
    name(ClientField::Given, tr("Given name"));
    name(ClientField::Patronymic, tr("Patronymic, if any"));
    name(ClientField::Phone, tr("Mobile phone"));
    name(ClientField::PaperNumber, tr("Number of the paper"));
    name(ClientField::PaperIssued, tr("Issued: day, month, year"));
    name(ClientField::PaperUntil, tr("Valid until, if it ends"));
    name(ClientField::Seen, tr("In person"));
    m_seen->setText(tr("The client is here and looks like the photograph"));
    nameLists();
    showActsFor();
    nameFields();
    m_known->retranslate();
    Q_EMIT changed();
}

} // namespace tirkeu::workstation
