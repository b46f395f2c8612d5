#include "language.h"

#include <QCoreApplication>

namespace tirkeu::workstation {

QString languageShort(Language language)
{
    return core::languageCode(language).toUpper();
}

QString languageName(Language language)
{
    switch (language) {
    case Language::Kazakh:
        return QStringLiteral("Қазақша");
    case Language::Russian:
        return QStringLiteral("Русский");
    case Language::English:
        return QStringLiteral("English");
    }
    Q_UNREACHABLE();
}

QLocale languageLocale(Language language)
{
    switch (language) {
    case Language::Kazakh:
        return {QLocale::Kazakh, QLocale::Kazakhstan};
    case Language::Russian:
        return {QLocale::Russian, QLocale::Kazakhstan};
    case Language::English:
        return {QLocale::English, QLocale::UnitedKingdom};
    }
    Q_UNREACHABLE();
}

LanguageSwitch::LanguageSwitch()
{
    setLanguage(Language::Kazakh);
}

void LanguageSwitch::setLanguage(Language language)
{
    if (language == m_language && !m_translator.isEmpty())
        return;
    m_language = language;
    QCoreApplication::removeTranslator(&m_translator);
    if (m_translator.load(QStringLiteral(":/i18n/tirkeu_") + core::languageCode(language)))
        QCoreApplication::installTranslator(&m_translator);
    QCoreApplication::removeTranslator(&m_qtTexts);
    if (m_qtTexts.load(QStringLiteral(":/i18n/qt_") + core::languageCode(language)))
        QCoreApplication::installTranslator(&m_qtTexts);
    QLocale::setDefault(languageLocale(language));
    Q_EMIT changed();
}

} // namespace tirkeu::workstation
