#pragma once

#include "rowcodes.h"

#include <reference/embeddedengine.h>

#include <storage/transaction.h>

#include <mutex>

namespace tirkeu::reference {

struct EmbeddedEngine::Parts
{
    explicit Parts(storage::Connection opened)
        : connection(std::move(opened))
    {
    }
    std::mutex mutex;
    storage::Connection connection;

    /// Runs `work` under the lock, in a transaction of its own.
    template<typename T, typename Work>
    [[nodiscard]] Result<T> write(Work work)
    {
        const std::lock_guard lock(mutex);
        auto transaction = storage::Transaction::begin(connection);
        if (!transaction)
            return failure(transaction);
        Result<T> done = work();
        if (!done)
            return done;
        if (const Result<> written = transaction->commit(); !written)
            return failure(written);
        return done;
    }

    [[nodiscard]] Result<Keeping> isKnown(const Delivery& delivery, QByteArray& receipt);
    [[nodiscard]] Result<bool> exceeds(const Delivery& delivery);
    [[nodiscard]] Result<> insertPackage(const PackageRow& row);
    [[nodiscard]] Result<> insertParts(const Delivery& delivery);
    [[nodiscard]] Result<> insertAttempts(const Delivery& delivery);
    [[nodiscard]] Result<> insertAnswer(const AnswerDraft& draft);
    [[nodiscard]] Result<> insertAnswers(const QList<AnswerDraft>& drafts);
    [[nodiscard]] Result<> changeHands(const QList<HandChange>& changes);
    [[nodiscard]] Result<> removeHand(const QByteArray& id);
    [[nodiscard]] Result<qint64> nextHandNumber();
};

[[nodiscard]] inline Result<bool> firstRow(Result<storage::Statement>& statement)
{
    return statement ? statement->step() : failure(statement);
}

} // namespace tirkeu::reference
