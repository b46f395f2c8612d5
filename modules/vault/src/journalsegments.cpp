#include <vault/errors.h>
#include <vault/journalsegments.h>

namespace tirkeu::vault {

namespace {
const QString kMeta = QStringLiteral("journal/segments");
}

Result<QList<JournalSegment>> journalSegments(Store& store)
{
    const Result<QByteArray> text = store.meta(kMeta);
    if (!text)
        return failure(text);
    QList<JournalSegment> segments{{store.vault(), 0}};
    for (const QByteArray& line : text->split('\n')) {
        if (line.isEmpty())
            continue;
        const qsizetype space = line.indexOf(' ');
        const auto id = core::Uuid::parse(QString::fromLatin1(line.first(std::max<qsizetype>(space, 0))));
        bool isNumber = false;
        const quint64 after = line.mid(space + 1).toULongLong(&isNumber);
        if (!id || !isNumber || after < segments.constLast().after)
            return failure(kTampered, ErrorKind::SecurityStop, kMeta);
        segments.append({*id, after});
    }
    return segments;
}

Result<> beginSegment(Store& store, Writer& writer, quint64 after)
{
    const Result<QByteArray> text = store.meta(kMeta);
    if (!text)
        return failure(text);
    const QByteArray line = core::Uuid::make(store.clock()).toString().toLatin1() + ' ' + QByteArray::number(after);
    return writer.setMeta(kMeta, *text + line + '\n');
}

} // namespace tirkeu::vault
