#pragma once

#include <core/language.h>

namespace tirkeu::criteria {

/// A text in the program's languages. Kazakh and Russian are always there; English may be left out.
struct Texts
{
    QString kazakh;
    QString russian;
    QString english;

    [[nodiscard]] const QString& in(core::Language language) const
    {
        if (language == core::Language::Kazakh)
            return kazakh;
        return language == core::Language::English && !english.isEmpty() ? english : russian;
    }
    bool operator==(const Texts&) const = default;
};

} // namespace tirkeu::criteria
