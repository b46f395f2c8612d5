#pragma once

#include "counter.h"

namespace tirkeu::workstation {

/// What the client takes home: one page in their language, without a picture and without a score.
struct SlipGround
{
    QString organisation;
    QString branch;
    QString teller;
    core::Language language = core::Language::Kazakh;
    core::WallTime at{};
};

[[nodiscard]] QByteArray slipPdf(const CaseView& view, const SlipGround& ground);
/// The lines of it, for the screen: name and value.
[[nodiscard]] QList<QPair<QString, QString>> slipLines(const CaseView& view, const SlipGround& ground);

} // namespace tirkeu::workstation
