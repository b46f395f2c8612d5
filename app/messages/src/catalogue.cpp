#include <messages/catalogue.h>

#include <core/json.h>

#include <QDirIterator>
#include <QFile>

static void loadResource()
{
    // The resource lies in a static library, from which the linker takes only what is named.
    Q_INIT_RESOURCE(tirkeu_messages);
}

namespace tirkeu::messages {

namespace {
constexpr ErrorCode kNoSentence{"messages.no-sentence"};

QString filled(QStringView sentence, const QStringList& values)
{
    QString text;
    for (qsizetype i = 0; i < sentence.size(); ++i) {
        const bool place =
            sentence[i] == u'%' && i + 1 < sentence.size() && sentence[i + 1] >= u'1' && sentence[i + 1] <= u'9';
        if (!place) {
            text += sentence[i];
            continue;
        }
        // Not QString::arg: a value may itself hold a per cent sign and a digit.
        const qsizetype which = sentence[++i].unicode() - u'1';
        text += which < values.size() ? values.at(which) : QStringLiteral("–");
    }
    return text;
}
} // namespace

Catalogue Catalogue::embedded()
{
    loadResource();
    Catalogue catalogue;
    QDirIterator files(QStringLiteral(":/messages"), {QStringLiteral("*.json")});
    while (files.hasNext()) {
        QFile file(files.next());
        // A file that cannot be read leaves its codes without sentences; a test of the house looks for that.
        if (file.open(QIODevice::ReadOnly))
            static_cast<void>(catalogue.add(file.readAll()));
    }
    return catalogue;
}

Result<> Catalogue::add(QByteArrayView json)
{
    const Result<QJsonObject> read = core::readJson(json);
    if (!read)
        return failure(read);
    core::JsonFields file(*read);
    for (auto entry = read->constBegin(); entry != read->constEnd(); ++entry) {
        std::array<QString, 3> texts;
        const QByteArray code = entry.key().toLatin1();
        file.nested(QLatin1StringView(code), [&texts](core::JsonFields& fields) {
            for (const core::Language language : core::kLanguages) {
                const QByteArray key = core::languageCode(language).toLatin1();
                texts.at(static_cast<std::size_t>(language)) = fields.string(QLatin1StringView(key));
            }
        });
        if (file.isGood())
            m_sentences.insert(entry.key(), texts);
    }
    return file.finish();
}

QString Catalogue::sentence(const Error& error, core::Language language) const
{
    const auto index = static_cast<std::size_t>(language);
    const auto found = m_sentences.constFind(error.code.toString());
    if (found != m_sentences.constEnd())
        return filled(found->at(index), error.values);
    return m_sentences.value(kNoSentence.toString()).at(index);
}

bool Catalogue::contains(ErrorCode code) const
{
    return m_sentences.contains(code.toString());
}

QStringList Catalogue::codes() const
{
    QStringList all = m_sentences.keys();
    all.sort();
    return all;
}

} // namespace tirkeu::messages
