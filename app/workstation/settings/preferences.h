#pragma once

#include "theme/colours.h"

#include <core/language.h>
#include <core/result.h>

#include <QString>

namespace tirkeu::workstation {

/// What a person may choose at this workstation; everything that matters for a check is in the criteria instead.
struct Preferences
{
    core::Language language = core::Language::Kazakh;
    Scheme scheme = Scheme::Light;
    int scalePercent = 100;

    bool operator==(const Preferences&) const = default;
};

/// One small JSON file, replaced as a whole.
class PreferenceFile
{
public:
    explicit PreferenceFile(QString path)
        : m_path(std::move(path))
    {
    }
    [[nodiscard]] Preferences load() const; ///< what cannot be read counts as unset
    [[nodiscard]] Result<> save(const Preferences& preferences) const;

private:
    QString m_path;
};

[[nodiscard]] QString schemeId(Scheme scheme);

} // namespace tirkeu::workstation
