#include "journalpage.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <string_view>

namespace tirkeu::workstation {

namespace {
struct KindText
{
    const char* kind;
    const char* text;
};

// In the words of whoever reads the journal; a test holds this against the list of kinds.
constexpr std::array kTexts{
    KindText{"case.opened", QT_TRANSLATE_NOOP("JournalKind", "Case opened")},
    KindText{"client.recorded", QT_TRANSLATE_NOOP("JournalKind", "Client's data recorded")},
    KindText{"client.visually-identified", QT_TRANSLATE_NOOP("JournalKind", "Client identified by sight")},
    KindText{"client.presence-attested", QT_TRANSLATE_NOOP("JournalKind", "Presence attested")},
    KindText{"consent.answered", QT_TRANSLATE_NOOP("JournalKind", "Consent answered")},
    KindText{"consent.withdrawn", QT_TRANSLATE_NOOP("JournalKind", "Consent withdrawn")},
    KindText{"phone.checked", QT_TRANSLATE_NOOP("JournalKind", "Telephone checked")},
    KindText{"hand.excepted", QT_TRANSLATE_NOOP("JournalKind", "Hand excepted")},
    KindText{"case.paused", QT_TRANSLATE_NOOP("JournalKind", "Case paused")},
    KindText{"case.resumed", QT_TRANSLATE_NOOP("JournalKind", "Case resumed")},
    KindText{"case.handed-over", QT_TRANSLATE_NOOP("JournalKind", "Case handed over")},
    KindText{"attempt.started", QT_TRANSLATE_NOOP("JournalKind", "Attempt started")},
    KindText{"attempt.finished", QT_TRANSLATE_NOOP("JournalKind", "Attempt finished")},
    KindText{"attempt.voided", QT_TRANSLATE_NOOP("JournalKind", "Attempt voided")},
    KindText{"template.formed", QT_TRANSLATE_NOOP("JournalKind", "Template formed")},
    KindText{"comparison.made", QT_TRANSLATE_NOOP("JournalKind", "Comparison made")},
    KindText{"comparison.awaited", QT_TRANSLATE_NOOP("JournalKind", "Comparison awaited")},
    KindText{"answer.received", QT_TRANSLATE_NOOP("JournalKind", "Answer received")},
    KindText{"duplicate.suspected", QT_TRANSLATE_NOOP("JournalKind", "Duplicate suspected")},
    KindText{"question.raised", QT_TRANSLATE_NOOP("JournalKind", "Question raised")},
    KindText{"question.answered", QT_TRANSLATE_NOOP("JournalKind", "Question answered")},
    KindText{"decision.made", QT_TRANSLATE_NOOP("JournalKind", "Decision made")},
    KindText{"case.ended", QT_TRANSLATE_NOOP("JournalKind", "Case ended")},
    KindText{"case.reopened", QT_TRANSLATE_NOOP("JournalKind", "Case reopened")},
    KindText{"document.made", QT_TRANSLATE_NOOP("JournalKind", "Document made")},
    KindText{"document.signed", QT_TRANSLATE_NOOP("JournalKind", "Document signed")},
    KindText{"document.stamped", QT_TRANSLATE_NOOP("JournalKind", "Document time-stamped")},
    KindText{"slip.given", QT_TRANSLATE_NOOP("JournalKind", "Slip given")},
    KindText{"package.queued", QT_TRANSLATE_NOOP("JournalKind", "Package queued")},
    KindText{"package.sent", QT_TRANSLATE_NOOP("JournalKind", "Package sent")},
    KindText{"package.accepted", QT_TRANSLATE_NOOP("JournalKind", "Package accepted")},
    KindText{"package.refused", QT_TRANSLATE_NOOP("JournalKind", "Package refused")},
    KindText{"package.superseded", QT_TRANSLATE_NOOP("JournalKind", "Package superseded")},
    KindText{"notice.owed", QT_TRANSLATE_NOOP("JournalKind", "Notice to the client owed")},
    KindText{"service.asked", QT_TRANSLATE_NOOP("JournalKind", "Service outside the bank asked")},
    KindText{"picture.viewed", QT_TRANSLATE_NOOP("JournalKind", "Picture viewed")},
    KindText{"export.made", QT_TRANSLATE_NOOP("JournalKind", "Export made")},
    KindText{"print.made", QT_TRANSLATE_NOOP("JournalKind", "Printed")},
    KindText{"relation.ended", QT_TRANSLATE_NOOP("JournalKind", "Business relation ended")},
    KindText{"hold.set", QT_TRANSLATE_NOOP("JournalKind", "Destruction forbidden")},
    KindText{"hold.lifted", QT_TRANSLATE_NOOP("JournalKind", "Destruction allowed again")},
    KindText{"client.destroyed", QT_TRANSLATE_NOOP("JournalKind", "Client's data destroyed")},
    KindText{"clip.discarded", QT_TRANSLATE_NOOP("JournalKind", "Unfinished recording discarded")},
    KindText{"suspicion.seen", QT_TRANSLATE_NOOP("JournalKind", "Suspicion looked into")},
    KindText{"confirmation.made", QT_TRANSLATE_NOOP("JournalKind", "Confirmation of delivery signed")},
    KindText{"notice.sent", QT_TRANSLATE_NOOP("JournalKind", "Notice to the client sent")},
    KindText{"service.told", QT_TRANSLATE_NOOP("JournalKind", "Service outside the bank told")},
    KindText{"attempts.asked", QT_TRANSLATE_NOOP("JournalKind", "New attempts asked for")},
    KindText{"attempts.answered", QT_TRANSLATE_NOOP("JournalKind", "Answered whether there are new attempts")},
    KindText{"vault.created", QT_TRANSLATE_NOOP("JournalKind", "Vault made")},
    KindText{"vault.opened", QT_TRANSLATE_NOOP("JournalKind", "Vault opened")},
    KindText{"vault.closed", QT_TRANSLATE_NOOP("JournalKind", "Vault closed")},
    KindText{"slot.added", QT_TRANSLATE_NOOP("JournalKind", "Slot added")},
    KindText{"slot.removed", QT_TRANSLATE_NOOP("JournalKind", "Slot removed")},
    KindText{"vault.rekeyed", QT_TRANSLATE_NOOP("JournalKind", "Data moved to a new key")},
    KindText{"signin.succeeded", QT_TRANSLATE_NOOP("JournalKind", "Signed in")},
    KindText{"signin.refused", QT_TRANSLATE_NOOP("JournalKind", "Sign-in refused")},
    KindText{"signin.ended", QT_TRANSLATE_NOOP("JournalKind", "Signed out")},
    KindText{"screen.locked", QT_TRANSLATE_NOOP("JournalKind", "Screen locked")},
    KindText{"screen.unlocked", QT_TRANSLATE_NOOP("JournalKind", "Screen unlocked")},
    KindText{"stepup.succeeded", QT_TRANSLATE_NOOP("JournalKind", "Confirmed with the PIN")},
    KindText{"stepup.refused", QT_TRANSLATE_NOOP("JournalKind", "Confirmation refused")},
    KindText{"rules.acknowledged", QT_TRANSLATE_NOOP("JournalKind", "Security rules read")},
    KindText{"setting.changed", QT_TRANSLATE_NOOP("JournalKind", "Setting changed")},
    KindText{"criteria.loaded", QT_TRANSLATE_NOOP("JournalKind", "Criteria loaded")},
    KindText{"role.changed", QT_TRANSLATE_NOOP("JournalKind", "Role changed")},
    KindText{"device.registered", QT_TRANSLATE_NOOP("JournalKind", "Device registered")},
    KindText{"device.attached", QT_TRANSLATE_NOOP("JournalKind", "Device attached")},
    KindText{"device.removed", QT_TRANSLATE_NOOP("JournalKind", "Device removed")},
    KindText{"device.refused", QT_TRANSLATE_NOOP("JournalKind", "Device refused")},
    KindText{"device.changed", QT_TRANSLATE_NOOP("JournalKind", "Device changed")},
    KindText{"clock.jumped", QT_TRANSLATE_NOOP("JournalKind", "Clock jumped")},
    KindText{"anchor.received", QT_TRANSLATE_NOOP("JournalKind", "Anchor received")},
    KindText{"rollback.found", QT_TRANSLATE_NOOP("JournalKind", "Roll-back found")},
    KindText{"sealed-file.absorbed", QT_TRANSLATE_NOOP("JournalKind", "Events of the closed time taken over")},
    KindText{"sealed-file.lost", QT_TRANSLATE_NOOP("JournalKind", "Events of the closed time lost")},
    KindText{"volume.sealed", QT_TRANSLATE_NOOP("JournalKind", "Journal volume sealed")},
    KindText{"destruction.proposed", QT_TRANSLATE_NOOP("JournalKind", "Destruction proposed")},
    KindText{"destruction.approved", QT_TRANSLATE_NOOP("JournalKind", "Destruction approved")},
    KindText{"destruction.documented", QT_TRANSLATE_NOOP("JournalKind", "Act of destruction signed")},
    KindText{"destruction.exported", QT_TRANSLATE_NOOP("JournalKind", "Act of destruction handed out")},
    KindText{"backup.made", QT_TRANSLATE_NOOP("JournalKind", "Backup made")},
    KindText{"backup.restored", QT_TRANSLATE_NOOP("JournalKind", "Restored from a backup")},
    KindText{"journal.exported", QT_TRANSLATE_NOOP("JournalKind", "Journal exported")},
    KindText{"guard.finding", QT_TRANSLATE_NOOP("JournalKind", "Finding of the self-protection")},
    KindText{"program.started", QT_TRANSLATE_NOOP("JournalKind", "Program started")},
    KindText{"program.stopped", QT_TRANSLATE_NOOP("JournalKind", "Program stopped")},
    KindText{"support.began", QT_TRANSLATE_NOOP("JournalKind", "Support mode began")},
    KindText{"support.ended", QT_TRANSLATE_NOOP("JournalKind", "Support mode ended")},
    KindText{"document.level-stopped", QT_TRANSLATE_NOOP("JournalKind", "Signature level of a document stopped")},
};

// What events say in one fixed word: roles, verdicts, reasons. Anything else is shown as it stands.
constexpr std::array kWords{
    KindText{"teller", QT_TRANSLATE_NOOP("JournalWord", "Teller")},
    KindText{"supervisor", QT_TRANSLATE_NOOP("JournalWord", "Supervisor")},
    KindText{"branch-it", QT_TRANSLATE_NOOP("JournalWord", "Branch IT")},
    KindText{"security-officer", QT_TRANSLATE_NOOP("JournalWord", "Security officer")},
    KindText{"recovery", QT_TRANSLATE_NOOP("JournalWord", "Recovery")},
    KindText{"rolled-back", QT_TRANSLATE_NOOP("JournalWord", "Put back to an earlier state")},
    KindText{"forked", QT_TRANSLATE_NOOP("JournalWord", "Other entries stand there")},
    KindText{"continues", QT_TRANSLATE_NOOP("JournalWord", "Continues unchanged")},
    KindText{"authentic", QT_TRANSLATE_NOOP("JournalWord", "Authentic")},
    KindText{"not-authentic", QT_TRANSLATE_NOOP("JournalWord", "Not authentic")},
    KindText{"accepted", QT_TRANSLATE_NOOP("JournalWord", "Accepted")},
    KindText{"refused", QT_TRANSLATE_NOOP("JournalWord", "Refused")},
    KindText{"negative", QT_TRANSLATE_NOOP("JournalWord", "Negative")},
    KindText{"awaited", QT_TRANSLATE_NOOP("JournalWord", "Awaited")},
    KindText{"abandoned", QT_TRANSLATE_NOOP("JournalWord", "Left unfinished")},
    KindText{"aborted", QT_TRANSLATE_NOOP("JournalWord", "Broken off")},
    KindText{"timed-out", QT_TRANSLATE_NOOP("JournalWord", "Time ran out")},
    KindText{"given", QT_TRANSLATE_NOOP("JournalWord", "Given")},
    KindText{"withdrawn", QT_TRANSLATE_NOOP("JournalWord", "Withdrawn")},
    KindText{"face", QT_TRANSLATE_NOOP("JournalWord", "Face")},
    KindText{"palm", QT_TRANSLATE_NOOP("JournalWord", "Palm")},
    KindText{"right", QT_TRANSLATE_NOOP("JournalWord", "Right")},
    KindText{"left", QT_TRANSLATE_NOOP("JournalWord", "Left")},
    KindText{"this-machine", QT_TRANSLATE_NOOP("JournalWord", "This computer")},
    KindText{"gateway", QT_TRANSLATE_NOOP("JournalWord", "Gateway")},
    KindText{"idle", QT_TRANSLATE_NOOP("JournalWord", "Nobody worked")},
    KindText{"sleep", QT_TRANSLATE_NOOP("JournalWord", "Computer went to sleep")},
    KindText{"token-removed", QT_TRANSLATE_NOOP("JournalWord", "Token removed")},
    KindText{"asked", QT_TRANSLATE_NOOP("JournalWord", "By key")},
    KindText{"missing", QT_TRANSLATE_NOOP("JournalWord", "Missing")},
    KindText{"replaced", QT_TRANSLATE_NOOP("JournalWord", "Replaced")},
    KindText{"broken", QT_TRANSLATE_NOOP("JournalWord", "Broken")},
    KindText{"torn", QT_TRANSLATE_NOOP("JournalWord", "Torn")},
    KindText{"unwritten", QT_TRANSLATE_NOOP("JournalWord", "Not written in time")},
    KindText{"enrol", QT_TRANSLATE_NOOP("JournalWord", "Enrolment")},
    KindText{"verify", QT_TRANSLATE_NOOP("JournalWord", "Check")},
    KindText{"withdraw", QT_TRANSLATE_NOOP("JournalWord", "Withdrawal of consent")},
    KindText{"undetermined", QT_TRANSLATE_NOOP("JournalWord", "Undetermined")},
    KindText{"match", QT_TRANSLATE_NOOP("JournalWord", "Matches")},
    KindText{"no-match", QT_TRANSLATE_NOOP("JournalWord", "Does not match")},
    KindText{"yes", QT_TRANSLATE_NOOP("JournalWord", "Yes")},
    KindText{"no", QT_TRANSLATE_NOOP("JournalWord", "No")},
    KindText{"rule", QT_TRANSLATE_NOOP("JournalWord", "By rule")},
    KindText{"reference-database", QT_TRANSLATE_NOOP("JournalWord", "Database of verified images")},
    KindText{"palm-replaced", QT_TRANSLATE_NOOP("JournalWord", "Palm replaced")},
    KindText{"confirmed", QT_TRANSLATE_NOOP("JournalWord", "Confirmed")},
    KindText{"unfounded", QT_TRANSLATE_NOOP("JournalWord", "A false alarm")},
    KindText{"not-confirmed", QT_TRANSLATE_NOOP("JournalWord", "Not confirmed")},
    KindText{"not-checked", QT_TRANSLATE_NOOP("JournalWord", "Not checked")},
    KindText{"identity-document", QT_TRANSLATE_NOOP("JournalWord", "By identity document")},
    KindText{"personal-data", QT_TRANSLATE_NOOP("JournalWord", "Consent to personal data")},
    KindText{"idec", QT_TRANSLATE_NOOP("JournalWord", "Consent to IDEC authentication")},
    KindText{"eds-keys", QT_TRANSLATE_NOOP("JournalWord", "Consent to EDS keys")},
    KindText{"third-parties", QT_TRANSLATE_NOOP("JournalWord", "Consent to third parties")},
    KindText{"palm-scan", QT_TRANSLATE_NOOP("JournalWord", "Consent to palm scanning")},
    KindText{"stroke", QT_TRANSLATE_NOOP("JournalWord", "Signed on the screen")},
    KindText{"one-time-code", QT_TRANSLATE_NOOP("JournalWord", "One-time code")},
    KindText{"eds-token", QT_TRANSLATE_NOOP("JournalWord", "EDS token")},
    KindText{"signed-paper", QT_TRANSLATE_NOOP("JournalWord", "Signed on paper")},
    KindText{"client-screen", QT_TRANSLATE_NOOP("JournalWord", "The client's screen")},
    KindText{"kk", QT_TRANSLATE_NOOP("JournalWord", "Kazakh")},
    KindText{"ru", QT_TRANSLATE_NOOP("JournalWord", "Russian")},
    KindText{"en", QT_TRANSLATE_NOOP("JournalWord", "English")},
    KindText{"integrity", QT_TRANSLATE_NOOP("JournalWord", "Program files changed")},
    KindText{"emulated-environment", QT_TRANSLATE_NOOP("JournalWord", "Emulated environment")},
    KindText{"debugger", QT_TRANSLATE_NOOP("JournalWord", "Debugger")},
    KindText{"foreign-library", QT_TRANSLATE_NOOP("JournalWord", "Foreign library")},
    KindText{"remote-control", QT_TRANSLATE_NOOP("JournalWord", "Remote control")},
    KindText{"screen-capture", QT_TRANSLATE_NOOP("JournalWord", "Screen capture")},
    KindText{"administrator", QT_TRANSLATE_NOOP("JournalWord", "Administrator rights")},
    KindText{"no-antivirus", QT_TRANSLATE_NOOP("JournalWord", "No antivirus")},
    KindText{"allowed", QT_TRANSLATE_NOOP("JournalWord", "Allowed")},
    KindText{"warn", QT_TRANSLATE_NOOP("JournalWord", "Warned")},
    KindText{"block", QT_TRANSLATE_NOOP("JournalWord", "Blocked")},
    KindText{"registered anew", QT_TRANSLATE_NOOP("JournalWord", "Registered anew")},
    KindText{"struck off", QT_TRANSLATE_NOOP("JournalWord", "Struck off")},
    KindText{"vault and client keys", QT_TRANSLATE_NOOP("JournalWord", "Vault and client keys")},
    KindText{"package", QT_TRANSLATE_NOOP("JournalWord", "Package")},
    KindText{"originals", QT_TRANSLATE_NOOP("JournalWord", "Originals")},
    KindText{"document-verified", QT_TRANSLATE_NOOP("JournalWord", "Document verified")},
    KindText{"scanner-moved", QT_TRANSLATE_NOOP("JournalWord", "Scanner in another place")},
    KindText{"backup-folder", QT_TRANSLATE_NOOP("JournalWord", "Backup folder")},
    KindText{"language", QT_TRANSLATE_NOOP("JournalWord", "Language")},
    KindText{"scheme", QT_TRANSLATE_NOOP("JournalWord", "Colours")},
    KindText{"scale", QT_TRANSLATE_NOOP("JournalWord", "Size")},
    KindText{"token-module", QT_TRANSLATE_NOOP("JournalWord", "Token module")},
    KindText{"ncalayer", QT_TRANSLATE_NOOP("JournalWord", "NCALayer")},
    KindText{"ncalayer-address", QT_TRANSLATE_NOOP("JournalWord", "NCALayer address")},
    KindText{"ncalayer-authority", QT_TRANSLATE_NOOP("JournalWord", "NCALayer authority")},
    KindText{"token-pin", QT_TRANSLATE_NOOP("JournalWord", "Token PIN")},
    KindText{"eds-token-pin", QT_TRANSLATE_NOOP("JournalWord", "PIN of the second token")},
    KindText{"eds-certificate", QT_TRANSLATE_NOOP("JournalWord", "EDS found on a second token")},
    KindText{"suspected", QT_TRANSLATE_NOOP("JournalWord", "Suspected")},
    KindText{"not-suspected", QT_TRANSLATE_NOOP("JournalWord", "Not suspected")},
    KindText{"not-reached", QT_TRANSLATE_NOOP("JournalWord", "No answer in time")},
    KindText{"not-asked", QT_TRANSLATE_NOOP("JournalWord", "Not asked: no connection")},
    KindText{"consent", QT_TRANSLATE_NOOP("JournalWord", "Consents")},
    KindText{"suspicion", QT_TRANSLATE_NOOP("JournalWord", "System against unauthorised payments")},
    KindText{"phone-owner", QT_TRANSLATE_NOOP("JournalWord", "Database of mobile citizens")},
    KindText{"typed-code", QT_TRANSLATE_NOOP("JournalWord", "Check of the one-time code")},
    KindText{"face-comparison", QT_TRANSLATE_NOOP("JournalWord", "Face comparison")},
    KindText{"none", QT_TRANSLATE_NOOP("JournalWord", "None")},
    KindText{"no-certificate", QT_TRANSLATE_NOOP("JournalWord", "No certificate")},
    KindText{"workstation", QT_TRANSLATE_NOOP("JournalWord", "Workstation")},
};

// The first of two would hide the other.
template<std::size_t N>
constexpr bool isEachOnce(const std::array<KindText, N>& texts)
{
    std::array<std::string_view, N> keys;
    for (std::size_t i = 0; i < N; ++i) {
        keys[i] = texts[i].kind;
        for (std::size_t j = 0; j < i; ++j) {
            if (keys[i] == keys[j])
                return false;
        }
    }
    return true;
}
static_assert(isEachOnce(kTexts) && isEachOnce(kWords));
} // namespace

QString journalKindName(const QString& kind)
{
    const auto found =
        std::ranges::find_if(kTexts, [&](const KindText& one) { return kind == QLatin1StringView(one.kind); });
    // A newer program may have written it.
    return found == kTexts.end() ? kind : QCoreApplication::translate("JournalKind", found->text);
}

QString journalWord(const QString& word)
{
    const auto found =
        std::ranges::find_if(kWords, [&](const KindText& one) { return word == QLatin1StringView(one.kind); });
    return found == kWords.end() ? word : QCoreApplication::translate("JournalWord", found->text);
}

} // namespace tirkeu::workstation
