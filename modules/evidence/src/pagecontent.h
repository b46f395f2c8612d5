#pragma once

#include <evidence/record.h>

namespace tirkeu::evidence {

/// One thing said in the languages of a page.
struct Words
{
    QString kk;
    QString ru;
    QString en;
    [[nodiscard]] const QString& in(const QString& language) const
    {
        return language == u"kk" ? kk : language == u"ru" ? ru : en;
    }
};

/// Seen at once: a tick in a circle, a cross in an octagon, a bar in a diamond.
enum class ResultShape { Passed, Failed, Neutral };

struct PageRow
{
    Words label;
    Words value;
};

struct PagePicture
{
    QString file;
    Words caption;
    ResultShape shape = ResultShape::Neutral;
    Words verdict;
};

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
