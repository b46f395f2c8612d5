#pragma once

#include <core/clock.h>
#include <core/ports/anchorcheck.h>
#include <core/result.h>
#include <core/uuid.h>
#include <identity/bin.h>
#include <identity/iin.h>

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace tirkeu::evidence {

/// A member that must be given: an aggregate that holds one cannot be made without it.
template<typename T>
class Required
{
public:
    Required() = delete;
    Required(T value) // NOLINT(google-explicit-constructor): so that aggregates read naturally
        : m_value(std::move(value))
    {
    }
    [[nodiscard]] const T& get() const { return m_value; }

private:
    T m_value;
};

/// A SHA-256, or a keyed one of its length: never fewer bytes than that.
class Digest
{
public:
    static constexpr qsizetype kBytes = 32;
    [[nodiscard]] static Result<Digest> of(const QByteArray& bytes);
    [[nodiscard]] const QByteArray& get() const { return m_bytes; }

private:
    explicit Digest(QByteArray bytes)
        : m_bytes(std::move(bytes))
    {
    }
    QByteArray m_bytes;
};

/// Text that says something: not blank, and not longer than a page can hold.
class Text
{
public:
    static constexpr qsizetype kLongest = 2000;
    [[nodiscard]] static Result<Text> of(const QString& text);
    [[nodiscard]] const QString& get() const { return m_text; }

private:
    explicit Text(QString text)
        : m_text(std::move(text))
    {
    }
    QString m_text;
};

/// The same in Kazakh and Russian, English where somebody asks for it.
class LocalText
{
public:
    [[nodiscard]] static Result<LocalText> of(const QString& kk, const QString& ru, const QString& en = {});
    [[nodiscard]] const QString& kk() const { return m_kk; }
    [[nodiscard]] const QString& ru() const { return m_ru; }
    [[nodiscard]] const QString& en() const { return m_en; } ///< may be empty

private:
    LocalText(QString kk, QString ru, QString en)
        : m_kk(std::move(kk))
        , m_ru(std::move(ru))
        , m_en(std::move(en))
    {
    }
    QString m_kk;
    QString m_ru;
    QString m_en;
};

/// A list with something in it.
template<typename T>
class AtLeastOne
{
public:
    AtLeastOne(T first, QList<T> rest = {}) // NOLINT(google-explicit-constructor)
        : m_items(std::move(rest))
    {
        m_items.prepend(std::move(first));
    }
    [[nodiscard]] static std::optional<AtLeastOne> from(const QList<T>& items)
    {
        if (items.isEmpty())
            return std::nullopt;
        return AtLeastOne(items.first(), items.mid(1));
    }
    [[nodiscard]] const QList<T>& get() const { return m_items; }

private:
    QList<T> m_items;
};

/// A picture as it was taken. The original is attached byte for byte, its digest stands in the record, a smaller copy
/// on the page.
class Picture
{
public:
    /// JPEG or PNG. `name` becomes the attached file's: letters, digits, dot and hyphen.
    [[nodiscard]] static Result<Picture> of(const QString& name, const QByteArray& bytes);
    [[nodiscard]] const QString& name() const { return m_name; }
    [[nodiscard]] const QByteArray& bytes() const { return m_bytes; }
    [[nodiscard]] QString mediaType() const;

private:
    Picture(QString name, QByteArray bytes)
        : m_name(std::move(name))
        , m_bytes(std::move(bytes))
    {
    }
    QString m_name;
    QByteArray m_bytes;
};

/// Another organisation's document as it was received, IDEC's for instance: bytes that nobody here reads or makes anew,
/// with whatever signature is in them. Attached byte for byte; the record holds its digest, the page says whose it is.
class ReceivedDocument
{
public:
    /// `name` as a picture's; `mediaType` as "application/xml".
    [[nodiscard]] static Result<ReceivedDocument> of(const QString& name, const QString& mediaType,
        const LocalText& from, core::WallTime received, const QByteArray& bytes);
    [[nodiscard]] const QString& name() const { return m_name; }
    [[nodiscard]] const QString& mediaType() const { return m_mediaType; }
    [[nodiscard]] const LocalText& from() const { return m_from; }
    [[nodiscard]] core::WallTime received() const { return m_received; }
    [[nodiscard]] const QByteArray& bytes() const { return m_bytes; }

private:
    ReceivedDocument(QString name, QString mediaType, LocalText from, core::WallTime received, QByteArray bytes)
        : m_name(std::move(name))
        , m_mediaType(std::move(mediaType))
        , m_from(std::move(from))
        , m_received(received)
        , m_bytes(std::move(bytes))
    {
    }
    QString m_name;
    QString m_mediaType;
    LocalText m_from;
    core::WallTime m_received;
    QByteArray m_bytes;
};

enum class CheckOutcome {
    Passed,
    Failed,
    Undetermined, ///< looked at and not decided, or not carried to the end
    Awaited,      ///< somebody else's answer is still to come
};
enum class Hand { Right, Left };
enum class Modality { Face, Palm };
enum class PageLanguages { KazakhRussian, KazakhRussianEnglish };

/// The provider or the customer of the authentication; a bank may be both.
struct Party
{
    LocalText name;
    identity::Bin bin;
    LocalText details; ///< address and the like
};

struct Client
{
    identity::Iin iin;
    QString name = {}; ///< as in the document shown
    std::optional<identity::Bin> actsFor = {};
};

struct Device
{
    Text model;
    Text identifier;
    QString firmware = {};
};

struct FrameDigest
{
    Text frame;
    Digest sha256;
};

/// Who will sign, as the page says it; the certificate itself is in the signature.
struct SignerPanel
{
    Text name;
    LocalText role;
    LocalText organisation;
    identity::Bin bin;
    Text certificateSerial;
    Text certificateIssuer;
    Required<core::WallTime> claimedTime;
};

/// What every document about one client has.
struct Heading
{
    Required<core::Uuid> id;
    Party provider;
    Party customer;
    Client client;
    Required<core::WallTime> performedAt; ///< of the check, comparison or act
    Text edition;                         ///< of the rules, by date
    Text system;                          ///< name and version of the check or comparison system
    Text criteria;                        ///< version of the bank's criteria
    Required<core::JournalHead> journal;
    SignerPanel signer;
    PageLanguages languages = PageLanguages::KazakhRussian;
};

/// The head of an act about many clients: it names none of them.
struct ActHeading
{
    Required<core::Uuid> id;
    Party provider;
    Party customer;
    Required<core::WallTime> performedAt;
    Text edition;
    Text system;
    Text criteria;
    Required<core::JournalHead> journal;
    SignerPanel signer;
    PageLanguages languages = PageLanguages::KazakhRussian;
};

} // namespace tirkeu::evidence
