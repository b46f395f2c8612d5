#pragma once

#include <evidence/attachment.h>
#include <evidence/contents.h>
#include <evidence/documentkind.h>

#include <QJsonObject>

namespace tirkeu::evidence {

/// A file that a record names.
struct NamedFile
{
    QString file;
    QString mediaType;
    QString sha256; ///< hex
};

/// What a document says, as data: made from complete contents, or read from a `record.json` that its schema accepts.
class Record
{
public:
    [[nodiscard]] static Record make(const FaceAuthenticity& contents);
    [[nodiscard]] static Record make(const FaceComparison& contents);
    [[nodiscard]] static Record make(const PalmAuthenticity& contents);
    [[nodiscard]] static Record make(const PalmComparison& contents);
    [[nodiscard]] static Record make(const Decision& contents);
    [[nodiscard]] static Record make(const Consent& contents);
    [[nodiscard]] static Record make(const ConsentWithdrawal& contents);
    [[nodiscard]] static Record make(const PersonalPresence& contents);
    [[nodiscard]] static Record make(const Annulment& contents);
    [[nodiscard]] static Record make(const DestructionAct& contents);
    [[nodiscard]] static Record make(const DeliveryConfirmation& contents);
    [[nodiscard]] static Result<Record> read(QByteArrayView json);

    [[nodiscard]] DocumentKind kind() const { return m_kind; }
    [[nodiscard]] const QJsonObject& json() const { return m_json; }
    [[nodiscard]] QByteArray bytes() const; ///< `record.json`: one spelling for one record
    [[nodiscard]] QByteArray digest() const;
    [[nodiscard]] QString documentId() const;
    /// The originals a record made here names; empty for one that was read.
    [[nodiscard]] const QList<Picture>& pictures() const { return m_pictures; }
    /// The pictures a record names, in the order of the page, with their SHA-256 in hex.
    [[nodiscard]] QList<std::pair<QString, QString>> pictureDigests() const;
    /// Others' documents that a record made here names, as received; empty for one that was read.
    [[nodiscard]] const QList<Attachment>& received() const { return m_received; }
    [[nodiscard]] QList<NamedFile> receivedFiles() const; ///< in the order of the page

private:
    Record(DocumentKind kind, QJsonObject json, QList<Picture> pictures = {}, QList<Attachment> received = {});

    DocumentKind m_kind;
    QJsonObject m_json;
    QList<Picture> m_pictures;
    QList<Attachment> m_received;
};

/// The JSON schema of a kind, as published.
[[nodiscard]] QByteArray schemaOf(DocumentKind kind);

} // namespace tirkeu::evidence
