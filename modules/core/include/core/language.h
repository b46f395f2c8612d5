#pragma once

#include <core/result.h>

#include <array>

namespace tirkeu::core {

/// The three languages of the program; Kazakh stands first everywhere.
enum class Language { Kazakh, Russian, English };
inline constexpr std::array kLanguages{Language::Kazakh, Language::Russian, Language::English};

[[nodiscard]] QString languageCode(Language language); ///< "kk", "ru" or "en"
[[nodiscard]] Result<Language> languageFromCode(QStringView code);

} // namespace tirkeu::core
