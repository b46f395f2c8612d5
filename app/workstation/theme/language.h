#pragma once

#include <core/language.h>
#include <messages/catalogue.h>

#include <QLocale>
#include <QObject>
#include <QTranslator>

namespace tirkeu::workstation {

using core::Language;

[[nodiscard]] QString languageShort(Language language); ///< KK, RU, EN: the header's buttons
[[nodiscard]] QString languageName(Language language);  ///< in itself
[[nodiscard]] QLocale languageLocale(Language language);

/// The language of the teller's screen, changed live: Qt sends LanguageChange to every widget.
class LanguageSwitch : public QObject
{
    Q_OBJECT
public:
    LanguageSwitch();
    [[nodiscard]] Language language() const { return m_language; }
    void setLanguage(Language language);
    [[nodiscard]] QString sentence(const Error& error) const { return m_catalogue.sentence(error, m_language); }

Q_SIGNALS:
    void changed();

private:
    messages::Catalogue m_catalogue = messages::Catalogue::embedded();
    QTranslator m_translator;
    QTranslator m_qtTexts; ///< what Qt says by itself; English needs none
    Language m_language = Language::Kazakh;
};

} // namespace tirkeu::workstation
