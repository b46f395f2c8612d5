#pragma once

#include "pq.h"
#include "rowcodes.h"

#include <reference/postgresengine.h>

namespace tirkeu::reference {

struct PostgresEngine::Parts
{
    explicit Parts(const Settings& settings)
        : pool(settings.connection, settings.connections)
    {
    }
    PqPool pool;

    [[nodiscard]] static Result<> insertAnswer(PqConnection& connection, const AnswerDraft& draft);
    [[nodiscard]] static Result<> insertAnswers(PqConnection& connection, const QList<AnswerDraft>& drafts);
    [[nodiscard]] static Result<> changeHands(PqConnection& connection, const QList<HandChange>& changes);
};

} // namespace tirkeu::reference
