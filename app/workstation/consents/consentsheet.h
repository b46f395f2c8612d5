#pragma once

#include <criteria/consents.h>

#include <QByteArray>

namespace tirkeu::workstation {

/// What the client is asked, on paper: every consent with all that the law wants said, an empty Yes and No, a line to
/// sign on.
struct ConsentSheet
{
    criteria::Texts organisation;
    QString organisationBin;
    QString clientName;
    QString iin;
    QString caseName; ///< so that the paper finds its case again
    QList<criteria::ConsentText> texts;
};
[[nodiscard]] QByteArray consentSheetPdf(const ConsentSheet& sheet, core::Language language);

} // namespace tirkeu::workstation
