#pragma once

#include "outboxsource.h"
#include "shell/linkstate.h"
#include "theme/language.h"

#include <QCoreApplication>

namespace tirkeu::workstation {

/// What the outbox and the connection are called on the screen, in its language.
class OutboxWords
{
    Q_DECLARE_TR_FUNCTIONS(OutboxWords)
public:
    [[nodiscard]] static QString state(OutboxState state);
    [[nodiscard]] static QString stage(const OutboxStage& stage, const LanguageSwitch& language);
    [[nodiscard]] static QString size(qint64 bytes, const LanguageSwitch& language);
    /// What is connected since when and why not, what works, and what waits.
    [[nodiscard]] static QString link(const LinkState& link, const LanguageSwitch& language);
    [[nodiscard]] static QString today(int clients, int delivered);
    [[nodiscard]] static QString sentence(const QString& code, const LanguageSwitch& language);
};

} // namespace tirkeu::workstation
