#pragma once

#include <evidence/recordview.h>

namespace tirkeu::evidence {

using PageRow = RecordLine;
using PagePicture = RecordPicture;

/// Everything a page says, in order, before anything is drawn. Drawing and checking a page both start here.
struct PageContent
{
    QStringList languages;
    Words title;
    Words legal;
    Words edition;
    ResultShape shape = ResultShape::Neutral;
    Words result;
    QList<PageRow> rows;
    Words picturesTitle;
    QList<PagePicture> pictures;
    Words signerTitle;
    QList<PageRow> signerRows;
    Words verifyTitle;
    Words verifyText;
    QString documentId;
    QString recordDigest;
    QString provider; ///< in Kazakh and Russian, for the head
};

[[nodiscard]] PageContent describe(const Record& record);

} // namespace tirkeu::evidence
