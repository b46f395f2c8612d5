#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace tirkeu::evidence {

/// What an attached file is to the page (PDF 32000-2, AFRelationship).
enum class AttachmentRelation { Data, Source, Supplement };

struct Attachment
{
    QString name;      ///< plain ASCII, unique within the document
    QString mediaType; ///< "application/json"
    AttachmentRelation relation = AttachmentRelation::Data;
    QByteArray bytes; ///< kept byte for byte
    bool operator==(const Attachment&) const = default;
};

inline constexpr char16_t kRecordName[] = u"record.json";

} // namespace tirkeu::evidence
