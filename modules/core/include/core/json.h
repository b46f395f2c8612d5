#pragma once

#include <core/result.h>

#include <QByteArray>
#include <QByteArrayView>
#include <QJsonArray>
#include <QJsonObject>

#include <functional>

namespace tirkeu::core {

struct JsonLimits
{
    qsizetype maxBytes = qsizetype(1) << 20;
    int maxDepth = 16;
    int maxValues = 100'000; ///< members and elements together
};

/// Reads one JSON object and nothing after it. Refuses what is too large or too deep, a key given twice, text that is
/// not UTF-8, a number that does not survive as a double or 64-bit integer.
[[nodiscard]] Result<QJsonObject> readJson(QByteArrayView text, const JsonLimits& limits = {});

/// The one spelling of a value: keys sorted, no white space. Equal values give equal bytes, so it can be signed.
[[nodiscard]] QByteArray writeJson(const QJsonObject& object);
[[nodiscard]] QByteArray writeJsonForPeople(const QJsonObject& object); ///< indented, sorted

/// Reads the fields of one object strictly: each is asked for by name and type, the first thing wrong is kept with its
/// path, and a field that nobody asked for is wrong as well. Values read after an error are empty; ask `finish()` last.
class JsonFields
{
public:
    explicit JsonFields(QJsonObject object, QString path = {});

    [[nodiscard]] QString string(QLatin1StringView key, int maxLength = 4096);
    [[nodiscard]] QString stringOr(QLatin1StringView key, const QString& fallback, int maxLength = 4096);
    [[nodiscard]] qint64 integer(QLatin1StringView key, qint64 least, qint64 most);
    [[nodiscard]] qint64 integerOr(QLatin1StringView key, qint64 fallback, qint64 least, qint64 most);
    [[nodiscard]] double number(QLatin1StringView key, double least, double most);
    [[nodiscard]] bool boolean(QLatin1StringView key);
    [[nodiscard]] bool booleanOr(QLatin1StringView key, bool fallback);
    [[nodiscard]] QJsonObject object(QLatin1StringView key);
    [[nodiscard]] QJsonArray array(QLatin1StringView key, int maxElements = 10'000);
    [[nodiscard]] QStringList strings(QLatin1StringView key, int maxElements = 1000, int maxLength = 4096);
    [[nodiscard]] bool has(QLatin1StringView key) const;

    /// A nested object: `read` gets its fields, and its first error becomes ours.
    void nested(QLatin1StringView key, const std::function<void(JsonFields&)>& read);
    /// An array of objects, each read in turn.
    void each(QLatin1StringView key, const std::function<void(JsonFields&)>& read, int maxElements = 10'000);

    /// Says that a field's value does not do, in the reader's own words.
    void refuse(QLatin1StringView key, const QString& why);
    void refuse(QLatin1StringView key, const Error& error);
    [[nodiscard]] bool isGood() const { return !m_error; }
    [[nodiscard]] Result<> finish();

private:
    [[nodiscard]] QJsonValue take(QLatin1StringView key, QJsonValue::Type type);
    [[nodiscard]] QString pathTo(QLatin1StringView key) const;
    void adopt(JsonFields& inner);
    void setError(Error error);

    QJsonObject m_object;
    QString m_path;
    QStringList m_asked;
    std::optional<Error> m_error;
};

} // namespace tirkeu::core
