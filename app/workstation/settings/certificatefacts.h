#pragma once

#include <QCoreApplication>
#include <QList>
#include <QPair>

namespace tirkeu::workstation {

/// What a certificate says of its holder and their key, as lines for a screen.
class CertificateFacts
{
    Q_DECLARE_TR_FUNCTIONS(CertificateFacts)
public:
    [[nodiscard]] static QList<QPair<QString, QString>> of(const QByteArray& der); ///< none: it cannot be read
};

} // namespace tirkeu::workstation
