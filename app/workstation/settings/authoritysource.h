#pragma once

#include <core/clock.h>
#include <core/result.h>

#include <QList>
#include <QString>

namespace tirkeu::workstation {

/// An authority that vouches for a program on this computer, as a person may compare it.
struct AuthorityShown
{
    QString id; ///< its fingerprint, in hex
    QString name;
    core::WallTime notAfter;
};

/// Whose certificates the connection to NCALayer, or to a program like it, is held against; without one nothing is
/// spoken to. Lives in the window's thread.
class AuthoritySource
{
public:
    virtual ~AuthoritySource() = default;
    [[nodiscard]] virtual QList<AuthorityShown> list() const = 0;
    /// PEM or DER; what may not issue certificates is refused. Gives back whose it is.
    [[nodiscard]] virtual Result<AuthorityShown> add(const QString& file) = 0;
    [[nodiscard]] virtual Result<> remove(const QString& id) = 0;
};

} // namespace tirkeu::workstation
