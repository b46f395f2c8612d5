#pragma once

#include <core/result.h>

#include <span>
#include <string_view>

namespace tirkeu::casefile {

/// Everything the journal can say. The numbers are in files and in hashes: they are never changed or used again.
enum class Kind : quint16 {
    // A client's case.
    CaseOpened = 1,
    ClientRecorded = 2,
    VisuallyIdentified = 3,
    PresenceAttested = 4,
    ConsentAnswered = 5,
    ConsentWithdrawn = 6,
    PhoneChecked = 7,
    HandExcepted = 8,
    CasePaused = 9,
    CaseResumed = 10,
    CaseHandedOver = 11,
    AttemptStarted = 12,
    AttemptFinished = 13,
    AttemptVoided = 14,
    TemplateFormed = 15,
    ComparisonMade = 16,
    ComparisonAwaited = 17,
    AnswerReceived = 18,
    DuplicateSuspected = 19,
    QuestionRaised = 20,
    QuestionAnswered = 21,
    DecisionMade = 22,
    CaseEnded = 23,
    CaseReopened = 24,
    DocumentMade = 25,
    DocumentSigned = 26,
    DocumentStamped = 27,
    SlipGiven = 28,
    PackageQueued = 29,
    PackageSent = 30,
    PackageAccepted = 31,
    PackageRefused = 32,
    PackageSuperseded = 33,
    NoticeOwed = 34,
    ServiceAsked = 35,
    // A client outside a case.
    PictureViewed = 50,
    ExportMade = 51,
    PrintMade = 52,
    RelationEnded = 53,
    HoldSet = 54,
    HoldLifted = 55,
    ClientDestroyed = 56,
    ClipDiscarded = 57,
    SuspicionSeen = 58,
    ConfirmationMade = 59,
    NoticeSent = 60,
    ServiceTold = 61,
    AttemptsAsked = 62,
    AttemptsAnswered = 63,
    // The workstation.
    VaultCreated = 100,
    VaultOpened = 101,
    VaultClosed = 102,
    SlotAdded = 103,
    SlotRemoved = 104,
    VaultRekeyed = 105,
    SignInSucceeded = 110,
    SignInRefused = 111,
    SignedOut = 112,
    ScreenLocked = 113,
    ScreenUnlocked = 114,
    StepUpSucceeded = 115,
    StepUpRefused = 116,
    RulesAcknowledged = 117,
    SettingChanged = 120,
    CriteriaLoaded = 121,
    RoleChanged = 122,
    DeviceRegistered = 130,
    DeviceAttached = 131,
    DeviceRemoved = 132,
    DeviceRefused = 133,
    DeviceChanged = 134,
    ClockJumped = 140,
    AnchorReceived = 150,
    RollbackFound = 151,
    SealedFileAbsorbed = 160,
    SealedFileLost = 161,
    VolumeSealed = 170,
    DestructionProposed = 180,
    DestructionApproved = 181,
    DestructionDocumented = 182,
    DestructionExported = 183,
    BackupMade = 190,
    BackupRestored = 191,
    JournalExported = 192,
    GuardFinding = 200,
    ProgramStarted = 201,
    ProgramStopped = 202,
    SupportBegan = 204,
    SupportEnded = 205,
    LevelStopped = 206,
};

enum class Scope {
    Case,        ///< names a client and a case, and enters the fold
    Client,      ///< names a client
    Workstation, ///< names neither
};

enum class Proof {
    Chain,     ///< its place in the chain is enough
    Signature, ///< signed by the workstation's key as it arises, too
};

enum class FieldType { Text, Whole, Number, Flag, Time, Id, Digest, Texts, Object, Objects };

struct Field
{
    std::string_view name;
    FieldType type;
    bool needed = true;
};

struct KindInfo
{
    Kind kind;
    std::string_view name; ///< as in AuditSink and in exports
    Scope scope;
    Proof proof;
    std::string_view writer; ///< the folder whose code writes it; a test looks there
    std::span<const Field> fields;
};

[[nodiscard]] std::span<const KindInfo> allKinds(); ///< in the order of the numbers
[[nodiscard]] const KindInfo* infoOf(quint16 number);
[[nodiscard]] const KindInfo& infoOf(Kind kind);
[[nodiscard]] Result<Kind> kindNamed(std::string_view name);

} // namespace tirkeu::casefile
