#pragma once

#include <core/securebytes.h>
#include <palm/template.h>

#include <memory>

namespace tirkeu::palm {

/// A keyed, revocable form of templates (renewability after ISO/IEC 24745): cells change places within their block,
/// blocks change places, and sign bits are masked, all by the key. Distances under one key are what they were, to the
/// bit; under two keys one palm is two strangers. Whoever learns the key can undo it: renewability is claimed while the
/// key is secret, irreversibility is not.
class TransformKey
{
public:
    /// 32 random bytes, kept apart from the templates.
    [[nodiscard]] static Result<TransformKey> make(const core::SecureBytes& secret);
    ~TransformKey();
    TransformKey(TransformKey&&) noexcept;
    TransformKey& operator=(TransformKey&&) noexcept;

    [[nodiscard]] std::uint64_t id() const; ///< names the key without telling it; never 0
    [[nodiscard]] Result<PalmTemplate> apply(const PalmTemplate& plain) const;
    [[nodiscard]] MatchingCode apply(const MatchingCode& plain) const;
    [[nodiscard]] FineCode apply(const FineCode& plain) const;

    struct Plan;

private:
    explicit TransformKey(std::unique_ptr<Plan> plan);
    std::unique_ptr<Plan> m_plan;
};

} // namespace tirkeu::palm
