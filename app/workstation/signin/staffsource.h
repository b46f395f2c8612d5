#pragma once

#include <core/clock.h>
#include <core/result.h>
#include <core/securebytes.h>

#include <evidence/documentsigner.h>
#include <identity/staffrole.h>

#include <QFuture>
#include <QObject>

#include <chrono>
#include <functional>
#include <optional>

namespace tirkeu::workstation {

/// Who signed in, as the certificate and the criteria say.
struct StaffMember
{
    QString id;        ///< the certificate's fingerprint: what the criteria name staff by
    QString shownName; ///< "Aigul S.", as the header shows it
    identity::StaffRole role;
    core::WallTime certificateEnds;
    core::WallTime employedSince;   ///< from here the five working days of NEWS-onboarding run
    bool rulesRead = false;         ///< the criteria say so already
    QByteArray authentication = {}; ///< the certificate that signed in (DER)

    /// The EDS certificate (DER), on the token that signed in or a second one; empty: this person can sign nothing.
    QByteArray signature = {};
    std::optional<core::WallTime> signatureEnds = {};
    std::optional<core::Error> cannotSign = {}; ///< why not
    bool wasStatusAsked = true;                 ///< false: nobody could say whether the certificates are revoked
    bool hasFactoryPin = false;                 ///< one that everybody can read in a manual
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
    bool isSecond = false;  ///< not the one that signs in: the person's other, with the EDS certificate
    bool operator==(const TokenState&) const = default;
};

enum class LastTry { NotAgreed, Agreed }; ///< agreed: by an explicit yes for this very try

/// Of a person's two certificates, on one token or on two.
enum class TokenUse { SigningIn, Documents };

class AnnouncedSwap;

/// With an EDS key while its login lasts, in the token's thread; what it makes is all that comes of it.
using KeyAct = std::function<Result<>(const evidence::SigningKey& key)>;

/// Where staff come from: the PKCS#11 token in a branch, key files of the demo authority in the demo.
/// Lives in the window's thread; the work behind `signIn` does not.
class StaffSource : public QObject
{
    Q_OBJECT
public:
    [[nodiscard]] virtual TokenState tokenState() const = 0;
    /// Whose PIN signs the documents of whoever is in: another token than the one that signs in, where a person's two
    /// certificates lie on two.
    [[nodiscard]] virtual TokenState documentsToken() const { return tokenState(); }
    /// Exactly one completion; the error says in its sentence what was wrong with the PIN or the token.
    [[nodiscard]] virtual QFuture<Result<StaffMember>> signIn(core::SecureBytes pin, LastTry lastTry) = 0;
    virtual void signOut() = 0; ///< gives up what is under way first
    /// Gives up a sign-in or a signature that waits, for a PIN on the reader's own keys for instance.
    virtual void cancel() {}

    /// One login with the EDS certificate of whoever is signed in; everything `act` signs; then logged out. One at a
    /// time. Refused, before the PIN is spent, where another person's token or an unfit certificate is in the reader.
    [[nodiscard]] virtual QFuture<Result<>> sign(core::SecureBytes pin, LastTry lastTry, KeyAct act);
    /// A new PIN for the token at hand, or for the one that signs documents; where the reader has its own keys both are
    /// typed there and both are empty here. A wrong old PIN costs a try as ever.
    [[nodiscard]] virtual QFuture<Result<>> changePin(
        core::SecureBytes pin, core::SecureBytes fresh, LastTry lastTry, TokenUse whose);
    /// Where another person's token may sign one document meanwhile; none: this source has no such way.
    [[nodiscard]] virtual AnnouncedSwap* swap() { return nullptr; }

    /// How long a PIN may be typed on a reader's own keys.
    static constexpr std::chrono::seconds kPinPadTime{60};

Q_SIGNALS:
    void tokenStateChanged();
    /// A token put in beside the one that signed in was judged: whoever is in can sign by it, or not and why.
    void memberChanged(const tirkeu::workstation::StaffMember& member);
    void pinTyped(); ///< the token has let its holder in; what is done with it goes on
};

} // namespace tirkeu::workstation
