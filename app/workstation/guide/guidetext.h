#pragma once

#include <core/language.h>

#include <QByteArray>
#include <QList>
#include <QString>

namespace tirkeu::workstation {

struct GuideBlock
{
    enum class Kind { Title, Heading, Point, Plain, NewPage } kind = Kind::Plain;
    QString text = {};
};
/// The teller's guide, of two pages.
[[nodiscard]] QList<GuideBlock> guideBlocks(core::Language language);
/// The same on A4, to be printed and laid beside the keyboard.
[[nodiscard]] QByteArray guidePdf(core::Language language);

/// What clients ask, and what may be answered.
struct ClientAnswer
{
    QString question;
    QString answer;
};
[[nodiscard]] QList<ClientAnswer> clientAnswers(core::Language language);

} // namespace tirkeu::workstation
