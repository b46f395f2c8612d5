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

/// A value that reads the same in every language of the page stands there once, under a label in all of them.
[[nodiscard]] bool isShared(const PageRow& row, const QStringList& languages);
[[nodiscard]] QString sharedLabel(const PageRow& row, const QStringList& languages);
/// What a row puts on the page, piece by piece and in order.
[[nodiscard]] QStringList statementsOf(const PageRow& row, const QStringList& languages);

} // namespace tirkeu::evidence
