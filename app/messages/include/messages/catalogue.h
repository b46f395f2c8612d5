#pragma once

#include <core/language.h>
#include <core/result.h>

#include <QHash>

#include <array>

namespace tirkeu::messages {

/// What a person reads when something went wrong: what happened and what to do, in three languages, by error code.
/// A value; may be read from any thread.
class Catalogue
{
public:
    /// The sentences compiled into the program, one file per room under resources/messages/.
    [[nodiscard]] static Catalogue embedded();

    /// Adds the sentences of one file: {"room.what-is-wrong": {"kk": …, "ru": …, "en": …}, …}.
    [[nodiscard]] Result<> add(QByteArrayView json);

    /// The sentence of an error with %1, %2 … filled from its values; for a code without one, a general sentence.
    [[nodiscard]] QString sentence(const Error& error, core::Language language) const;
    [[nodiscard]] bool contains(ErrorCode code) const;
    [[nodiscard]] QStringList codes() const; ///< sorted

private:
    QHash<QString, std::array<QString, 3>> m_sentences; // by code, then by Language
};

} // namespace tirkeu::messages
