#include "codes.h"

#include <array>

namespace tirkeu::criteria {

namespace {
constexpr std::array kCameraUseSpellings{
    Spelling<Camera::Use>{Camera::Use::Face, "face"}, Spelling<Camera::Use>{Camera::Use::Document, "document"}};
constexpr std::array kChallengeSpellings{Spelling<Challenge>{Challenge::TurnLeft, "turn-left"},
    Spelling<Challenge>{Challenge::TurnRight, "turn-right"}, Spelling<Challenge>{Challenge::HeadUp, "head-up"},
    Spelling<Challenge>{Challenge::HeadDown, "head-down"}, Spelling<Challenge>{Challenge::Blink, "blink"},
    Spelling<Challenge>{Challenge::BlinkTwice, "blink-twice"}, Spelling<Challenge>{Challenge::Smile, "smile"},
    Spelling<Challenge>{Challenge::OpenMouth, "open-mouth"},
    Spelling<Challenge>{Challenge::ScreenColours, "screen-colours"}};
constexpr std::array kPalmCharacteristicSpellings{Spelling<PalmCharacteristic>{PalmCharacteristic::Volume, "volume"},
    Spelling<PalmCharacteristic>{PalmCharacteristic::Thermal, "thermal"},
    Spelling<PalmCharacteristic>{PalmCharacteristic::Optical, "optical"},
    Spelling<PalmCharacteristic>{PalmCharacteristic::Vein, "vein"}};
constexpr std::array kSigningRulesBySpellings{Spelling<SigningRules::By>{SigningRules::By::Employee, "employee"},
    Spelling<SigningRules::By>{SigningRules::By::OrganisationSeal, "organisation-seal"}};
constexpr std::array kSigningRulesLevelSpellings{Spelling<SigningRules::Level>{SigningRules::Level::B, "B-B"},
    Spelling<SigningRules::Level>{SigningRules::Level::T, "B-T"},
    Spelling<SigningRules::Level>{SigningRules::Level::LT, "B-LT"},
    Spelling<SigningRules::Level>{SigningRules::Level::LTA, "B-LTA"}};
constexpr std::array kConsentKindSpellings{Spelling<ConsentKind>{ConsentKind::PersonalData, "personal-data"},
    Spelling<ConsentKind>{ConsentKind::IdecAuthentication, "idec-authentication"},
    Spelling<ConsentKind>{ConsentKind::EdsKeys, "eds-keys"},
    Spelling<ConsentKind>{ConsentKind::ThirdParties, "third-parties"},
    Spelling<ConsentKind>{ConsentKind::PalmScanning, "palm-scanning"}};
constexpr std::array kConsentMeansSpellings{Spelling<ConsentMeans>{ConsentMeans::Stroke, "stroke"},
    Spelling<ConsentMeans>{ConsentMeans::OneTimeCode, "one-time-code"},
    Spelling<ConsentMeans>{ConsentMeans::EdsToken, "eds-token"},
    Spelling<ConsentMeans>{ConsentMeans::SignedPaper, "signed-paper"}};
constexpr std::array kGuardFindingSpellings{Spelling<GuardFinding>{GuardFinding::Integrity, "integrity"},
    Spelling<GuardFinding>{GuardFinding::EmulatedEnvironment, "emulated-environment"},
    Spelling<GuardFinding>{GuardFinding::Debugger, "debugger"},
    Spelling<GuardFinding>{GuardFinding::ForeignLibrary, "foreign-library"},
    Spelling<GuardFinding>{GuardFinding::RemoteControl, "remote-control"},
    Spelling<GuardFinding>{GuardFinding::ScreenCapture, "screen-capture"},
    Spelling<GuardFinding>{GuardFinding::Administrator, "administrator"},
    Spelling<GuardFinding>{GuardFinding::NoAntivirus, "no-antivirus"}};
constexpr std::array kGuardReactionSpellings{
    Spelling<GuardReaction>{GuardReaction::Warn, "warn"}, Spelling<GuardReaction>{GuardReaction::Block, "block"}};
constexpr std::array kStepSpellings{Spelling<Step>{Step::Client, "client"}, Spelling<Step>{Step::Phone, "phone"},
    Spelling<Step>{Step::Consents, "consents"}, Spelling<Step>{Step::PalmRight, "palm-right"},
    Spelling<Step>{Step::PalmLeft, "palm-left"}, Spelling<Step>{Step::PalmComparison, "palm-comparison"},
    Spelling<Step>{Step::Face, "face"}, Spelling<Step>{Step::FaceComparison, "face-comparison"},
    Spelling<Step>{Step::Decision, "decision"}, Spelling<Step>{Step::Signing, "signing"},
    Spelling<Step>{Step::Slip, "slip"}};
constexpr std::array kPurposeKindSpellings{
    Spelling<Purpose::Kind>{Purpose::Kind::Enrol, "enrol"}, Spelling<Purpose::Kind>{Purpose::Kind::Verify, "verify"}};
constexpr std::array kFactSpellings{Spelling<Fact>{Fact::PalmAuthenticity, "palm-authenticity"},
    Spelling<Fact>{Fact::PalmMatch, "palm-match"}, Spelling<Fact>{Fact::FaceAuthenticity, "face-authenticity"},
    Spelling<Fact>{Fact::FaceMatch, "face-match"}, Spelling<Fact>{Fact::Phone, "phone"},
    Spelling<Fact>{Fact::Duplicate, "duplicate"}, Spelling<Fact>{Fact::Exception, "exception"}};
constexpr std::array kFactStateSpellings{Spelling<FactState>{FactState::Positive, "positive"},
    Spelling<FactState>{FactState::Negative, "negative"}, Spelling<FactState>{FactState::Undecided, "undecided"},
    Spelling<FactState>{FactState::Pending, "pending"}, Spelling<FactState>{FactState::Absent, "absent"}};
constexpr std::array kVerdictSpellings{Spelling<Verdict>{Verdict::Accept, "accept"},
    Spelling<Verdict>{Verdict::Refuse, "refuse"}, Spelling<Verdict>{Verdict::Supervisor, "supervisor"},
    Spelling<Verdict>{Verdict::Pending, "pending"}};
} // namespace

std::span<const Spelling<Camera::Use>> spellings(Camera::Use)
{
    return kCameraUseSpellings;
}
QString code(Camera::Use value)
{
    return spelled(value);
}

std::span<const Spelling<Challenge>> spellings(Challenge)
{
    return kChallengeSpellings;
}
QString code(Challenge value)
{
    return spelled(value);
}

std::span<const Spelling<PalmCharacteristic>> spellings(PalmCharacteristic)
{
    return kPalmCharacteristicSpellings;
}
QString code(PalmCharacteristic value)
{
    return spelled(value);
}

std::span<const Spelling<SigningRules::By>> spellings(SigningRules::By)
{
    return kSigningRulesBySpellings;
}
QString code(SigningRules::By value)
{
    return spelled(value);
}

std::span<const Spelling<SigningRules::Level>> spellings(SigningRules::Level)
{
    return kSigningRulesLevelSpellings;
}
QString code(SigningRules::Level value)
{
    return spelled(value);
}

std::span<const Spelling<ConsentKind>> spellings(ConsentKind)
{
    return kConsentKindSpellings;
}
QString code(ConsentKind value)
{
    return spelled(value);
}

std::span<const Spelling<ConsentMeans>> spellings(ConsentMeans)
{
    return kConsentMeansSpellings;
}
QString code(ConsentMeans value)
{
    return spelled(value);
}

std::span<const Spelling<GuardFinding>> spellings(GuardFinding)
{
    return kGuardFindingSpellings;
}
QString code(GuardFinding value)
{
    return spelled(value);
}

std::span<const Spelling<GuardReaction>> spellings(GuardReaction)
{
    return kGuardReactionSpellings;
}
QString code(GuardReaction value)
{
    return spelled(value);
}

std::span<const Spelling<Step>> spellings(Step)
{
    return kStepSpellings;
}
QString code(Step value)
{
    return spelled(value);
}

std::span<const Spelling<Purpose::Kind>> spellings(Purpose::Kind)
{
    return kPurposeKindSpellings;
}
QString code(Purpose::Kind value)
{
    return spelled(value);
}

std::span<const Spelling<Fact>> spellings(Fact)
{
    return kFactSpellings;
}
QString code(Fact value)
{
    return spelled(value);
}

std::span<const Spelling<FactState>> spellings(FactState)
{
    return kFactStateSpellings;
}
QString code(FactState value)
{
    return spelled(value);
}

std::span<const Spelling<Verdict>> spellings(Verdict)
{
    return kVerdictSpellings;
}
QString code(Verdict value)
{
    return spelled(value);
}

} // namespace tirkeu::criteria
