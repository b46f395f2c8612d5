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
    QString moduleFile = {};           ///< the PKCS#11 module of the token's maker; empty: as the program was started
    bool signsThroughNcaLayer = false; ///< for keys that only such a program can use, GOST ones
    QString ncaLayerAddress = QStringLiteral("wss://127.0.0.1:13579/");

    QString bankFolder = {}; ///< where the bank's own system puts its files; empty: nowhere

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

/// What would not work is not saved: a module that is not there, an address of another machine.
[[nodiscard]] Result<> checkPreferences(const Preferences& preferences);

[[nodiscard]] QString schemeId(Scheme scheme);

} // namespace tirkeu::workstation
