#include <casefile/kinds.h>

#include <algorithm>
#include <array>

namespace tirkeu::casefile {

namespace {
constexpr ErrorCode kUnknownKind{"casefile.unknown-kind"};

using enum FieldType;
constexpr bool kMayMiss = false;

constexpr Field kCaseOpened[] = {{"iin", Text}, {"purpose", Text}, {"language", Text}, {"criteria", Text},
    {"limits", Object}, {"earlier", Objects}, {"steps", Texts}, {"deadline", Time}, {"standing", Texts, kMayMiss},
    {"kind", Text, kMayMiss}, {"consents", Texts, kMayMiss}, {"workstation", Text, kMayMiss},
    {"restsOn", Objects, kMayMiss}, {"exceptions", Objects, kMayMiss}, {"approvedBy", Text, kMayMiss},
    {"approval", Id, kMayMiss}};
constexpr Field kClientRecorded[] = {{"names", Object}, {"document", Object}, {"phone", Text, kMayMiss},
    {"represents", Object, kMayMiss}, {"supersedes", Text, kMayMiss}, {"number", Text, kMayMiss}};
constexpr Field kVisuallyIdentified[] = {{"means", Text}, {"document", Text, kMayMiss}};
constexpr Field kPresenceAttested[] = {{"device", Text, kMayMiss}};
constexpr Field kConsentAnswered[] = {{"consent", Text}, {"answer", Text}, {"means", Text}, {"language", Text},
    {"text", Digest}, {"readingMs", Whole}, {"evidence", Id, kMayMiss}, {"version", Whole, kMayMiss}};
constexpr Field kConsentWithdrawn[] = {{"consent", Text}, {"means", Text}, {"evidence", Id, kMayMiss}};
constexpr Field kPhoneChecked[] = {{"state", Text}, {"source", Text, kMayMiss}};
constexpr Field kServiceAsked[] = {{"service", Text}, {"call", Id, kMayMiss}, {"verdict", Text},
    {"source", Text, kMayMiss}, {"reason", Text, kMayMiss}, {"evidence", Id, kMayMiss}};
constexpr Field kHandExcepted[] = {
    {"hand", Text}, {"attestedBy", Text}, {"until", Time, kMayMiss}, {"evidence", Id, kMayMiss}};
constexpr Field kWhy[] = {{"why", Text}};
constexpr Field kTo[] = {{"to", Text}};
constexpr Field kAttemptStarted[] = {{"attempt", Id}, {"modality", Text}, {"hand", Text}, {"number", Whole},
    {"device", Object}, {"digests", Texts, kMayMiss}, {"approvedBy", Text, kMayMiss}};
constexpr Field kAttemptFinished[] = {{"attempt", Id}, {"verdict", Text}, {"result", Object}, {"digests", Texts}};
constexpr Field kAttemptVoided[] = {
    {"attempt", Id}, {"cause", Text}, {"evidence", Text}, {"approvedBy", Text, kMayMiss}};
constexpr Field kTemplateFormed[] = {{"template", Id}, {"attempt", Id}, {"digest", Digest}, {"algorithm", Text}};
constexpr Field kComparisonMade[] = {{"comparison", Id}, {"attempt", Id}, {"outcome", Text}, {"result", Object}};
constexpr Field kComparisonAwaited[] = {{"comparison", Id}, {"attempt", Id}, {"from", Text}};
constexpr Field kAnswerReceived[] = {{"comparison", Id}, {"outcome", Text}, {"result", Object}};
constexpr Field kDuplicateSuspected[] = {{"candidates", Whole}, {"reference", Text}};
constexpr Field kQuestionRaised[] = {{"question", Id}, {"about", Text}, {"reasons", Texts}};
constexpr Field kQuestionAnswered[] = {
    {"question", Id}, {"answer", Text}, {"reason", Text}, {"proof", Text, kMayMiss}, {"evidence", Id, kMayMiss}};
constexpr Field kNoticeOwed[] = {{"about", Text}, {"to", Text}};
constexpr Field kDecisionMade[] = {{"outcome", Text}, {"by", Text}, {"reasons", Texts}};
constexpr Field kCaseEnded[] = {{"ending", Text}, {"reason", Text, kMayMiss}};
constexpr Field kDocumentMade[] = {{"document", Id}, {"kind", Text}, {"digest", Digest}, {"sequence", Whole, kMayMiss},
    {"head", Digest, kMayMiss}, {"signer", Digest, kMayMiss}};
constexpr Field kDocumentSigned[] = {{"document", Id}, {"certificate", Digest}, {"digest", Digest}, {"level", Text}};
constexpr Field kDocumentStamped[] = {{"document", Id}, {"digest", Digest}};
constexpr Field kSlipGiven[] = {{"language", Text}, {"document", Id, kMayMiss}};
constexpr Field kPackageQueued[] = {{"package", Id}, {"fingerprint", Digest}, {"size", Whole}};
constexpr Field kPackageSent[] = {{"package", Id}};
constexpr Field kPackageAccepted[] = {{"package", Id}, {"receipt", Digest}};
constexpr Field kPackageRefused[] = {{"package", Id}, {"reason", Text}};
constexpr Field kPackageSuperseded[] = {{"package", Id}, {"by", Id}};

constexpr Field kPictureViewed[] = {{"object", Id}, {"why", Text}};
constexpr Field kSuspicionSeen[] = {{"case", Id}, {"reason", Text}, {"outcome", Text, kMayMiss}};
constexpr Field kConfirmationMade[] = {{"document", Id}, {"digest", Digest}, {"certificate", Digest}, {"level", Text}};
constexpr Field kNoticeSent[] = {{"case", Id}, {"about", Text}, {"to", Text}, {"means", Text}};
constexpr Field kServiceTold[] = {
    {"service", Text}, {"call", Id}, {"case", Id}, {"source", Text, kMayMiss}, {"entry", Text, kMayMiss}};
constexpr Field kAttemptsAnswered[] = {{"answer", Text}, {"reason", Text}, {"evidence", Id}};
constexpr Field kExportMade[] = {{"what", Text}, {"objects", Whole}, {"to", Text}};
constexpr Field kPrintMade[] = {{"what", Text}, {"copies", Whole}};
constexpr Field kRelationEnded[] = {{"at", Time}, {"source", Text}};
constexpr Field kReason[] = {{"reason", Text}};
constexpr Field kClientDestroyed[] = {{"client", Id}, {"act", Id}, {"objects", Whole}, {"entries", Whole, kMayMiss},
    {"reference", Digest, kMayMiss}, {"digest", Digest, kMayMiss}};
constexpr Field kClipDiscarded[] = {{"object", Id}, {"chunks", Whole}};

constexpr Field kVaultCreated[] = {{"vault", Id}, {"recovery", Digest}, {"slots", Texts, kMayMiss}};
constexpr Field kVaultOpened[] = {{"slot", Id}, {"role", Text}};
constexpr Field kSlot[] = {{"slot", Id}, {"role", Text}, {"holder", Text}, {"certificate", Digest}};
constexpr Field kVaultRekeyed[] = {{"generation", Whole}, {"slots", Whole}};
constexpr Field kSignInSucceeded[] = {{"address", Text}, {"certificate", Digest}, {"role", Text}};
constexpr Field kSignInRefused[] = {{"address", Text}, {"reason", Text}, {"certificate", Digest, kMayMiss}};
constexpr Field kStepUp[] = {{"for", Text}};
constexpr Field kStepUpRefused[] = {{"for", Text}, {"reason", Text}};
constexpr Field kRulesAcknowledged[] = {{"edition", Text}};
constexpr Field kSettingChanged[] = {
    {"setting", Text}, {"from", Text}, {"to", Text}, {"certificate", Digest, kMayMiss}};
constexpr Field kCriteriaLoaded[] = {{"version", Text}, {"digest", Digest}};
constexpr Field kRoleChanged[] = {{"who", Text}, {"from", Text}, {"to", Text}};
constexpr Field kDevice[] = {{"device", Text}, {"serial", Text}, {"place", Text, kMayMiss}};
constexpr Field kDeviceRefused[] = {{"device", Text}, {"serial", Text}, {"reason", Text}};
constexpr Field kDeviceChanged[] = {{"device", Text}, {"serial", Text}, {"change", Text}};
constexpr Field kClockJumped[] = {{"from", Time}, {"to", Time}};
constexpr Field kAnchorReceived[] = {{"sequence", Whole}, {"hash", Digest}, {"source", Text}};
constexpr Field kRollbackFound[] = {{"sequence", Whole}, {"hash", Digest}, {"verdict", Text}, {"source", Text}};
constexpr Field kSealedAbsorbed[] = {{"events", Whole}, {"first", Whole}, {"last", Whole}};
constexpr Field kSealedLost[] = {{"what", Text}, {"expected", Whole}};
constexpr Field kVolumeSealed[] = {{"volume", Whole}, {"first", Whole}, {"last", Whole}, {"digest", Digest}};
constexpr Field kDestructionProposed[] = {{"act", Id}, {"clients", Texts}, {"reason", Text}};
constexpr Field kDestructionApproved[] = {{"act", Id}};
constexpr Field kDestructionDocumented[] = {
    {"document", Id}, {"digest", Digest}, {"certificate", Digest}, {"level", Text}};
constexpr Field kDestructionExported[] = {{"document", Id}, {"digest", Digest}};
constexpr Field kBackupMade[] = {
    {"file", Text}, {"digest", Digest}, {"what", Text}, {"keysRemoved", Text, kMayMiss}, {"keysLeft", Text, kMayMiss}};
constexpr Field kBackupRestored[] = {{"digest", Digest}, {"sequence", Whole}};
constexpr Field kJournalExported[] = {{"first", Whole}, {"last", Whole}, {"digest", Digest}};
constexpr Field kGuardFinding[] = {{"finding", Text}, {"action", Text}, {"evidence", Text}};
constexpr Field kProgramStarted[] = {{"version", Text}, {"clean", Flag}};
constexpr Field kSupportBegan[] = {{"by", Text}};
constexpr Field kLevelStopped[] = {{"document", Id}, {"reason", Text}};

constexpr Scope kCase = Scope::Case;
constexpr Scope kClient = Scope::Client;
constexpr Scope kStation = Scope::Workstation;
constexpr Proof kChain = Proof::Chain;
constexpr Proof kSigned = Proof::Signature;
constexpr std::string_view kEnrolment = "modules/enrolment";
constexpr std::string_view kSync = "modules/sync";
constexpr std::string_view kVault = "modules/vault";
constexpr std::string_view kSignIn = "app/workstation/signin";
constexpr std::string_view kShell = "app/workstation/shell";
constexpr std::string_view kStart = "app/workstation/bootstrap";

constexpr std::array kKinds = {
    KindInfo{Kind::CaseOpened, "case.opened", kCase, kChain, kEnrolment, kCaseOpened},
    KindInfo{Kind::ClientRecorded, "client.recorded", kCase, kChain, kEnrolment, kClientRecorded},
    KindInfo{Kind::VisuallyIdentified, "client.visually-identified", kCase, kChain, kEnrolment, kVisuallyIdentified},
    KindInfo{Kind::PresenceAttested, "client.presence-attested", kCase, kChain, kEnrolment, kPresenceAttested},
    KindInfo{Kind::ConsentAnswered, "consent.answered", kCase, kChain, kEnrolment, kConsentAnswered},
    KindInfo{Kind::ConsentWithdrawn, "consent.withdrawn", kCase, kChain, kEnrolment, kConsentWithdrawn},
    KindInfo{Kind::PhoneChecked, "phone.checked", kCase, kChain, kEnrolment, kPhoneChecked},
    KindInfo{Kind::HandExcepted, "hand.excepted", kCase, kChain, kEnrolment, kHandExcepted},
    KindInfo{Kind::CasePaused, "case.paused", kCase, kChain, kEnrolment, kWhy},
    KindInfo{Kind::CaseResumed, "case.resumed", kCase, kChain, kEnrolment, {}},
    KindInfo{Kind::CaseHandedOver, "case.handed-over", kCase, kChain, kEnrolment, kTo},
    KindInfo{Kind::AttemptStarted, "attempt.started", kCase, kSigned, kEnrolment, kAttemptStarted},
    KindInfo{Kind::AttemptFinished, "attempt.finished", kCase, kSigned, kEnrolment, kAttemptFinished},
    KindInfo{Kind::AttemptVoided, "attempt.voided", kCase, kSigned, kEnrolment, kAttemptVoided},
    KindInfo{Kind::TemplateFormed, "template.formed", kCase, kSigned, kEnrolment, kTemplateFormed},
    KindInfo{Kind::ComparisonMade, "comparison.made", kCase, kSigned, kEnrolment, kComparisonMade},
    KindInfo{Kind::ComparisonAwaited, "comparison.awaited", kCase, kChain, kEnrolment, kComparisonAwaited},
    KindInfo{Kind::AnswerReceived, "answer.received", kCase, kChain, kSync, kAnswerReceived},
    KindInfo{Kind::DuplicateSuspected, "duplicate.suspected", kCase, kChain, kEnrolment, kDuplicateSuspected},
    KindInfo{Kind::QuestionRaised, "question.raised", kCase, kChain, kEnrolment, kQuestionRaised},
    KindInfo{Kind::QuestionAnswered, "question.answered", kCase, kChain, kEnrolment, kQuestionAnswered},
    KindInfo{Kind::DecisionMade, "decision.made", kCase, kChain, kEnrolment, kDecisionMade},
    KindInfo{Kind::CaseEnded, "case.ended", kCase, kSigned, kEnrolment, kCaseEnded},
    KindInfo{Kind::CaseReopened, "case.reopened", kCase, kChain, kEnrolment, kWhy},
    KindInfo{Kind::DocumentMade, "document.made", kCase, kChain, kEnrolment, kDocumentMade},
    KindInfo{Kind::DocumentSigned, "document.signed", kCase, kChain, kEnrolment, kDocumentSigned},
    KindInfo{Kind::DocumentStamped, "document.stamped", kCase, kChain, kStart, kDocumentStamped},
    KindInfo{Kind::SlipGiven, "slip.given", kCase, kChain, kEnrolment, kSlipGiven},
    KindInfo{Kind::PackageQueued, "package.queued", kCase, kChain, kSync, kPackageQueued},
    KindInfo{Kind::PackageSent, "package.sent", kCase, kChain, kSync, kPackageSent},
    KindInfo{Kind::PackageAccepted, "package.accepted", kCase, kChain, kSync, kPackageAccepted},
    KindInfo{Kind::PackageRefused, "package.refused", kCase, kChain, kSync, kPackageRefused},
    KindInfo{Kind::PackageSuperseded, "package.superseded", kCase, kChain, kSync, kPackageSuperseded},
    KindInfo{Kind::NoticeOwed, "notice.owed", kCase, kChain, kEnrolment, kNoticeOwed},
    KindInfo{Kind::ServiceAsked, "service.asked", kCase, kChain, kEnrolment, kServiceAsked},
    KindInfo{Kind::PictureViewed, "picture.viewed", kClient, kChain, kVault, kPictureViewed},
    KindInfo{Kind::ExportMade, "export.made", kClient, kChain, kEnrolment, kExportMade},
    KindInfo{Kind::PrintMade, "print.made", kClient, kChain, kStart, kPrintMade},
    KindInfo{Kind::RelationEnded, "relation.ended", kClient, kChain, kVault, kRelationEnded},
    KindInfo{Kind::HoldSet, "hold.set", kClient, kChain, kVault, kReason},
    KindInfo{Kind::HoldLifted, "hold.lifted", kClient, kChain, kVault, kReason},
    KindInfo{Kind::ClientDestroyed, "client.destroyed", kStation, kChain, kVault, kClientDestroyed},
    KindInfo{Kind::ClipDiscarded, "clip.discarded", kClient, kChain, kVault, kClipDiscarded},
    KindInfo{Kind::SuspicionSeen, "suspicion.seen", kClient, kChain, kStart, kSuspicionSeen},
    KindInfo{Kind::ConfirmationMade, "confirmation.made", kClient, kChain, kEnrolment, kConfirmationMade},
    KindInfo{Kind::NoticeSent, "notice.sent", kClient, kChain, kEnrolment, kNoticeSent},
    KindInfo{Kind::ServiceTold, "service.told", kClient, kChain, kSync, kServiceTold},
    KindInfo{Kind::AttemptsAsked, "attempts.asked", kClient, kChain, kEnrolment, {}},
    KindInfo{Kind::AttemptsAnswered, "attempts.answered", kClient, kChain, kEnrolment, kAttemptsAnswered},
    KindInfo{Kind::VaultCreated, "vault.created", kStation, kChain, kVault, kVaultCreated},
    KindInfo{Kind::VaultOpened, "vault.opened", kStation, kChain, kVault, kVaultOpened},
    KindInfo{Kind::VaultClosed, "vault.closed", kStation, kChain, kVault, {}},
    KindInfo{Kind::SlotAdded, "slot.added", kStation, kChain, kVault, kSlot},
    KindInfo{Kind::SlotRemoved, "slot.removed", kStation, kChain, kVault, kSlot},
    KindInfo{Kind::VaultRekeyed, "vault.rekeyed", kStation, kChain, kVault, kVaultRekeyed},
    KindInfo{Kind::SignInSucceeded, "signin.succeeded", kStation, kChain, kSignIn, kSignInSucceeded},
    KindInfo{Kind::SignInRefused, "signin.refused", kStation, kChain, kSignIn, kSignInRefused},
    KindInfo{Kind::SignedOut, "signin.ended", kStation, kChain, kShell, {}},
    KindInfo{Kind::ScreenLocked, "screen.locked", kStation, kChain, kShell, kWhy},
    KindInfo{Kind::ScreenUnlocked, "screen.unlocked", kStation, kChain, kShell, {}},
    KindInfo{Kind::StepUpSucceeded, "stepup.succeeded", kStation, kChain, kStart, kStepUp},
    KindInfo{Kind::StepUpRefused, "stepup.refused", kStation, kChain, kStart, kStepUpRefused},
    KindInfo{Kind::RulesAcknowledged, "rules.acknowledged", kStation, kChain, kSignIn, kRulesAcknowledged},
    KindInfo{Kind::SettingChanged, "setting.changed", kStation, kChain, "app/workstation/settings", kSettingChanged},
    KindInfo{Kind::CriteriaLoaded, "criteria.loaded", kStation, kChain, kStart, kCriteriaLoaded},
    KindInfo{Kind::RoleChanged, "role.changed", kStation, kChain, kStart, kRoleChanged},
    KindInfo{Kind::DeviceRegistered, "device.registered", kStation, kChain, "modules/devices", kDevice},
    KindInfo{Kind::DeviceAttached, "device.attached", kStation, kChain, "modules/devices", kDevice},
    KindInfo{Kind::DeviceRemoved, "device.removed", kStation, kChain, "modules/devices", kDevice},
    KindInfo{Kind::DeviceRefused, "device.refused", kStation, kChain, "modules/devices", kDeviceRefused},
    KindInfo{Kind::DeviceChanged, "device.changed", kStation, kChain, "modules/devices", kDeviceChanged},
    KindInfo{Kind::ClockJumped, "clock.jumped", kStation, kChain, kVault, kClockJumped},
    KindInfo{Kind::AnchorReceived, "anchor.received", kStation, kChain, kVault, kAnchorReceived},
    KindInfo{Kind::RollbackFound, "rollback.found", kStation, kChain, kVault, kRollbackFound},
    KindInfo{Kind::SealedFileAbsorbed, "sealed-file.absorbed", kStation, kChain, kVault, kSealedAbsorbed},
    KindInfo{Kind::SealedFileLost, "sealed-file.lost", kStation, kChain, kVault, kSealedLost},
    KindInfo{Kind::VolumeSealed, "volume.sealed", kStation, kChain, kVault, kVolumeSealed},
    KindInfo{Kind::DestructionProposed, "destruction.proposed", kStation, kChain, kVault, kDestructionProposed},
    KindInfo{Kind::DestructionApproved, "destruction.approved", kStation, kChain, kVault, kDestructionApproved},
    KindInfo{Kind::DestructionDocumented, "destruction.documented", kStation, kChain, kVault, kDestructionDocumented},
    KindInfo{Kind::DestructionExported, "destruction.exported", kStation, kChain, kVault, kDestructionExported},
    KindInfo{Kind::BackupMade, "backup.made", kStation, kChain, kVault, kBackupMade},
    KindInfo{Kind::BackupRestored, "backup.restored", kStation, kChain, kVault, kBackupRestored},
    KindInfo{Kind::JournalExported, "journal.exported", kStation, kChain, "app/ctl/commands", kJournalExported},
    KindInfo{Kind::GuardFinding, "guard.finding", kStation, kChain, "modules/guard", kGuardFinding},
    KindInfo{Kind::ProgramStarted, "program.started", kStation, kChain, kStart, kProgramStarted},
    KindInfo{Kind::ProgramStopped, "program.stopped", kStation, kChain, kStart, {}},
    KindInfo{Kind::SupportBegan, "support.began", kStation, kChain, "modules/guard", kSupportBegan},
    KindInfo{Kind::SupportEnded, "support.ended", kStation, kChain, "modules/guard", {}},
    KindInfo{Kind::LevelStopped, "document.level-stopped", kStation, kChain, kStart, kLevelStopped},
};

constexpr bool inOrder()
{
    return std::ranges::is_sorted(kKinds, {}, &KindInfo::kind);
}
static_assert(inOrder());
} // namespace

std::span<const KindInfo> allKinds()
{
    return kKinds;
}

const KindInfo* infoOf(quint16 number)
{
    const auto found = std::ranges::lower_bound(kKinds, static_cast<Kind>(number), {}, &KindInfo::kind);
    return found != kKinds.end() && found->kind == static_cast<Kind>(number) ? &*found : nullptr;
}

const KindInfo& infoOf(Kind kind)
{
    return *std::ranges::lower_bound(kKinds, kind, {}, &KindInfo::kind);
}

Result<Kind> kindNamed(std::string_view name)
{
    const auto found = std::ranges::find(kKinds, name, &KindInfo::name);
    if (found == kKinds.end())
        return failure(
            kUnknownKind, ErrorKind::Bug, QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())));
    return found->kind;
}

} // namespace tirkeu::casefile
