#include "revisions.h"

#include <algorithm>

namespace tirkeu::evidence {

namespace {
constexpr ErrorCode kForm{"evidence.file-form"};
constexpr int kMostRevisions = 64;
constexpr int kMostObjects = 100'000;

[[nodiscard]] tl::unexpected<Error> bad(const char* what, qsizetype at)
{
    return failure(kForm, ErrorKind::OperatorCanFix, QStringLiteral("%1 at %2").arg(QLatin1StringView(what)).arg(at));
}

// Reads forward through bytes; every take says whether it found what had to be there.
class Cursor
{
public:
    Cursor(QByteArrayView bytes, qsizetype at)
        : m_bytes(bytes)
        , m_at(at)
    {
    }
    [[nodiscard]] qsizetype at() const { return m_at; }
    [[nodiscard]] bool take(QByteArrayView text)
    {
        if (m_bytes.size() - m_at < text.size() || m_bytes.sliced(m_at, text.size()) != text)
            return false;
        m_at += text.size();
        return true;
    }
    [[nodiscard]] bool takeNumber(qsizetype& value, qsizetype digits = 0)
    {
        const qsizetype first = m_at;
        value = 0;
        while (m_at < m_bytes.size() && m_at - first < 10 && m_bytes.at(m_at) >= '0' && m_bytes.at(m_at) <= '9')
            value = value * 10 + (m_bytes.at(m_at++) - '0');
        return m_at > first && (digits == 0 || m_at - first == digits);
    }
    [[nodiscard]] qsizetype find(QByteArrayView text) const { return m_bytes.indexOf(text, m_at); }
    void moveTo(qsizetype at) { m_at = at; }

private:
    QByteArrayView m_bytes;
    qsizetype m_at;
};

[[nodiscard]] Result<> readTable(Cursor& cursor, Revision& revision, bool first)
{
    if (!cursor.take("xref\n"))
        return bad("no table", cursor.at());
    while (!cursor.take("trailer ")) {
        if (cursor.take("trailer\n"))
            break;
        qsizetype start = 0;
        qsizetype count = 0;
        if (!cursor.takeNumber(start) || !cursor.take(" ") || !cursor.takeNumber(count) || !cursor.take("\n") ||
            count < 1 || start + count > kMostObjects)
            return bad("table section", cursor.at());
        for (qsizetype i = 0; i < count; ++i) {
            qsizetype offset = 0;
            qsizetype generation = 0;
            if (!cursor.takeNumber(offset, 10) || !cursor.take(" ") || !cursor.takeNumber(generation, 5))
                return bad("table line", cursor.at());
            const auto number = static_cast<int>(start + i);
            if (cursor.take(" f \n")) {
                // Only the head of the free list, and only in the first table.
                if (!first || number != 0)
                    return bad("freed object", cursor.at());
            } else if (!cursor.take(" n \n") || generation != 0 || number == 0 || revision.objects.contains(number)) {
                return bad("table line", cursor.at());
            } else {
                revision.objects.insert(number, offset);
            }
        }
    }
    return {};
}

// Objects must fill the space up to the table without a gap.
[[nodiscard]] Result<> checkObjects(QByteArrayView pdf, const Revision& revision)
{
    QList<std::pair<qsizetype, int>> byOffset;
    for (auto it = revision.objects.constBegin(); it != revision.objects.constEnd(); ++it)
        byOffset.append({it.value(), it.key()});
    std::sort(byOffset.begin(), byOffset.end());
    if (byOffset.isEmpty() || (revision.start > 0 && byOffset.first().first != revision.start))
        return bad("bytes before the first object", revision.start);
    for (qsizetype i = 0; i < byOffset.size(); ++i) {
        const auto [offset, number] = byOffset.at(i);
        const qsizetype next = i + 1 < byOffset.size() ? byOffset.at(i + 1).first : revision.xref;
        Cursor cursor(pdf, offset);
        if (offset < revision.start || next > revision.xref || !cursor.take(QByteArray::number(number) + " 0 obj\n"))
            return bad("object head", offset);
        if (next - offset < 16 || !(pdf.first(next).endsWith("\nendobj\n\n") || pdf.first(next).endsWith("\nendobj\n")))
            return bad("object end", next);
    }
    return {};
}
} // namespace

Result<QList<Revision>> splitRevisions(QByteArrayView pdf)
{
    if (!pdf.startsWith("%PDF-1.7\n"))
        return bad("no header", 0);
    QList<Revision> revisions;
    qsizetype start = 0;
    while (start < pdf.size()) {
        if (revisions.size() == kMostRevisions)
            return bad("too many revisions", start);
        Revision revision;
        revision.start = start;
        // The last bytes of a revision name its table; search for them, then hold everything against the table.
        Cursor cursor(pdf, start);
        const qsizetype mark = pdf.indexOf("\nstartxref\n", start);
        cursor.moveTo(mark < 0 ? pdf.size() : mark + 11);
        if (mark < 0 || !cursor.takeNumber(revision.xref) || !cursor.take("\n%%EOF\n") || revision.xref <= start ||
            revision.xref >= mark)
            return bad("no end of a revision", start);
        revision.end = cursor.at();
        Cursor table(pdf, revision.xref);
        if (const auto read = readTable(table, revision, revisions.isEmpty()); !read)
            return failure(read);
        if (table.at() > mark)
            return bad("trailer", mark);
        revision.trailer = pdf.sliced(table.at(), mark - table.at()).toByteArray();
        if (const auto good = checkObjects(pdf, revision); !good)
            return failure(good);
        revisions.append(revision);
        start = revision.end;
    }
    if (revisions.isEmpty())
        return bad("empty", 0);
    return revisions;
}

} // namespace tirkeu::evidence
