#include "revisionjudge.h"

#include "pdffile.h"

#include <QSet>

namespace tirkeu::evidence {

namespace {
constexpr ErrorCode kPageChanged{"evidence.page-changed-later"};
constexpr ErrorCode kPageAdded{"evidence.page-added-later"};
constexpr ErrorCode kAttachmentChanged{"evidence.attachment-changed-later"};
constexpr ErrorCode kObjectChanged{"evidence.object-changed-later"};
constexpr ErrorCode kUnexpected{"evidence.object-added-later"};
constexpr ErrorCode kTrailer{"evidence.trailer-changed-later"};
constexpr ErrorCode kField{"evidence.field-changed-later"};
constexpr ErrorCode kJudging{"evidence.later-revision-unreadable"};

using Keys = QSet<QByteArray>;

// One later revision against the state before it.
class Judge
{
public:
    Judge(const PdfFile& before, const PdfFile& after, const Revision& revision, int oldSize)
        : m_before(before)
        , m_after(after)
        , m_revision(revision)
        , m_oldSize(oldSize)
    {
    }

    [[nodiscard]] Result<> judge()
    {
        if (const auto root = judgeRoot(); !root)
            return root;
        for (const int number : m_revision.objects.keys()) {
            if (m_allowed.contains(number))
                continue;
            if (number >= m_oldSize)
                continue; // judged below, once everything that may name it was seen
            if (const auto page = judgeIfPage(number); !page)
                return page;
        }
        for (const int number : m_revision.objects.keys()) {
            if (!m_allowed.contains(number))
                return refuse(
                    number >= m_oldSize ? kUnexpected : kObjectChanged, QStringLiteral("object %1").arg(number));
        }
        return {};
    }

private:
    [[nodiscard]] static tl::unexpected<Error> refuse(ErrorCode code, const QString& detail)
    {
        return failure(code, ErrorKind::SecurityStop, detail);
    }
    [[nodiscard]] bool isNew(QPDFObjectHandle object) const
    {
        return object.isIndirect() && object.getObjectID() >= m_oldSize &&
               m_revision.objects.contains(object.getObjectID());
    }
    void allow(QPDFObjectHandle object) { m_allowed.insert(object.getObjectID()); }

    // The keys in which two dictionaries differ.
    [[nodiscard]] static Keys differences(QPDFObjectHandle before, QPDFObjectHandle after)
    {
        Keys keys;
        for (const std::string& key : before.getKeys()) {
            if (!after.hasKey(key) || before.getKey(key).unparse() != after.getKey(key).unparse())
                keys.insert(bytesOf(key));
        }
        for (const std::string& key : after.getKeys()) {
            if (!before.hasKey(key))
                keys.insert(bytesOf(key));
        }
        return keys;
    }

    // `after` begins with all of `before`; what was added is handed to `take`.
    template<typename Take>
    [[nodiscard]] Result<> grown(QPDFObjectHandle before, QPDFObjectHandle after, ErrorCode code, Take take)
    {
        if (!after.isArray() || !(before.isArray() || before.isNull()))
            return refuse(code, QStringLiteral("no list"));
        const int old = before.isArray() ? before.getArrayNItems() : 0;
        if (after.getArrayNItems() < old)
            return refuse(code, QStringLiteral("list is shorter"));
        for (int i = 0; i < after.getArrayNItems(); ++i) {
            QPDFObjectHandle item = after.getArrayItem(i);
            if (i < old) {
                if (before.getArrayItem(i).unparse() != item.unparse())
                    return refuse(code, QStringLiteral("list item %1").arg(i));
            } else if (const Result<> good = take(item); !good) {
                return good;
            }
        }
        return {};
    }

    [[nodiscard]] Result<> judgeRoot()
    {
        QPDFObjectHandle before = m_before.root();
        QPDFObjectHandle after = m_after.root();
        Keys changed = differences(before, after);
        if (const auto form = judgeForm(before.getKey("/AcroForm"), after.getKey("/AcroForm")); !form)
            return form;
        if (changed.contains("/DSS")) {
            if (const auto store = judgeStore(before.getKey("/DSS"), after.getKey("/DSS")); !store)
                return store;
        }
        changed.subtract({"/AcroForm", "/DSS"});
        if (changed.contains("/Pages"))
            return refuse(kPageAdded, QStringLiteral("another page tree"));
        if (changed.contains("/AF") || changed.contains("/Names"))
            return refuse(kAttachmentChanged, QStringLiteral("catalogue"));
        if (!changed.isEmpty())
            return refuse(kObjectChanged, QStringLiteral("catalogue"));
        if (m_revision.objects.contains(after.getObjectID()))
            allow(after);
        return {};
    }

    [[nodiscard]] Result<> judgeForm(QPDFObjectHandle before, QPDFObjectHandle after)
    {
        if (before.isNull() && after.isNull())
            return {};
        if (!after.isDictionary() || !(before.isDictionary() || before.isNull()))
            return refuse(kField, QStringLiteral("form"));
        QPDFObjectHandle nothing = QPDFObjectHandle::newDictionary();
        QPDFObjectHandle old = before.isDictionary() ? before : nothing;
        Keys changed = differences(old, after);
        changed.subtract({"/Fields", "/SigFlags"});
        if (!changed.isEmpty() || !after.getKey("/SigFlags").isInteger() ||
            after.getKey("/SigFlags").getIntValue() != 3)
            return refuse(kField, QStringLiteral("form entries"));
        if (after.isIndirect() && m_revision.objects.contains(after.getObjectID()))
            allow(after);
        return grown(old.getKey("/Fields"), after.getKey("/Fields"), kField,
            [this](QPDFObjectHandle field) { return judgeField(field); });
    }

    // A field that shows nothing and whose value is a signature.
    [[nodiscard]] Result<> judgeField(QPDFObjectHandle field)
    {
        static const Keys known{"/Type", "/Subtype", "/FT", "/F", "/Rect", "/T", "/V", "/P"};
        if (!field.isDictionary() || !isNew(field))
            return refuse(kField, QStringLiteral("not a new field"));
        for (const std::string& key : field.getKeys()) {
            if (!known.contains(bytesOf(key)))
                return refuse(kField, QStringLiteral("entry ") + QString::fromStdString(key));
        }
        QPDFObjectHandle rectangle = field.getKey("/Rect");
        for (int i = 0; i < 4; ++i) {
            if (!rectangle.isArray() || rectangle.getArrayNItems() != 4 || !rectangle.getArrayItem(i).isNumber() ||
                rectangle.getArrayItem(i).getNumericValue() != 0)
                return refuse(kField, QStringLiteral("a field that shows something"));
        }
        QPDFObjectHandle value = field.getKey("/V");
        if (field.getKey("/FT").unparse() != "/Sig" || field.getKey("/Subtype").unparse() != "/Widget" ||
            !value.isDictionary() || !isNew(value) || !value.getKey("/ByteRange").isArray())
            return refuse(kField, QStringLiteral("not a signature"));
        allow(field);
        allow(value);
        m_newFields.insert(field.getObjectID());
        return {};
    }

    [[nodiscard]] Result<> judgeStore(QPDFObjectHandle before, QPDFObjectHandle after)
    {
        static const Keys known{"/Type", "/Certs", "/OCSPs", "/CRLs"};
        if (!after.isDictionary() || !isNew(after))
            return refuse(kUnexpected, QStringLiteral("store"));
        for (const std::string& key : after.getKeys()) {
            if (!known.contains(bytesOf(key)))
                return refuse(kUnexpected, QStringLiteral("store entry"));
        }
        allow(after);
        QPDFObjectHandle nothing = QPDFObjectHandle::newDictionary();
        QPDFObjectHandle old = before.isDictionary() ? before : nothing;
        for (const char* key : {"/Certs", "/OCSPs", "/CRLs"}) {
            if (!after.hasKey(key) && !old.hasKey(key))
                continue;
            const auto good =
                grown(old.getKey(key), after.getKey(key), kObjectChanged, [this](QPDFObjectHandle stream) -> Result<> {
                    if (!stream.isStream() || !isNew(stream) || stream.getDict().getKeys().size() != 1)
                        return refuse(kUnexpected, QStringLiteral("store item"));
                    allow(stream);
                    return {};
                });
            if (!good)
                return good;
        }
        return {};
    }

    // A page may gain the widgets of the new fields and change in nothing else. Its list of annotations may be an
    // object of its own.
    [[nodiscard]] Result<> judgeIfPage(int number)
    {
        const std::vector<QPDFObjectHandle>& before = m_before.qpdf().getAllPages();
        const std::vector<QPDFObjectHandle>& after = m_after.qpdf().getAllPages();
        if (before.size() != after.size())
            return refuse(kPageAdded, QStringLiteral("%1 pages, %2 signed").arg(after.size()).arg(before.size()));
        for (std::size_t i = 0; i < after.size(); ++i) {
            QPDFObjectHandle oldPage = before.at(i);
            QPDFObjectHandle newPage = after.at(i);
            if (oldPage.getObjectID() != newPage.getObjectID())
                return refuse(kPageAdded, QStringLiteral("page %1 is another").arg(i + 1));
            QPDFObjectHandle list = newPage.getKey("/Annots");
            const bool isPage = newPage.getObjectID() == number;
            const bool isList = list.isIndirect() && list.getObjectID() == number;
            if (!isPage && !isList) {
                // Content, pictures and fonts of a page are objects of their own.
                if (reaches(oldPage.getKey("/Contents"), number) || reaches(oldPage.getKey("/Resources"), number))
                    return refuse(kPageChanged, QStringLiteral("page %1").arg(i + 1));
                continue;
            }
            Keys changed = differences(oldPage, newPage);
            changed.remove("/Annots");
            if (!changed.isEmpty())
                return refuse(kPageChanged, QStringLiteral("page %1").arg(i + 1));
            const auto good =
                grown(oldPage.getKey("/Annots"), list, kPageChanged, [this, i](QPDFObjectHandle widget) -> Result<> {
                    if (!widget.isIndirect() || !m_newFields.contains(widget.getObjectID()))
                        return refuse(kPageChanged, QStringLiteral("annotation on page %1").arg(i + 1));
                    return {};
                });
            if (!good)
                return good;
            m_allowed.insert(number);
        }
        if (!m_allowed.contains(number) && isAttached(number))
            return refuse(kAttachmentChanged, QStringLiteral("object %1").arg(number));
        return {};
    }

    [[nodiscard]] static bool reaches(QPDFObjectHandle from, int number, int depth = 8)
    {
        if (from.isIndirect() && from.getObjectID() == number)
            return true;
        if (depth == 0)
            return false;
        if (from.isArray()) {
            for (int i = 0; i < from.getArrayNItems(); ++i) {
                if (reaches(from.getArrayItem(i), number, depth - 1))
                    return true;
            }
        } else if (from.isDictionary()) {
            for (const std::string& key : from.getKeys()) {
                if (key != "/Parent" && reaches(from.getKey(key), number, depth - 1))
                    return true;
            }
        } else if (from.isStream()) {
            return reaches(from.getDict(), number, depth - 1);
        }
        return false;
    }
    [[nodiscard]] bool isAttached(int number) const
    {
        return reaches(m_before.root().getKey("/AF"), number) || reaches(m_before.root().getKey("/Names"), number);
    }

    const PdfFile& m_before;
    const PdfFile& m_after;
    const Revision& m_revision;
    int m_oldSize;
    QSet<int> m_allowed;
    QSet<int> m_newFields;
};

[[nodiscard]] Result<> judgeTrailer(
    QPDF& qpdf, QPDFObjectHandle before, const Revision& previous, const Revision& revision)
{
    static const Keys known{"/Size", "/Root", "/Prev", "/ID"};
    QPDFObjectHandle trailer = QPDFObjectHandle::parse(&qpdf, revision.trailer.toStdString());
    const auto refuse = [](const char* what) {
        return failure(kTrailer, ErrorKind::SecurityStop, QLatin1StringView(what));
    };
    if (!trailer.isDictionary())
        return refuse("no dictionary");
    for (const std::string& key : trailer.getKeys()) {
        if (!known.contains(bytesOf(key)))
            return refuse("another entry");
    }
    if (!trailer.getKey("/Prev").isInteger() || trailer.getKey("/Prev").getIntValue() != previous.xref)
        return refuse("points elsewhere");
    if (trailer.getKey("/Root").unparse() != before.getKey("/Root").unparse())
        return refuse("another catalogue");
    return {};
}
} // namespace

Result<> judgeLaterRevisions(QByteArrayView pdf, const QList<Revision>& revisions, qsizetype signedRevision)
{
    return guarded(kJudging, [&]() -> Result<> {
        auto before = PdfFile::open(pdf.first(revisions.at(signedRevision).end));
        for (qsizetype i = signedRevision + 1; i < revisions.size(); ++i) {
            const Revision& revision = revisions.at(i);
            auto after = PdfFile::open(pdf.first(revision.end));
            if (!before || !after)
                return failure(before ? after : before);
            QPDFObjectHandle trailer = before->qpdf().getTrailer();
            if (const auto good = judgeTrailer(after->qpdf(), trailer, revisions.at(i - 1), revision); !good)
                return good;
            Judge judge(*before, *after, revision, int(trailer.getKey("/Size").getIntValueAsInt()));
            if (const auto good = judge.judge(); !good)
                return good;
            if (after->hasWarnings())
                return failure(kJudging, ErrorKind::SecurityStop, QStringLiteral("revision %1").arg(i));
            before = std::move(after);
        }
        return {};
    });
}

} // namespace tirkeu::evidence
