#pragma once

#include "staffsource.h"

namespace tirkeu::workstation {

enum class SwapPhase {
    None,       ///< nothing is announced: the teller's own token, or none
    AwaitGuest, ///< announced; the other person's token is not in the reader yet
    GuestIn,    ///< it is, and its PIN may be typed
    Signing,
    AwaitOwner, ///< signed or given up; the teller's own token has to come back
};

/// Whose token it is, as its EDS certificate says.
struct GuestPerson
{
    QString name;
    QString iin;
    QString bin;            ///< empty: nobody's employee, a client for instance
    QByteArray certificate; ///< DER
};

/// What another person signed: a document, or an answer as CMS with what was answered inside.
struct GuestSignature
{
    QByteArray made;
    GuestPerson person;
};

/// Another person's token in the teller's reader: announced by the teller, it signs one thing and opens nothing. While
/// it lasts the shell does not lock for the missing token, and the case is frozen: only the page that announced it can
/// be worked with. Lives in the window's thread.
class AnnouncedSwap : public QObject
{
    Q_OBJECT
public:
    /// Whether this person may answer; asked before a PIN is spent.
    using Admit = std::function<Result<>(const GuestPerson& person)>;
    using GuestAct = std::function<Result<QByteArray>(const evidence::SigningKey& key)>;

    [[nodiscard]] virtual SwapPhase phase() const = 0;
    [[nodiscard]] virtual TokenState guest() const = 0; ///< for its PIN prompt; absent before it is in
    /// Refused while nobody is signed in, or one is under way.
    [[nodiscard]] virtual Result<> announce(Admit admit) = 0;
    /// One login, one signature, logged out. After a good one the guest's token is done; after a wrong PIN it may try
    /// again.
    [[nodiscard]] virtual QFuture<Result<GuestSignature>> sign(
        core::SecureBytes pin, LastTry lastTry, GuestAct act) = 0;
    /// It is over, signed or not: once the teller's own token is in the reader everything goes on.
    virtual void end() = 0;
    /// Gives up a signature that waits for a PIN on the reader's own keys; the guest may try again.
    virtual void cancel() {}

    /// The document with this person's signature on it, further to those it may have.
    [[nodiscard]] static GuestAct document(QByteArray pdf, evidence::DocumentSigner documents);
    /// An answer, a yes or a no with its question: a CMS with `statement` inside.
    [[nodiscard]] static GuestAct answer(QByteArray statement);

Q_SIGNALS:
    void phaseChanged();
    void pinTyped(); ///< by the guest, as of the staff's source
};

} // namespace tirkeu::workstation
