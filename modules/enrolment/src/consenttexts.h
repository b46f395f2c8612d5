#pragma once

#include <casefile/event.h>
#include <criteria/criteria.h>
#include <vault/store.h>

#include <QMap>

namespace tirkeu::enrolment {

/// The words that clients of a case answered, by their digest; the criteria may have others by now.
using ShownTexts = QMap<QString, criteria::ConsentText>;

/// What the client answered, so that it can be told later which words they had before them. Hexadecimal.
[[nodiscard]] QString digestOf(const criteria::ConsentText& text, core::Language language);

/// Keeps a text under its digest, once; in the transaction of the answer.
[[nodiscard]] Result<> keepText(vault::Writer& writer, const criteria::ConsentText& text, const QString& digest);
/// The texts that the answers among `events` name.
[[nodiscard]] Result<ShownTexts> shownTexts(vault::Store& store, const std::vector<casefile::Event>& events);

} // namespace tirkeu::enrolment
