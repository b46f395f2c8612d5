#pragma once

#include <core/language.h>

#include <QTranslator>

#include <array>

namespace tirkeu::workstation {

/// What is said to a client, in every language at once: their screen speaks theirs while the teller's speaks another.
/// Lines are marked with QT_TRANSLATE_NOOP("ClientWords", …).
class ClientWords
{
public:
    ClientWords();
    [[nodiscard]] QString in(core::Language language, const char* line) const;

private:
    std::array<QTranslator, core::kLanguages.size()> m_translators;
};

} // namespace tirkeu::workstation
