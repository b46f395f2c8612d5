#pragma once

#include <core/result.h>

#include <QByteArray>

#include <cstdint>

namespace tirkeu::core {

/// Where a journal's chain stood when somebody outside last saw it.
struct JournalHead
{
    std::uint64_t sequence = 0;
    QByteArray hash;
};

enum class AnchorVerdict {
    NoAnchorYet,
    Continues,  ///< the chain holds the anchored head
    RolledBack, ///< the chain ends before the anchor
    Forked,     ///< another event stands where the anchored one stood
};

/// The last outside anchor of this journal, kept where a roll-back of the store does not reach it.
class AnchorCheck
{
public:
    virtual ~AnchorCheck() = default;
    [[nodiscard]] virtual Result<JournalHead> lastAnchor() = 0;
    [[nodiscard]] virtual Result<> anchor(const JournalHead& head) = 0;
};

} // namespace tirkeu::core
