#pragma once

#include <core/result.h>

#include <QByteArrayView>

namespace tirkeu::core {

/// Takes a stream piece by piece, for clips too long to hold in memory. Either `finish` or `abandon` ends it.
class ChunkSink
{
public:
    virtual ~ChunkSink() = default;
    [[nodiscard]] virtual Result<> write(QByteArrayView chunk) = 0;
    [[nodiscard]] virtual Result<> finish() = 0;
    virtual void abandon() = 0;
};

} // namespace tirkeu::core
