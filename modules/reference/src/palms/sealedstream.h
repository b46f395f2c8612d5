#pragma once

#include <core/result.h>
#include <core/securebytes.h>

#include <QIODevice>

namespace tirkeu::reference {

/// Writes what it is given to another device, sealed piece by piece under a key of this stream alone. Pieces cannot be
/// exchanged, left out or cut off unseen.
class SealingDevice final : public QIODevice
{
public:
    [[nodiscard]] static Result<std::unique_ptr<SealingDevice>> begin(QIODevice& to, const core::SecureBytes& dataKey);
    [[nodiscard]] Result<> finish(); ///< what was not finished is not whole
    [[nodiscard]] bool isSequential() const override { return true; }

protected:
    qint64 writeData(const char* data, qint64 size) override;
    qint64 readData(char*, qint64) override { return -1; }

private:
    SealingDevice(QIODevice& to, core::SecureBytes key)
        : m_to(to)
        , m_key(std::move(key))
    {
    }
    [[nodiscard]] bool writePiece(bool isLast);

    QIODevice& m_to;
    core::SecureBytes m_key;
    quint64 m_pieces = 0;
    QByteArray m_waiting;
};

/// Reads what a SealingDevice wrote, and gives nothing out that was not found good.
class OpeningDevice final : public QIODevice
{
public:
    [[nodiscard]] static Result<std::unique_ptr<OpeningDevice>> begin(
        QIODevice& from, const core::SecureBytes& dataKey);
    [[nodiscard]] bool isSequential() const override { return true; }

protected:
    qint64 writeData(const char*, qint64) override { return -1; }
    qint64 readData(char* data, qint64 size) override;

private:
    OpeningDevice(QIODevice& from, core::SecureBytes key)
        : m_from(from)
        , m_key(std::move(key))
    {
    }
    [[nodiscard]] bool readPiece();

    QIODevice& m_from;
    core::SecureBytes m_key;
    quint64 m_pieces = 0;
    QByteArray m_piece;
    qsizetype m_given = 0; ///< of the piece
    bool m_isOver = false; ///< the last piece was read, or one that is not good
};

} // namespace tirkeu::reference
