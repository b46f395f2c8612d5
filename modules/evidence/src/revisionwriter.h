#pragma once

#include "pdffile.h"

#include <core/clock.h>
#include <core/hashing.h>

#include <QMap>

namespace tirkeu::evidence {

/// Appends one revision: new and changed objects, a classic table, a trailer that points back. What was there is not
/// touched. qpdf only reads here; it cannot append.
class RevisionWriter
{
public:
    [[nodiscard]] static Result<RevisionWriter> on(const QByteArray& pdf);

    [[nodiscard]] const PdfFile& file() const { return m_file; }
    [[nodiscard]] int reserve() { return m_nextNumber++; }
    void put(int number, QByteArray body);
    [[nodiscard]] int putNew(QByteArray body);
    [[nodiscard]] int putStream(QByteArrayView data);
    /// A changed object, written as qpdf spells it.
    void putChanged(const QPDFObjectHandle& object);
    [[nodiscard]] Result<QByteArray> finish() const;

private:
    RevisionWriter(QByteArray pdf, PdfFile file)
        : m_pdf(std::move(pdf))
        , m_file(std::move(file))
    {
    }
    QByteArray m_pdf;
    PdfFile m_file;
    QMap<int, QByteArray> m_objects;
    int m_nextNumber = 0;
    qsizetype m_previousTable = 0;
};

enum class SignatureKind { Signature, DocumentTimeStamp };

struct SignatureField
{
    SignatureKind kind = SignatureKind::Signature;
    qsizetype contentsBytes = 8192;
    QString name;        ///< the signer's, shown by readers
    core::WallTime time; ///< /M; left out of a document time stamp
};

/// A revision with room for a signature over all the rest.
struct PreparedSignature
{
    QByteArray pdf;
    qsizetype contents = 0;    ///< offset of '<'
    qsizetype contentsEnd = 0; ///< behind '>'
    [[nodiscard]] QByteArray digest(core::HashAlgorithm algorithm) const;
    /// Refuses what does not fit.
    [[nodiscard]] Result<QByteArray> fill(const QByteArray& der) const;
};

[[nodiscard]] Result<PreparedSignature> prepareSignature(const QByteArray& pdf, const SignatureField& field);

/// Material to confirm signatures later, as it goes into the document security store.
struct SecurityStore
{
    QList<QByteArray> certificates;
    QList<QByteArray> ocspResponses;
    QList<QByteArray> crls;
    void add(const SecurityStore& other);
    [[nodiscard]] bool isEmpty() const { return certificates.isEmpty() && ocspResponses.isEmpty() && crls.isEmpty(); }
};
[[nodiscard]] Result<QByteArray> appendSecurityStore(const QByteArray& pdf, const SecurityStore& store);
[[nodiscard]] Result<SecurityStore> readSecurityStore(const PdfFile& file);

} // namespace tirkeu::evidence
