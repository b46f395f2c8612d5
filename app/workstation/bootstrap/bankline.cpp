#include "bankline.h"

#include <core/log.h>
#include <core/whendone.h>
#include <sync/errors.h>
#include <sync/exportfile.h>
#include <sync/gatewaytrust.h>
#include <vault/errors.h>

#include <QCoreApplication>
#include <QDir>
#include <QNetworkInterface>
#include <QRandomGenerator>

namespace tirkeu::workstation {

namespace {
Q_LOGGING_CATEGORY(logBank, "tirkeu.bank")
constexpr ErrorCode kDuplicate{"sync.duplicate-suspected"};
constexpr ErrorCode kAnswerCame{"sync.answer-came"};
constexpr ErrorCode kRevoked{"sync.certificate-revoked"};
constexpr ErrorCode kNoPackage{"vault.no-such-record"};
constexpr ErrorCode kNotAnswered{"sync.question-not-answered"};
constexpr auto kLookAtNetwork = std::chrono::seconds(2);
const QString kAlarm = QStringLiteral("bank-");

// An address that comes or goes is a cable, a radio or a tunnel that did.
QStringList addressesNow()
{
    QStringList all;
    for (const QHostAddress& address : QNetworkInterface::allAddresses()) {
        if (!address.isLoopback())
            all.append(address.toString());
    }
    all.sort();
    return all;
}

sync::AtVault atVault(vault::VaultThread& thread)
{
    return [&thread](const std::function<Result<>(vault::Vault&)>& action) -> Result<> {
        return thread.perform<void>([&action](vault::Vault& vault) { return action(vault); }).result();
    };
}

vault::Spool spoolOf(const BankLine::Parts& parts)
{
    return {parts.spoolFolder, parts.sender.bank};
}
} // namespace

BankLine::BankLine(Parts parts)
    : m_parts(std::move(parts))
    , m_addresses(addressesNow())
    , m_courier(std::make_unique<sync::CourierThread>(sync::Courier::Ground{*m_parts.gateway, atVault(m_parts.vault),
          m_parts.sender, spoolOf(m_parts), sync::gatewayTrust(m_parts.bank, m_parts.receipts), m_parts.clock,
          m_parts.rules, [] { return QRandomGenerator::system()->generateDouble(); }, m_parts.criteria,
          m_parts.offerCriteria, {}, {}, {}, {}, QCoreApplication::applicationVersion(), m_parts.renew}))
{
    connect(m_courier.get(), &sync::CourierThread::reported, this, &BankLine::take);
    connect(m_courier.get(), &sync::CourierThread::outboxChanged, this, [this] {
        count();
        Q_EMIT changed();
    });
    connect(m_courier.get(), &sync::CourierThread::alarmed, this, [this](const Error& error) {
        m_parts.notices.set({kAlarm + error.code.toString(), MessageKind::Error, error, NoticeAction::Seen});
    });
    connect(m_courier.get(), &sync::CourierThread::answered, this, &BankLine::tellAnswer);
    connect(&m_parts.door, &VaultDoor::openChanged, this, [this](bool open) {
        if (!open)
            return packBeforeClosing();
        m_courier->noteVault();
        count();
    });
    m_network.setInterval(kLookAtNetwork);
    connect(&m_network, &QTimer::timeout, this, &BankLine::lookAtNetwork);
    m_network.start();
    m_courier->begin();
}

BankLine::~BankLine() = default;

void BankLine::follow(LinkState& link)
{
    m_link = &link;
    take(m_report);
    count();
}

void BankLine::noteSettled()
{
    m_courier->noteVault();
    count();
}

Error errorOf(const wire::Problem& problem)
{
    using Kind = wire::Problem::Kind;
    const QString code = sync::codeOf(problem);
    switch (problem.kind) {
    case Kind::NotReached:
        return {sync::kNotReached, ErrorKind::Retry, code};
    case Kind::Later:
        return {sync::kBusy, ErrorKind::Retry, code};
    case Kind::NotTrusted:
        return {sync::kNotTrusted, ErrorKind::SecurityStop, code};
    case Kind::OutOfStep:
    case Kind::Refused:
    case Kind::Fault:
        break;
    }
    return {kNotAnswered, ErrorKind::ServiceFault, code, {code}};
}

namespace {
/// What came of a question to the gateway, as the counter takes it.
template<typename T>
QFuture<Result<T>> resultOf(QFuture<wire::Reply<T>> reply)
{
    return reply.then([](const wire::Reply<T>& came) -> Result<T> {
        if (!came)
            return tl::make_unexpected(errorOf(came.error()));
        return *came;
    });
}
} // namespace

QFuture<Result<QList<wire::PalmGiven>>> BankLine::palmsOf(const wire::PalmsAsked& asked)
{
    return resultOf(m_courier->palmsOf(asked));
}

QFuture<Result<QList<wire::AttemptsElsewhere>>> BankLine::attemptsOf(const identity::Iin& iin)
{
    return resultOf(m_courier->attemptsOf(iin.toString()));
}

QFuture<Result<wire::ServiceSaid>> BankLine::call(const wire::ServiceCall& call)
{
    return resultOf(m_courier->callService(call));
}

// What the bank says of a case is in the journal by now; whoever is at the counter is told that it came.
void BankLine::tellAnswer(const wire::Answer& answer)
{
    using Kind = wire::Answer::Kind;
    const auto tell = [this](const ErrorCode& code, ErrorKind kind) {
        m_parts.notices.set({kAlarm + code.toString(), MessageKind::Warning, {code, kind, {}}, NoticeAction::Seen});
    };
    if (answer.kind == Kind::Duplicate && answer.fields.value(u"candidates").toInteger() > 0)
        tell(kDuplicate, ErrorKind::OperatorCanFix);
    else if (answer.kind == Kind::Decision)
        tell(kAnswerCame, ErrorKind::OperatorCanFix);
    else if (answer.kind == Kind::Revocation)
        tell(kRevoked, ErrorKind::SecurityStop);
}

// Asked for before the door asks the vault to close: what is signed goes on its way although nobody is in.
void BankLine::packBeforeClosing()
{
    auto packed =
        m_parts.vault.perform<int>([sender = m_parts.sender, spool = spoolOf(m_parts)](vault::Vault& vault) mutable {
            return sync::packOwed(vault.store(), sender, spool);
        });
    core::whenDone(packed, this, [this](const Result<int>& done) {
        if (!done)
            core::logWarning(logBank()) << "not packed before closing" << done.error();
        else if (*done > 0)
            m_courier->wake();
    });
}

void BankLine::lookAtNetwork()
{
    const QStringList now = addressesNow();
    if (now == m_addresses)
        return;
    m_addresses = now;
    m_courier->wake();
}

void BankLine::take(const sync::LinkReport& report)
{
    if (report.isTooOld && !m_report.isTooOld)
        m_parts.notices.set({kAlarm + sync::kProgramTooOld.toString(), MessageKind::Warning,
            {sync::kProgramTooOld, ErrorKind::OperatorCanFix, {}}, NoticeAction::Seen});
    const bool moved = report.inHand != m_report.inHand || report.inHandSent != m_report.inHandSent;
    m_report = report;
    if (m_link && report.since != core::WallTime())
        m_link->setOnline(report.isOnline, report.since, report.why, report.isQuiet);
    if (m_link && report.withdrawals != m_link->withdrawals())
        m_link->setWithdrawals(report.withdrawals);
    if (moved)
        Q_EMIT changed();
}

void BankLine::count()
{
    auto counted =
        m_parts.vault.perform<outboxreading::Counts>([](vault::Vault& vault) -> Result<outboxreading::Counts> {
            const auto rows = vault.store().outbox();
            return rows ? Result<outboxreading::Counts>(outboxreading::countsOf(*rows, vault.store().clock().wall()))
                        : failure(rows);
        });
    core::whenDone(counted, this, [this](const Result<outboxreading::Counts>& counts) {
        if (!counts || !m_link)
            return;
        m_link->setOutboxCount(counts->waiting);
        m_link->setToday(counts->clients, counts->delivered);
    });
}

QFuture<Result<OutboxShown>> BankLine::read()
{
    const outboxreading::InHand inHand{m_report.inHand, m_report.inHandSent};
    return m_parts.vault.perform<OutboxShown>(
        [inHand](vault::Vault& vault) { return outboxreading::shownOf(vault.store(), inHand); });
}

QFuture<Result<>> BankLine::retry(const QString& id)
{
    const auto package = core::Uuid::parse(id);
    if (!package)
        return QtFuture::makeReadyFuture(Result<>(failure(kNoPackage, ErrorKind::Bug, id)));
    auto done = m_parts.vault.perform<void>([package = *package](vault::Vault& vault) -> Result<> {
        const auto row = vault.store().outboxRow(package);
        if (!row)
            return failure(row);
        if (!*row || (*row)->state != casefile::Delivery::Refused)
            return {};
        const auto again = sync::packAgain(vault.store(), package);
        return again ? Result<>() : failure(again);
    });
    core::whenDone(done, this, [this, package = *package](const Result<>& result) {
        if (result)
            m_courier->retry(package);
    });
    return done;
}

void BankLine::sendNow()
{
    m_courier->wake();
}

QFuture<Result<QString>> BankLine::exportAll(const QString& folder)
{
    const QString stamp = core::toIsoText(m_parts.clock.wall()).remove(u':').remove(u'-').left(15);
    const QString path = folder + u'/' + m_parts.sender.workstation + u'-' + stamp + QStringLiteral(".tkpackages");
    return m_parts.vault.perform<QString>(
        [path, folder, spool = spoolOf(m_parts), sender = m_parts.sender, actor = m_parts.door.owner()](
            vault::Vault& vault) mutable -> Result<QString> {
            if (!QDir().mkpath(folder))
                return failure(ErrorCode("sync.export-not-written"), ErrorKind::OperatorCanFix, folder, {folder});
            vault::Store& store = vault.store();
            if (const auto packed = sync::packOwed(store, sender, spool); !packed)
                return failure(packed);
            const auto known = sync::knownToGateway(store);
            const auto made =
                known ? sync::writeExport(store, spool, sender.workstation, path, *known, actor) : failure(known);
            return made ? Result<QString>(path) : failure(made);
        });
}

} // namespace tirkeu::workstation
