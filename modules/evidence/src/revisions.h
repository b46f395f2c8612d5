#pragma once

#include <core/result.h>

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QMap>

namespace tirkeu::evidence {

/// One revision of a PDF as it lies in the file: objects, a classic cross-reference table, trailer, `%%EOF` and a line
/// feed, with not a byte that belongs to none of them.
struct Revision
{
    qsizetype start = 0;
    qsizetype end = 0;
    qsizetype xref = 0;
    QMap<int, qsizetype> objects; ///< number -> offset
    QByteArray trailer;
};

/// Cuts a file into its revisions, oldest first. Only the plain form that this room writes is accepted, because what
/// two readers may read in two ways cannot be judged.
[[nodiscard]] Result<QList<Revision>> splitRevisions(QByteArrayView pdf);

} // namespace tirkeu::evidence
