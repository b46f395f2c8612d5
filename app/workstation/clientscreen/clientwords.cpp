#include "clientwords.h"

namespace tirkeu::workstation {

ClientWords::ClientWords()
{
    for (const core::Language language : core::kLanguages) {
        auto& translator = m_translators.at(static_cast<std::size_t>(language));
        const bool loaded = translator.load(QStringLiteral(":/i18n/tirkeu_") + core::languageCode(language));
        Q_ASSERT(loaded);
        Q_UNUSED(loaded)
    }
}

QString ClientWords::in(core::Language language, const char* line) const
{
    const QString said = m_translators.at(static_cast<std::size_t>(language)).translate("ClientWords", line);
    return said.isEmpty() ? QString::fromUtf8(line) : said;
}

} // namespace tirkeu::workstation
