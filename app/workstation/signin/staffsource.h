#pragma once

#include <core/clock.h>
#include <core/result.h>
#include <core/securebytes.h>

#include <identity/staffrole.h>

#include <QFuture>
#include <QObject>

#include <optional>

namespace tirkeu::workstation {

/// Who signed in, as the certificate and the criteria say.
struct StaffMember
{
    QString id;        ///< the certificate's fingerprint: what the criteria name staff by
    QString shownName; ///< "Aigul S.", as the header shows it
    identity::StaffRole role;
    core::WallTime certificateEnds;
    core::WallTime employedSince; ///< from here the five working days of NEWS-onboarding run
    bool rulesRead = false;       ///< the criteria say so already
};

/// What is known of the token before anybody types a PIN.
struct TokenState
{
    bool isPresent = false;
    QString label = {};
    QString serial = {};               ///< tells one token from another
    std::optional<int> triesLeft = {}; ///< where the token tells
    bool isLastTry = false;            ///< a wrong PIN now locks it: the page asks for an explicit yes
    bool isCountLow = false;           ///< a wrong PIN was typed lately
    bool isLocked = false;
    bool mustChangePin = false;
    bool hasPinPad = false; ///< the PIN is typed on the reader; the screen shows no field
};

enum class LastTry { NotAgreed, Agreed }; ///< agreed: by an explicit yes for this very try

/// Where staff come from: the PKCS#11 token in a branch, key files of the demo authority in the demo.
/// Lives in the window's thread; the work behind `signIn` does not.
class StaffSource : public QObject
{
    Q_OBJECT
public:
    [[nodiscard]] virtual TokenState tokenState() const = 0;
    /// Exactly one completion; the error says in its sentence what was wrong with the PIN or the token.
    [[nodiscard]] virtual QFuture<Result<StaffMember>> signIn(core::SecureBytes pin, LastTry lastTry) = 0;
    virtual void signOut() = 0;

Q_SIGNALS:
    void tokenStateChanged();
};

} // namespace tirkeu::workstation
