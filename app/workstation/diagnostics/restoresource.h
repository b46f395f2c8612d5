#pragma once

#include <core/result.h>
#include <core/securebytes.h>

#include <QFuture>
#include <QObject>
#include <QString>

#include <optional>

namespace tirkeu::workstation {

/// What a restore is made from. The key comes as PKCS#12 with its password, or as a key beside its certificate.
struct RestoreFiles
{
    QString backup;
    QString keys;
    QString recoveryKey;
    QString recoveryCertificate; ///< empty: it is in the key's file
};

struct RestoreDone
{
    quint64 entries = 0;            ///< of the journal, up to the backup
    QString aside;                  ///< where what lay there lies now, whole and unchanged
    std::optional<Error> left = {}; ///< what is still to be done before everybody can work
};

/// The store where it is damaged, and the way back to work: set aside, never deleted, and the backup in its place.
/// Lives in the window's thread.
class RestoreSource : public QObject
{
    Q_OBJECT
public:
    /// What is wrong with the store, as far as anybody has found out; nothing: it may be worked with.
    [[nodiscard]] virtual std::optional<Error> damage() const = 0;
    /// The newest backup and the backup of the keys beside it, where the usual folder has some.
    [[nodiscard]] virtual RestoreFiles newest() const = 0;
    /// Backup and key are tried before anything is moved. Exactly one completion.
    [[nodiscard]] virtual QFuture<Result<RestoreDone>> restore(
        const RestoreFiles& files, core::SecureBytes password) = 0;

Q_SIGNALS:
    void damageChanged();
};

} // namespace tirkeu::workstation
