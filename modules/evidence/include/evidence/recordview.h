#pragma once

#include <evidence/record.h>

#include <core/language.h>

namespace tirkeu::evidence {

/// One thing said in the languages of a page; English may be missing.
struct Words
{
    QString kk;
    QString ru;
    QString en;
    [[nodiscard]] const QString& in(const QString& language) const
    {
        return language == u"kk" ? kk : language == u"ru" ? ru : en;
    }
    /// For a screen: where the language is missing, Russian, which never is.
    [[nodiscard]] const QString& shownIn(core::Language language) const
    {
        const QString& wanted = in(core::languageCode(language));
        return wanted.isEmpty() ? ru : wanted;
    }
};

/// Seen at once: a tick in a circle, a cross in an octagon, a bar in a diamond.
enum class ResultShape { Passed, Failed, Neutral };

struct RecordLine
{
    Words label;
    Words value;
};

struct RecordPicture
{
    QString file; ///< the attached original
    Words caption;
    ResultShape shape = ResultShape::Neutral;
    Words verdict = {};
};

/// What a record says, in the words of its page: the read model for a screen.
struct RecordView
{
    QString documentId;
    Words title;
    ResultShape shape = ResultShape::Neutral;
    Words result;
    QList<RecordLine> lines;
    QList<RecordPicture> pictures;
};

[[nodiscard]] RecordView viewOf(const Record& record);

} // namespace tirkeu::evidence
